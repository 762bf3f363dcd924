// SPDX-License-Identifier: Apache-2.0
// One row per trait: how far apart before (hollow) and with weights (filled), and the line below
// which they count as alike.
import { ALIKE, type BalanceRow } from "../shape/balance";
import { niceTicks } from "../shape/series";
import { useWords } from "../text";
import { PercentAxis, PercentGrid } from "./percent_axis";
import { linear } from "./scale";

const HEIGHT = 30;

export function BalanceRows({ rows }: { rows: BalanceRow[] }) {
  const { text } = useWords();
  const most = Math.max(2 * ALIKE, ...rows.flatMap((row) => [row.before, row.after])) * 1.04;
  const place = linear([0, most], [0, 100]);
  const at = (value: number) => `${place(value)}%`;
  const ticks = niceTicks(0, most, 4).filter((tick) => Math.abs(tick - ALIKE) > most / 20);
  return (
    <div className="row-chart balance side-action">
      <div className="row-axis" aria-hidden="true">
        <svg width="100%" height="18">
          <PercentAxis ticks={ticks} place={place} say={(tick) => String(Number(tick.toFixed(2)))} />
          <text className="ink-text" x={at(ALIKE)} y={13} textAnchor="middle">
            {ALIKE}
          </text>
        </svg>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={`${row.name} ${row.level}`} className="chart-row">
            <div className="name">
              {row.name}
              {row.level && <span className="small nowrap"> {row.level}</span>}
            </div>
            <div className="track">
              <svg width="100%" height={HEIGHT} aria-hidden="true">
                <PercentGrid ticks={ticks} place={place} height={HEIGHT} />
                <line className="rule" x1={at(ALIKE)} x2={at(ALIKE)} y1={0} y2={HEIGHT} />
                <line
                  className="balance-way"
                  x1={at(row.before)}
                  x2={at(row.after)}
                  y1={HEIGHT / 2}
                  y2={HEIGHT / 2}
                />
                <circle className="hollow pair-naive" cx={at(row.before)} cy={HEIGHT / 2} r={4} />
                <circle
                  className={row.after < ALIKE ? "fill" : "low-fill"}
                  cx={at(row.after)}
                  cy={HEIGHT / 2}
                  r={4.5}
                />
              </svg>
            </div>
            <div className="amount">
              <p>
                <span className="hidden">{text.balance_before} </span>
                {row.before.toFixed(2)} →{" "}
                <b>
                  <span className="hidden">{text.balance_after} </span>
                  {row.after.toFixed(2)}
                </b>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
