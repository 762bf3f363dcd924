// SPDX-License-Identifier: Apache-2.0
// What changed, and how sure that is. Voice left, action right, never mixed.
import type { ReactNode } from "react";
import type { Answer } from "../api/types";
import { daysBetween, formatPeriod, formatSpokenPeriod, grainOf } from "../shape/date";
import { comparedPeriods, pulseRows, pulseSentence, type PulseRow } from "../shape/pulse";
import { useWords } from "../text";
import { MovedList } from "../ui/moved_list";
import { PulseSide } from "../ui/pulse_side";
import { MissingFacts } from "../ui/states";

interface Props {
  answer: Answer;
  // Beside the sentence: the one thing to fix.
  aside: ReactNode;
}

export function Pulse({ answer, aside }: Props) {
  const { text, language } = useWords();
  const rows = pulseRows(answer, language);
  const grain = grainOf(answer.parameters.period);
  if (rows.length === 0) {
    const unlinked = answer.notes.find((note) => note.kind === "not_linked");
    if (answer.missing.length > 0) {
      return (
        <>
          <h1 className="hidden">{text.home}</h1>
          <MissingFacts missing={answer.missing} />
        </>
      );
    }
    return (
      <>
        <h1>{unlinked ? text.nobody_known : text.nothing_to_compare}</h1>
        {unlinked && <p className="lead">{unlinked.text}</p>}
      </>
    );
  }
  const sentence = pulseSentence(rows, grain, language, text);
  const now = rows.filter((row) => row.change?.changed);
  const moved = now.length > 0 ? now : rows.filter((row) => row.yearAgo?.changed);
  return (
    <>
      <div className="halves hero">
        <div>
          <h1>
            {sentence.lines.map((line) => (
              <span key={line}>
                <Unbroken line={line} names={rows.map((row) => row.title)} />
              </span>
            ))}
          </h1>
          {sentence.lead && <p className="lead">{sentence.lead}</p>}
          {moved.length > 0 && <MovedList rows={moved} grain={grain} />}
        </div>
        {aside}
      </div>
      <section className="section" aria-labelledby="pulse">
        <div className="section-head">
          <div>
            <h2 id="pulse">{text.voice_and_action}</h2>
            <p className="note">{text.voice_first}</p>
          </div>
          <p className="small key-line">
            {text.glyph_key} <span aria-hidden="true">●</span> {text.changed}{" "}
            <span aria-hidden="true">○</span> {text.within_noise}
          </p>
        </div>
        <div className="halves">
          <PulseSide side="voice" rows={rows.filter((row) => row.side === "voice")} grain={grain} />
          <PulseSide
            side="action"
            rows={rows.filter((row) => row.side === "action")}
            grain={grain}
          />
        </div>
        <TrendNote rows={rows} answer={answer} />
      </section>
    </>
  );
}

// A measure's name stays on one line.
function Unbroken({ line, names }: { line: string; names: string[] }) {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = line.split(new RegExp(`(${escaped.join("|")})`));
  return parts.map((part, at) =>
    names.includes(part) ? (
      <span key={at} className="nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

function TrendNote({ rows, answer }: { rows: PulseRow[]; answer: Answer }) {
  const { text, language } = useWords();
  const grain = grainOf(answer.parameters.period);
  const all = rows.flatMap((row) => row.points.map((point) => point.x)).sort();
  const first = all[0];
  const now = comparedPeriods(rows)?.now ?? all.at(-1);
  const open = rows.map((row) => row.open?.x).find((x) => x !== undefined);
  const underWay = open && formatSpokenPeriod(open, grain, language);
  const day = open ? daysBetween(open, answer.as_of) + 1 : 0;
  if (!first || !now) {
    return underWay ? <p className="small after">{text.only_open(underWay, day)}</p> : null;
  }
  return (
    <p className="small after">
      {text.trend_note(formatPeriod(first, grain, language), formatPeriod(now, grain, language))}{" "}
      {underWay && text.open_note(underWay, day)}
    </p>
  );
}
