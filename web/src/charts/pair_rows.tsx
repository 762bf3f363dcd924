// SPDX-License-Identifier: Apache-2.0
// One row per name: these above, the rest below, on one scale; the difference beside them.
import type { Side } from "../api/types";
import type { Pair } from "../shape/compare";
import { formatNumber, formatRange, grouped, type Measure } from "../shape/number";
import { niceTicks, type Point } from "../shape/series";
import { useWords } from "../text";
import { Apart } from "../ui/apart";
import { Figure } from "../ui/figure";
import { BehindOf, OpenBehind } from "../ui/open_behind";
import { PercentAxis, PercentGrid } from "./percent_axis";
import { linear } from "./scale";

interface Props {
  rows: Pair[];
  measure: Measure;
  side: Side;
  axis: (tick: number) => string;
}

function domainOf(rows: Pair[]): [number, number] {
  const values = rows.flatMap(({ these, rest }) =>
    [these, rest].flatMap((point) => [point.value, point.low, point.high]),
  );
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = (high - low || 1) * 0.06;
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}

export function PairRows({ rows, measure, side, axis }: Props) {
  const { text } = useWords();
  const domain = domainOf(rows);
  const place = linear(domain, [0, 100]);
  const ticks = niceTicks(...domain, 4);
  return (
    <div className={`pair-chart side-${side}`}>
      <div className="pair-axis" aria-hidden="true">
        <svg width="100%" height="18">
          <PercentAxis ticks={ticks} place={place} say={axis} />
        </svg>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={row.name} className="pair-row">
            <div className="name">{row.name || text.unknown_group}</div>
            <svg className="pair-track" width="100%" height="52" aria-hidden="true">
              <PercentGrid ticks={ticks} place={place} height={52} />
              <Mark point={row.these} y={17} place={place} look="" />
              <Mark point={row.rest} y={36} place={place} look="rest" />
            </svg>
            <div className="pair-values">
              <Value point={row.these} name={text.these} measure={measure} of="" />
              <Value point={row.rest} name={text.rest} measure={measure} of="rest" />
            </div>
            <Apart difference={row.difference} measure={measure} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface MarkProps {
  point: Point;
  y: number;
  place: (value: number) => number;
  look: "" | "rest";
}

function Mark({ point, y, place, look }: MarkProps) {
  const { value, low, high } = point;
  if (value === null) return null;
  return (
    <g className={look && "pair-rest"}>
      {low !== null && high !== null && (
        <line className="bar" x1={`${place(low)}%`} x2={`${place(high)}%`} y1={y} y2={y} />
      )}
      <circle className={look ? "hollow" : "fill"} cx={`${place(value)}%`} cy={y} r={5} />
    </g>
  );
}

interface ValueProps {
  point: Point;
  name: string;
  measure: Measure;
  of: string;
}

function Value({ point, name, measure, of }: ValueProps) {
  const { language, text } = useWords();
  const range = formatRange(point.low, point.high, measure, language);
  return (
    <p>
      <span className="small">{name}</span>{" "}
      <BehindOf value={of}>
        <OpenBehind
          behind={point.key}
          label={`${name} ${formatNumber(point.value, measure, language)}`}
        >
          {point.value === null ? text.no_value : <Figure value={point.value} measure={measure} />}
        </OpenBehind>
      </BehindOf>{" "}
      <span className="small nowrap">{range}</span>
      {point.n !== null && <span className="small nowrap"> n {grouped(point.n)}</span>}
    </p>
  );
}
