// SPDX-License-Identifier: Apache-2.0
// The bar or mark of one row, with its interval, on the scale that all rows share.
import type { Point } from "../shape/series";
import { PercentGrid } from "./percent_axis";
import type { ChartRow } from "./rows";

// Of two bars that of what is lost stands in the hue of the low end.
function lookOf(row: ChartRow, point: Point): string {
  if (row.second && (point.value ?? 0) < 0) return "low-band";
  return row.first ? "fill" : "band";
}

interface BarProps {
  point: Point;
  place: (value: number) => number;
  look: string;
}

// From zero to the value, with the whiskers of its interval.
function Bar({ point, place, look }: BarProps) {
  const { value, low, high } = point;
  if (value === null) return null;
  const at = (tick: number) => `${place(tick)}%`;
  const [from, to] = [Math.min(place(0), place(value)), Math.max(place(0), place(value))];
  return (
    <g>
      <rect className={look} x={`${from}%`} width={`${to - from}%`} y={8} height={18} />
      {low !== null && high !== null && (
        <line className="whisker ink-line" x1={at(low)} x2={at(high)} y1={17} y2={17} />
      )}
      {[low, high].map(
        (end) =>
          end !== null && (
            <line
              key={end}
              className="whisker ink-line"
              x1={at(end)}
              x2={at(end)}
              y1={13}
              y2={21}
            />
          ),
      )}
    </g>
  );
}

interface TrackProps {
  row: ChartRow;
  place: (value: number) => number;
  ticks: number[];
  form: "bar" | "mark";
  all: number | null;
}

export function Track({ row, place, ticks, form, all }: TrackProps) {
  const { value, low, high } = row.point;
  const at = (tick: number) => `${place(tick)}%`;
  return (
    <svg width="100%" height="34" aria-hidden="true">
      <PercentGrid ticks={ticks} place={place} height={34} />
      {all !== null && <line className="rule" x1={at(all)} x2={at(all)} y1={0} y2={34} />}
      {row.band && (
        <rect
          className="band"
          x={at(row.band.low)}
          width={`${place(row.band.high) - place(row.band.low)}%`}
          y={6}
          height={22}
        />
      )}
      {form === "bar"
        ? [row.point, row.second ?? null].map(
            (point, at) =>
              point && <Bar key={at} point={point} place={place} look={lookOf(row, point)} />,
          )
        : low !== null &&
          high !== null && <line className="bar" x1={at(low)} x2={at(high)} y1={17} y2={17} />}
      {row.naive && <circle className="hollow pair-naive" cx={at(row.naive.value)} cy={17} r={4} />}
      {form === "mark" && value !== null && (
        <line className="tick" x1={at(value)} x2={at(value)} y1={10} y2={24} />
      )}
    </svg>
  );
}
