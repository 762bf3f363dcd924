// SPDX-License-Identifier: Apache-2.0
// Answers by category: bars with their intervals.
import type { Answer, Cell, Column } from "../api/types";
import { RowChart } from "../charts/rows";
import { categories, inOrder } from "../shape/categories";
import { formatPeriod, grainOf } from "../shape/date";
import { fine } from "../shape/fine";
import { formatNumber, isNumeric, tickText } from "../shape/number";
import { readPoint } from "../shape/series";
import { Reader } from "../shape/table";
import { tellsWords, wordsOf } from "../shape/words_of";
import { useWords } from "../text";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function CategorySection({ record, answer }: PictureProps) {
  const { text, language } = useWords();
  const grain = grainOf(answer.parameters.period);
  const found = categories(answer, grain, language);
  if (!found || (found.rows.length === 1 && !found.rows[0]?.name)) {
    return <SeeTable table={answer} grain={grain} label={record.title} />;
  }
  const by = byTitle(answer, found.x);
  const measure = fine(
    found.column,
    found.rows.flatMap(({ point }) => [point.value, point.low, point.high]),
  );
  const told = tellsWords(answer);
  const reader = new Reader(answer);
  const second = secondBar(answer, reader);
  // Two bars of a row stand as the answer has them.
  const ordered = second ? found.rows : inOrder(found.rows);
  const rows = ordered.map((own) => ({
    ...own,
    words: told ? wordsOf(answer, own.row, record) : null,
    quote: reader.text(own.row, "quote"),
    ...rankOf(reader, own.row, found.rows.length),
    ...(second && {
      second: readPoint(reader, own.row, found.x.name, second.name),
      kind: reader.text(own.row, "kind"),
    }),
  }));
  const ranked = rows.some((row) => row.rank);
  const explained = ranked ? reader.number(answer.rows[0] ?? [], "r_squared") : null;
  const period = found.period && formatPeriod(found.period, grain, language);
  const hasInterval = rows.some((row) => row.point.low !== null);
  return (
    <section className="section" aria-labelledby="bars">
      <div className="section-head">
        <div>
          <h2 id="bars">
            {text.split_title(by, found.column.title)}
            {second && ` · ${second.title}`}
          </h2>
          <p className="note">
            {period && hasInterval
              ? text.in_period(period)
              : hasInterval
                ? text.interval_line
                : period}
          </p>
        </div>
      </div>
      <RowChart
        rows={rows}
        measure={measure}
        side={answer.chart.side}
        form="bar"
        axis={(tick) => tickText(tick, measure, language)}
      />
      {ranked && (
        <p className="small after">
          {explained !== null &&
            text.explains(formatNumber(explained, { type: "share", unit: "" }, language))}{" "}
          {text.ranks_tied} {text.not_a_cause}
        </p>
      )}
      <SeeTable table={answer} grain={grain} label={record.title} />
    </section>
  );
}

// Two numbers of one row that stand on one scale: the record names the second as its series.
function secondBar(answer: Answer, reader: Reader): Column | null {
  const column = reader.column(answer.chart.series);
  return column && isNumeric(column.type) ? column : null;
}

// Ranks are earned: where several places are possible they are shared. The first stands out only
// where it is surely in the upper half.
function rankOf(reader: Reader, row: Cell[], count: number): { rank?: string; first?: boolean } {
  const [best, worst] = [reader.number(row, "rank_best"), reader.number(row, "rank_worst")];
  if (best === null || worst === null) return {};
  return {
    rank: best === worst ? String(best) : `${best}–${worst}`,
    first: best === 1 && 2 * worst <= count,
  };
}

// What the rows are: groups of --by, or what their column is; a theme's title is called theme.
function byTitle(answer: Answer, x: Column): string {
  const theme = x.name === "title" ? new Reader(answer).column("theme") : undefined;
  return (theme ?? x).title;
}
