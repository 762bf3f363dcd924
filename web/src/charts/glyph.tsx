// SPDX-License-Identifier: Apache-2.0
// The change glyph: zero in the middle, right is better, filled only if the interval excludes 0.
import type { Change } from "../shape/pulse";

const WIDTH = 134;
const HEIGHT = 14;
const MIDDLE = WIDTH / 2;
const REACH = MIDDLE - 6;

interface Props {
  change: Change;
  turned: boolean;
  label: string;
}

// The farthest end of the interval stands at 0.92 of the axis, whatever the measure: what counts is
// on which side of zero the bar lies.
export function glyphPlaces(
  change: Change,
  turned: boolean,
): { from: number; to: number; dot: number } {
  const low = change.low ?? change.value;
  const high = change.high ?? change.value;
  const farthest = Math.max(Math.abs(low), Math.abs(high), Math.abs(change.value)) || 1;
  const place = (value: number) => MIDDLE + (turned ? -1 : 1) * (value / farthest) * REACH * 0.92;
  const ends = [place(low), place(high)];
  return { from: Math.min(...ends), to: Math.max(...ends), dot: place(change.value) };
}

export function Glyph({ change, turned, label }: Props) {
  const { from, to, dot } = glyphPlaces(change, turned);
  const y = HEIGHT / 2;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <line className="grid" x1={0} x2={WIDTH} y1={y} y2={y} />
      <line className="axis" x1={MIDDLE} x2={MIDDLE} y1={1} y2={HEIGHT - 1} />
      {change.low !== null && <line className="bar" x1={from} x2={to} y1={y} y2={y} />}
      <circle className={change.changed ? "fill ringed" : "hollow"} cx={dot} cy={y} r={4} />
    </svg>
  );
}
