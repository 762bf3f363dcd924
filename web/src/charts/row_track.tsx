// SPDX-License-Identifier: Apache-2.0
// The bar or mark of one row, with its interval, on the scale that all rows share.
import type { ChartRow } from "./rows";

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
  const zero = place(0);
  const bar =
    value === null
      ? null
      : { from: Math.min(zero, place(value)), to: Math.max(zero, place(value)) };
  return (
    <svg width="100%" height="34" aria-hidden="true">
      {ticks.map((tick) => (
        <line
          key={tick}
          className={tick === 0 ? "axis" : "grid"}
          x1={at(tick)}
          x2={at(tick)}
          y1={0}
          y2={34}
        />
      ))}
      {all !== null && <line className="rule" x1={at(all)} x2={at(all)} y1={0} y2={34} />}
      {form === "bar" && bar && (
        <rect
          className={row.first ? "fill" : "band"}
          x={`${bar.from}%`}
          width={`${bar.to - bar.from}%`}
          y={8}
          height={18}
        />
      )}
      {low !== null && high !== null && (
        <line
          className={form === "bar" ? "whisker ink-line" : "bar"}
          x1={at(low)}
          x2={at(high)}
          y1={17}
          y2={17}
        />
      )}
      {form === "bar" &&
        [low, high].map(
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
      {form === "mark" && value !== null && (
        <line className="tick" x1={at(value)} x2={at(value)} y1={10} y2={24} />
      )}
    </svg>
  );
}
