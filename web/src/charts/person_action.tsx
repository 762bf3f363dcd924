// SPDX-License-Identifier: Apache-2.0
// The lower lane of a person's time axis, and the axis itself.
import type { Language } from "../api/types";
import { formatShortPeriod, formatYear } from "../shape/date";
import { formatNumber, type Measure } from "../shape/number";
import { niceTicks } from "../shape/series";
import { type Lanes, monthStarts } from "../shape/timeline";
import { useWords } from "../text";
import { ACTION, LEFT, OTHERS } from "./person_lanes";
import { linear } from "./scale";

export interface LaneProps {
  lanes: Lanes;
  money: Measure;
  x: (day: string) => number;
  right: number;
  language: Language;
}

export function ActionLane({ lanes, x, right, language }: LaneProps) {
  const { text } = useWords();
  const most = Math.max(0, ...lanes.amounts.map((own) => own.amount));
  const y = linear([0, most || 1], [ACTION.bottom, ACTION.top]);
  const width = Math.max(3, Math.min(8, (4 * (right - LEFT)) / lanes.days));
  const ticks = niceTicks(0, most, 2).filter((tick) => tick > 0);
  return (
    <g className="side-action">
      <text className="side-text" x={0} y={ACTION.title}>
        {text.lane_amount}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="soft-text" x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, { type: "integer", unit: "" }, language)}
          </text>
        </g>
      ))}
      {lanes.amounts.map((own) => (
        <rect
          key={own.day}
          className="fill"
          x={x(own.day) - width / 2}
          y={y(Math.max(0, own.amount))}
          width={width}
          height={Math.max(1, ACTION.bottom - y(Math.max(0, own.amount)))}
        />
      ))}
      {lanes.others.map((fact, at) => (
        <path
          key={at}
          className="deep"
          d={`M${x(fact.day) - 4.5},${OTHERS.y} h9 l-4.5,-${OTHERS.height} Z`}
        />
      ))}
      <text className="soft-text" x={LEFT - 8} y={ACTION.bottom + 4} textAnchor="end">
        {most > 0 && "0"}
      </text>
    </g>
  );
}

export function TimeAxis({ lanes, x, right, language }: LaneProps) {
  const months = monthStarts(lanes.start, lanes.end, (right - LEFT) / 64);
  let year = "";
  return (
    <g>
      <line className="axis" x1={LEFT} x2={right} y1={ACTION.bottom} y2={ACTION.bottom} />
      {months.map((month) => {
        const own = formatYear(month, language);
        const told = own === year ? "" : own;
        year = own;
        return (
          <g key={month}>
            <line
              className="axis"
              x1={x(month)}
              x2={x(month)}
              y1={ACTION.bottom}
              y2={ACTION.bottom + 4}
            />
            <text className="soft-text" x={x(month)} y={ACTION.bottom + 19} textAnchor="middle">
              {formatShortPeriod(month, "month", language)}
              {told && (
                <tspan x={x(month)} dy={15}>
                  {told}
                </tspan>
              )}
            </text>
          </g>
        );
      })}
    </g>
  );
}
