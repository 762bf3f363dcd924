// SPDX-License-Identifier: Apache-2.0
// The number of the page with everything that belongs to it.
import { ScoreBar } from "../charts/score_bar";
import type { Answer, InsightRecord } from "../api/types";
import { daysBetween, formatPeriod, formatShortPeriod, grainOf } from "../shape/date";
import type { Headline as Head } from "../shape/insight";
import { formatNumber, formatRange, grouped } from "../shape/number";
import { changeText, type PulseRow, verdict } from "../shape/pulse";
import { scoreBar } from "../shape/scores";
import { whyUnknown } from "../shape/why";
import { type Text, useWords } from "../text";
import { differenceRange } from "./change";
import { Figure } from "./figure";
import { OpenBehind } from "./open_behind";

// Remarks are counted one by one, whoever made them.
function countsRemarks(answer: Answer): boolean {
  return answer.columns.some((column) => column.name === "n" && column.unit === "remarks");
}

// Who was there in two periods is counted in both, where each period tells its n.
function addsPeriods(answer: Answer): boolean {
  const place = (name: string) => answer.columns.findIndex((column) => column.name === name);
  const at = place("period");
  return at >= 0 && place("n") >= 0 && new Set(answer.rows.map((row) => row[at])).size > 1;
}

function countedName(answer: Answer, text: Text): string {
  if (countsRemarks(answer)) return text.remarks;
  // Where those who answered are a part of them, the answer says whom it counts.
  const counted = answer.columns.find((column) => column.name === "n");
  if (counted && answer.columns.some((column) => column.name === "answered")) return counted.title;
  return answer.chart.side === "voice" ? text.answered : text.counted;
}

function behindText(answer: Answer, { point }: Head, text: Text): string {
  if (point.n === null) return text.open_row;
  const count = grouped(point.n);
  if (countsRemarks(answer)) return text.open_remarks(count);
  // Somebody may have given several of them.
  return answer.chart.side === "voice"
    ? text.open_answers(count)
    : text.open_people(text.people(count));
}

interface Props {
  record: InsightRecord;
  answer: Answer;
  head: Head | null;
  judged: PulseRow | null;
  // Of whom the number is, where the page below it shows each one.
  of?: string;
}

export function Headline({ record, answer, head, judged, of }: Props) {
  const { text } = useWords();
  const bar = head ? scoreBar(answer, head.row) : null;
  const why = head ? whyUnknown(head.point.value, answer.notes) : "";
  return (
    <section className="section first" aria-label={`${record.title}: ${text.what_is_it}`}>
      <div className="with-notes">
        {head ? (
          <Number answer={answer} head={head} judged={judged} of={of ?? ""} />
        ) : (
          <Counted answer={answer} />
        )}
        <div className="note aside">
          <h2>{text.what_is_it}</h2>
          <p>
            {answer.definition || record.definition} <a href="#sure">{text.definition_link}</a>
          </p>
        </div>
      </div>
      {why && <p className="note after">{why}</p>}
      {bar && head?.point.value != null && (
        <figure className="figure score-figure">
          <ScoreBar bar={bar} value={head.point.value} title={head.title} />
        </figure>
      )}
      {head?.point.key && (
        <p className="note links">
          {bar ? (
            bar.parts.map((part) => (
              <OpenBehind
                key={part.part}
                behind={part.count > 0 ? `${head.point.key}|${part.part}` : ""}
                label={record.title}
              >
                {`${text[part.part]} ${text.people(grouped(part.count))}`}
              </OpenBehind>
            ))
          ) : (
            <OpenBehind behind={head.point.key} label={record.title}>
              {behindText(answer, head, text)}
            </OpenBehind>
          )}
        </p>
      )}
    </section>
  );
}

function Counted({ answer }: { answer: Answer }) {
  const { text } = useWords();
  const name = countedName(answer, text);
  const each = name === text.counted && addsPeriods(answer);
  return (
    <dl className="facts">
      <Fact name={each ? text.counted_each : name} value={grouped(answer.n)} />
    </dl>
  );
}

function Fact({
  name,
  value,
  word,
  under,
}: {
  name: string;
  value: string;
  word?: string;
  under?: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> {word && <span className="nowrap">{word}</span>}
        {under && <span className="small">{under}</span>}
      </dd>
    </div>
  );
}

interface NumberProps {
  answer: Answer;
  head: Head;
  judged: PulseRow | null;
  of: string;
}

function Number({ answer, head, judged, of }: NumberProps) {
  const words = useWords();
  const { text, language } = words;
  const grain = grainOf(answer.parameters.period);
  const { point, measure } = head;
  const range = formatRange(point.low, point.high, measure, language);
  const before = judged?.points.at(-2)?.x;
  return (
    <div className="number">
      <div>
        {of && <p className="small">{of}</p>}
        <p className="big">
          <OpenBehind behind={point.key} label={formatNumber(point.value, measure, language)}>
            <Figure value={point.value} measure={measure} />
          </OpenBehind>
        </p>
        {range && <p className="note">{text.interval_95(range)}</p>}
      </div>
      <dl className="facts">
        {point.x && (
          <Fact
            name={text.latest_period}
            value={formatPeriod(point.x, grain, language)}
            under={point.open ? text.day_number(daysBetween(point.x, answer.as_of) + 1) : ""}
          />
        )}
        {judged?.change && before && (
          <Fact
            name={text.since(formatShortPeriod(before, grain, language))}
            value={changeText(judged.change, measure, language)}
            word={verdict(judged.change, text)}
            under={differenceRange(judged.change, judged, words)}
          />
        )}
        {point.n !== null && <Fact name={countedName(answer, text)} value={grouped(point.n)} />}
      </dl>
    </div>
  );
}
