// SPDX-License-Identifier: Apache-2.0
// Parts of a whole over time: one column a period, the parts named beside the last one.
import type { Language, Side } from "../api/types";
import { formatShortPeriod, formatYear, type Grain } from "../shape/date";
import { formatNumber, type Measure } from "../shape/number";
import { textWidth } from "../shape/scatter";
import type { Series } from "../shape/series";
import { Plot } from "./plot";
import { linear, spread, useWidth } from "./scale";

interface Props {
  series: Series[];
  measure: Measure;
  side: Side;
  grain: Grain;
  language: Language;
  label: string;
}

const HEIGHT = 280;
const TOP = 12;
const BOTTOM = HEIGHT - 44;
// Room for the names beside the last column: what the longest needs, within these.
const NAMES = { least: 112, most: 200, before: 8, after: 4 };
const SHADES = ["band", "fill", "deep", "grey-2"];

// The parts of the last column, from the bottom up.
function lastParts(series: Series[], period: string) {
  let base = 0;
  return series.flatMap((own) => {
    const value = own.points.find((point) => point.x === period)?.value ?? null;
    if (value === null) return [];
    const part = { name: own.name, value, from: base };
    base += value;
    return [part];
  });
}

export function Stack({ series, measure, side, grain, language, label }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>(672);
  const periods = [...new Set(series.flatMap((own) => own.points.map((point) => point.x)))].sort();
  const columns = periods.map((period) => {
    const parts = series.map((own) => own.points.find((point) => point.x === period));
    return { period, parts, open: parts.some((part) => part?.open) };
  });
  const totals = columns.map((column) =>
    column.parts.reduce((sum, part) => sum + (part?.value ?? 0), 0),
  );
  const y = linear([0, Math.max(...totals, 1e-9)], [BOTTOM, TOP]);
  const named = lastParts(series, periods.at(-1) ?? "").map((part) => ({
    ...part,
    said: `${part.name} ${formatNumber(part.value, measure, language)}`,
  }));
  const longest = Math.max(0, ...named.map((part) => textWidth(part.said)));
  const wanted = Math.ceil(longest) + NAMES.before + NAMES.after;
  const names = Math.min(NAMES.most, width / 2, Math.max(NAMES.least, wanted));
  const slot = (width - names) / Math.max(1, periods.length);
  const every = Math.max(1, Math.ceil(48 / slot));
  const middles = named.map((part) => y(part.from + part.value / 2));
  const places = spread(middles, 15, BOTTOM);
  const isNamed = (at: number) => (columns.length - 1 - at) % every === 0;
  // Said below the first name of each year.
  const isNewYear = (at: number) =>
    columns[at]?.period.slice(0, 4) !== columns[at - every]?.period.slice(0, 4);
  return (
    <Plot box={ref} width={width} height={HEIGHT} side={side} label={label}>
      {columns.map((column, at) => {
        let base = 0;
        return (
          <g key={column.period}>
            {column.parts.map((part, own) => {
              const from = base;
              base += part?.value ?? 0;
              const name = series[own]?.name ?? "";
              return (
                <g key={name}>
                  <rect
                    className={`${SHADES[own % SHADES.length]} gap${column.open ? " faded" : ""}`}
                    x={at * slot + 1}
                    y={y(base)}
                    width={Math.max(1, slot - 2)}
                    height={Math.max(0, y(from) - y(base))}
                  />
                </g>
              );
            })}
            {isNamed(at) && (
              <text className="soft-text" textAnchor="middle">
                <tspan x={at * slot + slot / 2} y={BOTTOM + 18}>
                  {formatShortPeriod(column.period, grain, language)}
                </tspan>
                {grain !== "year" && isNewYear(at) && (
                  <tspan x={at * slot + slot / 2} y={BOTTOM + 32}>
                    {formatYear(column.period, language)}
                  </tspan>
                )}
              </text>
            )}
          </g>
        );
      })}
      {named.map((part, at) => (
        <text
          key={part.name}
          className="ink-text"
          x={width - names + NAMES.before}
          y={(places[at] ?? 0) + 4}
        >
          {part.said}
        </text>
      ))}
      <line className="axis" x1={0} x2={width - names} y1={BOTTOM} y2={BOTTOM} />
    </Plot>
  );
}
