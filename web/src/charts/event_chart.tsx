// SPDX-License-Identifier: Apache-2.0
// An event study: hollow before the event, filled after it where the interval leaves 0 out.
import type { Language, Side } from "../api/types";
import type { Event, Step } from "../shape/event";
import { formatDifference, signOf, tickText } from "../shape/number";
import { niceTicks } from "../shape/series";
import { useWords } from "../text";
import { Plot } from "./plot";
import { PointKeys } from "./point_keys";
import { linear, path, useWidth } from "./scale";

interface Props {
  event: Event;
  // From where to where its values reach, and those of the groups it stands beside.
  reach: [number, number];
  side: Side;
  language: Language;
  label: string;
  speak: (step: Step) => string;
  open: (key: string) => void;
}

const HEIGHT = 280;
const AREA = { left: 48, top: 32, bottom: HEIGHT - 44 };

export function EventChart({ event, reach, side, language, label, speak, open }: Props) {
  const { text } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>(672);
  const { steps, x: xColumn, y: measure, largest } = event;
  const right = width - 12;
  const [low, high] = reach;
  const room = (high - low) * 0.1;
  const domain: [number, number] = [Math.min(0, low) - room, Math.max(0, high) + room];
  const first = steps[0]?.at ?? 0;
  const last = steps.at(-1)?.at ?? 1;
  const x = linear([first - 0.5, Math.max(last, first + 1) + 0.5], [AREA.left, right]);
  const y = linear(domain, [AREA.bottom, AREA.top]);
  const cut = x(-0.5);
  const every = Math.max(1, Math.ceil(34 / Math.max(1, x(1) - x(0))));
  const size = (step: Step) =>
    `${signOf(step.value ?? 0)}${formatDifference(step.value ?? 0, measure, language)}`;
  return (
    <Plot
      box={ref}
      width={width}
      height={HEIGHT}
      side={side}
      label={label}
      keys={
        <PointKeys
          label={label}
          items={steps.map((step) => ({ text: speak(step), key: step.key }))}
          places={steps.map((step) => x(step.at))}
          range={{ width, top: AREA.top, bottom: AREA.bottom }}
          open={open}
        />
      }
    >
      {niceTicks(...domain).map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "axis" : "grid"}
            x1={AREA.left}
            x2={right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className="soft-text" x={AREA.left - 8} y={y(tick) + 4} textAnchor="end">
            {tickText(tick, measure, language)}
          </text>
        </g>
      ))}
      {first < 0 && (
        <>
          <line className="rule" x1={cut} x2={cut} y1={AREA.top - 18} y2={AREA.bottom} />
          <text className="soft-text" x={cut - 8} y={AREA.top - 14} textAnchor="end">
            {text.event_before}
          </text>
          <text className="ink-text" x={cut + 8} y={AREA.top - 14}>
            {text.event_after}
          </text>
        </>
      )}
      <path
        className="line thin"
        d={path(steps.map((step) => ({ x: x(step.at), y: y(step.value ?? 0) })))}
      />
      {steps.map((step) => (
        <g key={step.at}>
          {step.low !== null && step.high !== null && (
            <line
              className="whisker"
              x1={x(step.at)}
              x2={x(step.at)}
              y1={y(step.low)}
              y2={y(step.high)}
            />
          )}
          <circle
            className={step.clear ? "fill ringed" : "hollow"}
            cx={x(step.at)}
            cy={y(step.value ?? 0)}
            r={4.5}
          />
          {(step.at - first) % every === 0 && (
            <text className="soft-text" x={x(step.at)} y={AREA.bottom + 18} textAnchor="middle">
              {step.at > 0 ? `+${step.at}` : String(step.at).replace("-", "−")}
            </text>
          )}
        </g>
      ))}
      {largest && (
        <text
          className="side-text halo"
          x={Math.min(x(largest.at), right - 30)}
          y={(largest.value ?? 0) < 0 ? y(largest.low ?? 0) + 16 : y(largest.high ?? 0) - 8}
          textAnchor="middle"
        >
          {size(largest)}
        </text>
      )}
      <text className="soft-text" x={right} y={AREA.bottom + 36} textAnchor="end">
        {xColumn.title}
      </text>
    </Plot>
  );
}
