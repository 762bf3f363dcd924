// SPDX-License-Identifier: Apache-2.0
// Answers by category: bars with their intervals, and histograms.
import type { Answer, Cell, Column } from "../api/types";
import { Histogram } from "../charts/histogram";
import { RowChart } from "../charts/rows";
import { useUrl } from "../route";
import { categories, inOrder } from "../shape/categories";
import { formatPeriod, grainOf } from "../shape/date";
import { groupsOf, splitName } from "../shape/groups";
import { speakPoint } from "../shape/insight";
import { fine } from "../shape/fine";
import { formatNumber, grouped, tickText } from "../shape/number";
import { ranges } from "../shape/ranges";
import type { Point } from "../shape/series";
import { Reader } from "../shape/table";
import { tellsWords, wordsOf } from "../shape/words_of";
import { useWords } from "../text";
import { useOpenBehind } from "../ui/open_behind";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function CategorySection({ record, answer }: PictureProps) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const grain = grainOf(answer.parameters.period);
  const found = categories(answer, grain, language);
  if (!found || (found.rows.length === 1 && !found.rows[0]?.name)) {
    return <SeeTable table={answer} grain={grain} label={record.title} />;
  }
  const by = byTitle(answer, found.x, query.by);
  const measure = fine(
    found.column,
    found.rows.flatMap(({ point }) => [point.value, point.low, point.high]),
  );
  const told = tellsWords(answer);
  const reader = new Reader(answer);
  const rows = inOrder(found.rows).map((own) => ({
    ...own,
    words: told ? wordsOf(answer, own.row, record) : null,
    quote: reader.text(own.row, "quote"),
    ...rankOf(reader, own.row),
  }));
  const ranked = rows.some((row) => row.rank);
  const explained = ranked ? reader.number(answer.rows[0] ?? [], "r_squared") : null;
  const period = found.period && formatPeriod(found.period, grain, language);
  const hasInterval = rows.some((row) => row.point.low !== null);
  return (
    <section className="section" aria-labelledby="bars">
      <div className="section-head">
        <div>
          <h2 id="bars">{text.split_title(by, found.column.title)}</h2>
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

// Ranks are earned: where several places are possible they are shared.
function rankOf(reader: Reader, row: Cell[]): { rank?: string; first?: boolean } {
  const [best, worst] = [reader.number(row, "rank_best"), reader.number(row, "rank_worst")];
  if (best === null || worst === null) return {};
  return { rank: best === worst ? String(best) : `${best}–${worst}`, first: best === 1 };
}

// What the rows are: groups of --by, or what their column is; a theme's title is called theme.
function byTitle(answer: Answer, x: Column, asked: string | undefined): string {
  if (x.name === "by_value") return splitName(asked ?? answer.parameters.by) || x.title;
  const theme = x.name === "title" ? new Reader(answer).column("theme") : undefined;
  return (theme ?? x).title;
}

export function BinSection({ record, answer }: PictureProps) {
  const { text } = useWords();
  const grain = grainOf(answer.parameters.period);
  const groups = groupsOf(answer);
  return (
    <section className="section" aria-label={text.answer_rows}>
      {groups.map((group) => (
        <Bins
          key={group.name}
          answer={group.answer}
          whole={answer}
          name={group.name}
          lone={groups.length === 1}
        />
      ))}
      <SeeTable table={answer} grain={grain} label={record.title || text.see_table} />
    </section>
  );
}

interface BinsProps {
  answer: Answer;
  // All groups: they share one axis.
  whole: Answer;
  name: string;
  lone: boolean;
}

interface Binned {
  x: Column;
  column: Column;
  points: Point[];
  // What stands below the left end of each bin, when bins say where they begin.
  edges: string[] | null;
}

function useBins(answer: Answer, whole: Answer): Binned | null {
  const { text, language } = useWords();
  const ranged = ranges(answer, whole);
  if (ranged) {
    const { x, column, rows } = ranged;
    const told = (value: number) => tickText(value, x, language);
    const points = rows.map(({ from, to, point }) => ({
      ...point,
      x: to === null ? text.or_more(told(from)) : `${told(from)}–${told(to)}`,
    }));
    return { x, column, points, edges: rows.map(({ from }) => told(from)) };
  }
  const found = categories(answer, grainOf(answer.parameters.period), language);
  return found && { ...found, points: found.rows.map((row) => row.point), edges: null };
}

function Bins({ answer, whole, name, lone }: BinsProps) {
  const { text, language } = useWords();
  const open = useOpenBehind();
  const found = useBins(answer, whole);
  const points = found?.points ?? [];
  const total = points.reduce((sum, point) => sum + (point.value ?? 0), 0);
  const most = points.reduce<Point | null>(
    (best, point) => ((point.value ?? 0) > (best?.value ?? 0) ? point : best),
    null,
  );
  if (!found || !most || total <= 0) return null;
  const share = formatNumber((most.value ?? 0) / total, { type: "share", unit: "" }, language);
  // A bin of one number carries its unit in a sentence; one with two ends has told it.
  const bare = found.edges !== null || language !== "ja";
  const unit = bare ? "" : formatNumber(1, found.x, language).replace(/^1(\.0+)?/, "");
  const told = text.most_common(most.x + unit, share);
  const title = lone ? told : `${name || text.unknown_group}: ${told}`;
  return (
    <div className="group">
      <div className="section-head">
        <div>
          <h2>{title}</h2>
          <p className="note">
            {text.split_title(found.x.title, found.column.title)} · n{" "}
            {grouped(lone ? answer.n : total)}
          </p>
        </div>
      </div>
      <figure className="figure narrow">
        <Histogram
          points={points}
          edges={found.edges}
          measure={found.column}
          side={answer.chart.side}
          language={language}
          label={title}
          caption={found.x.title}
          speak={(point) =>
            speakPoint(point, `${found.x.title} ${point.x}`, found.column, language)
          }
          open={open}
        />
      </figure>
    </div>
  );
}
