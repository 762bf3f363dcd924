// SPDX-License-Identifier: Apache-2.0
// How many remarks each month has; a month is chosen by its column.
import type { FacetValue } from "../api/voices";
import { useUrl } from "../route";
import { formatPeriod, formatShortPeriod } from "../shape/date";
import { grouped } from "../shape/number";
import { chooseMonth, everyMonth, monthDays, monthOf } from "../shape/voice_filters";
import { useWords } from "../text";
import { FilterLink } from "./filter_link";

const MOST = 12;
const HEIGHT = 56;

function lookOf(chosen: boolean, count: number, open: boolean): string {
  if (chosen) return "fill";
  if (count === 0) return "nothing";
  return open ? "hollow dashed" : "band";
}

interface Props {
  values: FacetValue[];
  asOf: string | null;
}

// The month of the book's last day is not over yet.
function isOpen(month: string, asOf: string | null): boolean {
  return asOf?.slice(0, 7) === month && monthDays(month)?.end !== asOf;
}

// The ends and the chosen one; an end beside the chosen one leaves it the room.
function isLabelled(at: number, chosen: number, count: number): boolean {
  if (at === chosen) return true;
  return (at === 0 || at === count - 1) && (chosen < 0 || Math.abs(at - chosen) > 1);
}

export function Months({ values, asOf }: Props) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const chosen = monthOf(query);
  const counts = new Map(values.map((value) => [value.key, value.count]));
  const months = everyMonth([...counts.keys(), ...(chosen ? [chosen] : [])], MOST);
  if (months.length < 2) return null;
  const most = Math.max(1, ...months.map((month) => counts.get(month) ?? 0));
  return (
    <section className="facet" aria-labelledby="facet-month">
      <h2 id="facet-month">{text.months}</h2>
      <ol className="months side-voice">
        {months.map((month, at) => {
          const count = counts.get(month) ?? 0;
          const height = count === 0 ? 1 : Math.max(2, (HEIGHT * count) / most);
          const labelled = isLabelled(at, months.indexOf(chosen), months.length);
          const start = `${month}-01`;
          return (
            <li key={month}>
              <FilterLink
                change={chooseMonth(query, month)}
                chosen={month === chosen}
                className="month"
                label={`${text.month_count(formatPeriod(start, "month", language), grouped(count))}${
                  isOpen(month, asOf) ? ` ${text.open_period}` : ""
                }`}
              >
                <svg width="100%" height={HEIGHT} aria-hidden="true">
                  <rect
                    className={lookOf(month === chosen, count, isOpen(month, asOf))}
                    x="1"
                    y={HEIGHT - height}
                    height={height}
                  />
                </svg>
                {labelled && <span>{formatShortPeriod(start, "month", language)}</span>}
              </FilterLink>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
