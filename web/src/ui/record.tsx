// SPDX-License-Identifier: Apache-2.0
// The record with a spine: voice left, action right, newest first.
import { useState } from "react";
import { formatDay, formatShortDay } from "../shape/date";
import { formatNumber, grouped, type Measure } from "../shape/number";
import { type Entry as Act, type Fact, mainQuestion, readEntries } from "../shape/facts";
import { shareOf } from "../shape/timeline";
import { useWords } from "../text";
import { channelText, valueText } from "../text/values";
import { Quote } from "./quote";

const FIRST = 30;

interface Props {
  facts: Fact[];
  money: Measure;
}

export function Record({ facts, money }: Props) {
  const { text } = useWords();
  const [shown, setShown] = useState(FIRST);
  const entries = readEntries(facts);
  const rest = entries.length - shown;
  return (
    <section className="section" aria-labelledby="record">
      <div className="section-head">
        <h2 id="record">{text.record}</h2>
        <p className="note">{text.newest_first}</p>
      </div>
      <div className="spine-head" aria-hidden="true">
        <span className="side-voice">{text.voice}</span>
        <span />
        <span className="side-action">{text.action}</span>
      </div>
      <ol className="spine">
        {entries.slice(0, shown).map((entry, at) => (
          <Entry key={at} entry={entry} before={entries[at - 1]} money={money} />
        ))}
      </ol>
      {rest > 0 && (
        <p className="more">
          <button type="button" className="link" onClick={() => setShown(shown + 10 * FIRST)}>
            {text.record_more(grouped(rest))}
          </button>
        </p>
      )}
    </section>
  );
}

interface EntryProps {
  entry: Act;
  before: Act | undefined;
  money: Measure;
}

function Entry({ entry, before, money }: EntryProps) {
  const { text, language } = useWords();
  // The year is told where it changes, so that no date can be mistaken.
  const year = before !== undefined && before.day.slice(0, 4) !== entry.day.slice(0, 4);
  const [first] = entry.facts;
  return (
    <li className={`entry ${entry.side} side-${entry.side}`}>
      <time dateTime={entry.day} title={formatDay(entry.day, language)}>
        {year && <span>{entry.day.slice(0, 4)}</span>}
        {formatShortDay(entry.day, language)}
      </time>
      <div className="event">
        <span className="hidden">{text[entry.side]}: </span>
        {entry.side === "voice" ? (
          <Said facts={entry.facts} />
        ) : (
          first && <Did fact={first} money={money} />
        )}
      </div>
    </li>
  );
}

// Short enough for one line beside the spine on a phone; a Japanese letter is as wide as two.
function isShort(piece: string): boolean {
  return Array.from(piece).reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 0) <= 20;
}

function Pieces({ pieces }: { pieces: string[] }) {
  const shown = [...new Set(pieces)].filter(Boolean);
  return (
    <p className="small">
      {shown.map((piece, at) => (
        <span key={piece}>
          {at > 0 && " · "}
          <span className={isShort(piece) ? "nowrap" : ""}>{piece}</span>
        </span>
      ))}
    </p>
  );
}

// The answer a person is told by stands first, their words below it, the rest of the form small.
function Said({ facts }: { facts: Fact[] }) {
  const { text, language } = useWords();
  const main = facts.find((fact) => fact.score !== null && fact.kind === mainQuestion(facts));
  const words = facts.filter((fact) => fact.words);
  const rest = facts.filter((fact) => fact !== main && fact.score !== null);
  const scaleOf = (fact: Fact | undefined) =>
    fact && fact.low !== null && fact.high !== null ? `${fact.low}–${fact.high}` : "";
  // The scale below is that of the answer above; a score on another one says which.
  const named = (fact: Fact) => {
    const own = scaleOf(fact);
    const said = `${valueText(fact.touchpoint || fact.kind, language)} ${fact.score}`;
    return own === "" || own === scaleOf(main) ? said : `${said} (${own})`;
  };
  const scale = scaleOf(main) && text.scale(String(main?.low), String(main?.high));
  const places =
    facts.length > 1 ? [facts[0]?.what ?? "", facts[0]?.channel ?? ""] : facts.flatMap(where);
  const told = main !== undefined || words.length > 0;
  return (
    <>
      {main && (
        <b className={shareOf(main) <= 0.6 ? "low" : "spoken"}>
          {valueText(main.kind, language)} {main.score}
        </b>
      )}
      {!told && <b>{valueText(facts[0]?.kind ?? "", language)}</b>}
      {words.map((fact) => (
        <Quote key={fact.words} words={fact.words} />
      ))}
      {rest.length > 0 && <Pieces pieces={rest.map(named)} />}
      <Pieces
        pieces={[
          ...places.map((place) => channelText(place, language)),
          scale,
          words.length > 0 ? "" : text.no_words,
        ]}
      />
    </>
  );
}

function where(fact: Fact): string[] {
  return [fact.what, fact.touchpoint, fact.channel];
}

function Did({ fact, money }: { fact: Fact; money: Measure }) {
  const { language } = useWords();
  const kind = valueText(fact.kind, language);
  return (
    <>
      {fact.amount === null ? (
        <p>{kind}</p>
      ) : (
        <b>
          {kind} {formatNumber(fact.amount, money, language)}
        </b>
      )}
      <Pieces pieces={where(fact)} />
    </>
  );
}
