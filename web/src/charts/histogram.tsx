// SPDX-License-Identifier: Apache-2.0
// Bars that touch by a gap of 2 px, their counts on top, the longest one filled.
import type { Language, Side } from "../api/types";
import { formatNumber, type Measure } from "../shape/number";
import type { Point } from "../shape/series";
import { Plot } from "./plot";
import { PointKeys } from "./point_keys";
import { linear, useWidth } from "./scale";

interface Props {
  points: Point[];
  // Below the left end of each bin; null: below its middle, what the bin is.
  edges: string[] | null;
  // The last bin has no right end, and is always said to have none.
  openEnd: boolean;
  measure: Measure;
  side: Side;
  language: Language;
  label: string;
  caption: string;
  speak: (point: Point) => string;
  open: (key: string) => void;
}

const HEIGHT = 240;
const TOP = 24;
const BOTTOM = HEIGHT - 44;

// About how wide a text of 12 px is.
function wide(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 7), 0);
}

export function Histogram(props: Props) {
  const { points, edges, openEnd, measure, side, language, label, caption, speak, open } = props;
  const [ref, width] = useWidth<HTMLDivElement>(672);
  const values = points.map((point) => point.value ?? 0);
  const most = Math.max(...values, 0);
  const slot = width / Math.max(1, points.length);
  const y = linear([0, most || 1], [BOTTOM, TOP]);
  const below = edges ?? points.map((point) => point.x);
  const widest = Math.max(28, ...(openEnd ? below.slice(0, -1) : below).map(wide));
  const every = Math.max(1, Math.ceil((widest + 8) / slot));
  const endless = openEnd ? points.length - 1 : -1;
  const free = width - (openEnd ? wide(below.at(-1) ?? "") + 8 : 0);
  const isNamed = (at: number) =>
    at === endless || (at % every === 0 && at * slot + wide(below[at] ?? "") / 2 <= free);
  const countEvery = Math.max(1, Math.ceil(44 / slot));
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
          items={points.map((point) => ({ text: speak(point), key: point.key }))}
          open={open}
          places={points.map((_, at) => (at + 0.5) * slot)}
          range={{ width, top: 0, bottom: BOTTOM }}
        />
      }
    >
      {points.map((point, at) => {
        const value = point.value ?? 0;
        const x = at * slot;
        const count = formatNumber(
          point.value,
          { ...measure, unit: measure.type === "money" ? measure.unit : "" },
          language,
        );
        // A narrow first bar would leave half of its count outside.
        const middle = Math.max(x + slot / 2, wide(count) / 2);
        return (
          <g key={point.x}>
            <rect
              className={value === most ? "fill" : "band"}
              x={x + 1}
              y={y(value)}
              width={Math.max(1, slot - 2)}
              height={BOTTOM - y(value)}
            />
            {at % countEvery === 0 && value > 0 && (
              <text
                className="ink-text halo"
                x={middle}
                y={y(value) - 6}
                textAnchor="middle"
              >
                {count}
              </text>
            )}
            {isNamed(at) && (
              <text
                className="soft-text"
                x={at === endless ? width : edges ? x : x + slot / 2}
                y={BOTTOM + 18}
                textAnchor={at === endless ? "end" : edges && at === 0 ? "start" : "middle"}
              >
                {below[at]}
              </text>
            )}
          </g>
        );
      })}
      <line className="axis" x1={0} x2={width} y1={BOTTOM} y2={BOTTOM} />
      <text className="soft-text" x={width} y={BOTTOM + 36} textAnchor="end">
        {caption}
      </text>
    </Plot>
  );
}
