// SPDX-License-Identifier: Apache-2.0
// Histograms: how many fall into each bin, one picture for each group.
import type { Answer, Column } from "../api/types";
import { Histogram } from "../charts/histogram";
import { categories } from "../shape/categories";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { speakPoint } from "../shape/insight";
import { formatNumber, grouped, tickText } from "../shape/number";
import { ranges } from "../shape/ranges";
import type { Point } from "../shape/series";
import { useWords } from "../text";
import { useOpenBehind } from "../ui/open_behind";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

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
  openEnd: boolean;
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
    const edges = rows.map(({ from, to }) => (to === null ? text.or_more(told(from)) : told(from)));
    return { x, column, points, edges, openEnd: rows.at(-1)?.to === null };
  }
  const found = categories(answer, grainOf(answer.parameters.period), language);
  return found && { ...found, points: found.rows.map((row) => row.point), edges: null, openEnd: false };
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
          openEnd={found.openEnd}
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
