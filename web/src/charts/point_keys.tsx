// SPDX-License-Identifier: Apache-2.0
// ← → move between the points of a chart and speak their values; Enter or a click opens the people.
import { type KeyboardEvent, type PointerEvent, useState } from "react";

export interface Spoken {
  text: string;
  key: string;
}

interface Props {
  label: string;
  items: Spoken[];
  places: number[];
  range: { width: number; top: number; bottom: number };
  open: (key: string) => void;
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

export function PointKeys({ label, items, places, range, open }: Props) {
  const last = items.length - 1;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? last, last);
  const item = items[at];
  if (!item) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      setChosen(Math.max(0, Math.min(last, step(at, last))));
    }
    if (event.key === "Enter" && item.key) open(item.key);
  };
  const nearest = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = places.map((place) => Math.abs(place - x));
    return distances.indexOf(Math.min(...distances));
  };
  const x = places[at] ?? 0;
  return (
    <>
      {chosen !== null && (
        <svg className="cursor-layer" width={range.width} height={range.bottom} aria-hidden="true">
          <line className="cursor" x1={x} x2={x} y1={range.top} y2={range.bottom} />
        </svg>
      )}
      <div
        className="point-keys"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={last + 1}
        aria-valuenow={at + 1}
        aria-valuetext={item.text}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setChosen(at)}
        onBlur={() => setChosen(null)}
        onPointerMove={(event) => setChosen(nearest(event))}
        onPointerLeave={() => setChosen(null)}
        onClick={() => item.key && open(item.key)}
      />
      <p className="readout small" aria-hidden="true">
        {chosen === null ? "" : item.text}
      </p>
    </>
  );
}
