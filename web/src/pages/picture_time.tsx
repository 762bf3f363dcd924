// SPDX-License-Identifier: Apache-2.0
// Answers over time: one line, one line per group, or the parts of a whole.
import { Line } from "../charts/line";
import { RowChart } from "../charts/rows";
import { daysBetween, formatPeriod, formatSpokenPeriod, grainOf } from "../shape/date";
import { speakPoint, trendTitle } from "../shape/insight";
import { tickText } from "../shape/number";
import type { Change } from "../shape/pulse";
import {
  extent,
  newestClosed,
  openPoint,
  type OverTime,
  type Point,
  pointAt,
  segmentsAt,
} from "../shape/series";
import { Reader } from "../shape/table";
import { rowOfKey, tellsWords, wordsOf } from "../shape/words_of";
import { useWords } from "../text";
import { differenceRange } from "../ui/change";
import { useOpenBehind } from "../ui/open_behind";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export type TimeProps = PictureProps & { told: OverTime; compact?: boolean };

export function useTelling({ answer, told }: TimeProps) {
  const { text, language } = useWords();
  const grain = grainOf(answer.parameters.period);
  const openAt = told.series.map(openPoint).find((point) => point !== null)?.x;
  const day = openAt ? daysBetween(openAt, answer.as_of) + 1 : 0;
  const speak = (point: Point) =>
    speakPoint(point, formatPeriod(point.x, grain, language), told.column, language) +
    (point.open ? ` ${text.day_number(day)}` : "");
  const shared = {
    measure: told.column,
    side: answer.chart.side,
    grain,
    language,
    openNote: openAt ? text.day_number(day) : "",
    speak,
    open: useOpenBehind(),
  };
  const readOpen = openAt ? text.read_open(formatSpokenPeriod(openAt, grain, language), day) : "";
  return { shared, readOpen };
}

export function TrendSection(props: TimeProps) {
  const { answer, told, head, judged, record } = props;
  const words = useWords();
  const { text, language } = words;
  const { shared, readOpen } = useTelling(props);
  const title = trendTitle(head, judged, {
    text,
    language,
    grain: shared.grain,
    title: record.title,
  });
  // An interval may leave 0 out and the change still be no more than one of many might show.
  const readOf = (change: Change | null | undefined) => {
    if (change?.changed) return text.read_change;
    const apart = change && ((change.low ?? 0) > 0 || (change.high ?? 0) < 0);
    return apart ? text.read_together : text.read_noise;
  };
  const range = judged?.change ? differenceRange(judged.change, judged, words) : "";
  const series = told.series[0];
  if (!series) return null;
  return (
    <section className="section" aria-labelledby="trend">
      <div className="section-head">
        <div>
          <h2 id="trend">{title}</h2>
          <p className="note">{text.each_period(shared.grain, record.title)}</p>
        </div>
      </div>
      <div className="with-notes">
        <figure className="figure">
          <Line {...shared} points={series.points} label={`${record.title}: ${title}`} />
          <SeeTable table={answer} grain={shared.grain} label={record.title} />
        </figure>
        <div className="note aside">
          <h3>{text.how_to_read}</h3>
          {range && <p>{readOf(judged?.change)(range)}</p>}
          {readOpen && <p>{readOpen}</p>}
          <p>{text.read_keys}</p>
        </div>
      </div>
    </section>
  );
}

export function SplitSection(props: TimeProps) {
  const { answer, told, record, head, compact } = props;
  const { text, language } = useWords();
  const { shared, readOpen } = useTelling(props);
  const newest = newestClosed(told);
  const groups = segmentsAt(told, newest);
  const words = (key: string) =>
    key && tellsWords(answer) ? wordsOf(answer, rowOfKey(answer, key), record) : null;
  const rows = groups.map((series) => {
    const point = pointAt(series, newest);
    const row = point.key ? rowOfKey(answer, point.key) : null;
    const quote = row ? new Reader(answer).text(row, "quote") : "";
    return { name: series.name, point, words: words(point.key), quote };
  });
  const domain = extent(told.series.flatMap((series) => series.points));
  const by = answer.columns.find((column) => column.name === told.splits[0])?.title ?? "";
  const known = rows.some((row) => row.point.low !== null);
  const suppressed = answer.notes.some((note) => note.kind === "small_cell");
  return (
    <>
      {!compact && (
        <section className="section" aria-labelledby="split">
          <div className="section-head">
            <div>
              <h2 id="split">{text.split_title(by, record.title)}</h2>
              <p className="note">
                {newest && text.in_period(formatPeriod(newest, shared.grain, language))}
              </p>
            </div>
          </div>
          <div className="with-notes">
            <RowChart
              rows={rows}
              measure={told.column}
              side={answer.chart.side}
              form={known ? "mark" : "bar"}
              suppressed={suppressed}
              all={head?.point.value}
              axis={(tick) => tickText(tick, told.column, language)}
            />
            <div className="note aside">
              <h3>{text.how_to_read}</h3>
              <p>{text.split_note}</p>
              {readOpen && <p>{readOpen}</p>}
            </div>
          </div>
        </section>
      )}
      <section className="section" aria-labelledby="each">
        <div className="section-head">
          <h2 id="each">{text.segments_over_time}</h2>
        </div>
        <div className="multiples">
          {groups.map((series) => (
            <figure key={series.name} className="figure">
              <figcaption>
                <h3>{series.name || text.unknown_group}</h3>
              </figcaption>
              <Line
                {...shared}
                points={series.points}
                label={`${record.title} ${series.name}`}
                height={168}
                first={306}
                domain={domain}
                openNote=""
              />
            </figure>
          ))}
        </div>
        <SeeTable table={answer} grain={shared.grain} label={record.title} />
      </section>
    </>
  );
}
