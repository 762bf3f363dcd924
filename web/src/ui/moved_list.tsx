// SPDX-License-Identifier: Apache-2.0
// The changed measures, before -> after, and against the same period a year ago.
import { formatPeriod, formatShortPeriod, type Grain } from "../shape/date";
import { formatNumber } from "../shape/number";
import { changeText, comparedPeriods, type PulseRow, verdict } from "../shape/pulse";
import { useWords } from "../text";
import { differenceRange } from "./change";

interface Props {
  rows: PulseRow[];
  grain: Grain;
}

export function MovedList({ rows, grain }: Props) {
  const words = useWords();
  const { text, language } = words;
  const now = comparedPeriods(rows)?.now;
  return (
    <dl className="moved" aria-label={text.changed_list}>
      {rows.map((row) => {
        const last = row.points.at(-1);
        const range = row.change ? differenceRange(row.change, row, words) : "";
        return (
          <div key={row.name}>
            <dt>{row.title}</dt>
            <dd className="step">
              {row.change &&
                row.previous !== null &&
                `${formatNumber(row.previous, row.measure, language)} → `}
              <b>{formatNumber(last?.value ?? null, row.measure, language)}</b>
            </dd>
            <dd className="note">
              {range && <span className="nowrap">{text.difference_range(range)}</span>}
              {range && row.yearAgo && <br />}
              {row.yearAgo && now && (
                <span>
                  {text.year_ago(
                    formatShortPeriod(now, grain, language),
                    `${changeText(row.yearAgo, row.measure, language)} ${verdict(row.yearAgo, text)}`,
                  )}
                </span>
              )}
              {!now && last && formatPeriod(last.x, grain, language)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
