// SPDX-License-Identifier: Apache-2.0
// The record with a spine: voice left, action right, newest first.
import { useState } from "react";
import { formatDay, formatShortDay } from "../shape/date";
import { formatNumber, grouped, type Measure } from "../shape/number";
import { type Fact, shareOf } from "../shape/timeline";
import { useWords } from "../text";
import { valueText } from "../text/values";
import { Quote } from "./quote";

const FIRST = 30;

interface Props {
  facts: Fact[];
  money: Measure;
}

export function Record({ facts, money }: Props) {
  const { text } = useWords();
  const [shown, setShown] = useState(FIRST);
  const rest = facts.length - shown;
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
        {facts.slice(0, shown).map((fact, at) => (
          <Entry key={at} fact={fact} before={facts[at - 1]} money={money} />
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

function Entry({ fact, before, money }: { fact: Fact; before: Fact | undefined; money: Measure }) {
  const { language } = useWords();
  // The year is told where it changes, so that no date can be mistaken.
  const year = before !== undefined && before.day.slice(0, 4) !== fact.day.slice(0, 4);
  return (
    <li className={`entry ${fact.side} side-${fact.side}`}>
      <time dateTime={fact.day} title={formatDay(fact.day, language)}>
        {year && <span>{fact.day.slice(0, 4)}</span>}
        {formatShortDay(fact.day, language)}
      </time>
      <div className="event">
        {fact.side === "voice" ? <Said fact={fact} /> : <Did fact={fact} money={money} />}
      </div>
    </li>
  );
}

function where(fact: Fact): string[] {
  return [...new Set([fact.what, fact.touchpoint, fact.channel])].filter(Boolean);
}

function Said({ fact }: { fact: Fact }) {
  const { text, language } = useWords();
  const scale =
    fact.low !== null && fact.high !== null && fact.score !== null
      ? text.scale(String(fact.low), String(fact.high))
      : "";
  const place = [...where(fact), scale, fact.words ? "" : text.no_words].filter(Boolean);
  return (
    <>
      <span className="hidden">{text.voice}: </span>
      {(fact.score !== null || !fact.words) && (
        <b className={fact.score !== null && shareOf(fact) <= 0.6 ? "low" : "spoken"}>
          {valueText(fact.kind, language)} {fact.score}
        </b>
      )}
      {fact.words && <Quote words={fact.words} />}
      <p className="small">
        {place.map((part, at) => (
          <span key={part}>
            {at > 0 && " · "}
            <span className="nowrap">{part}</span>
          </span>
        ))}
      </p>
    </>
  );
}

function Did({ fact, money }: { fact: Fact; money: Measure }) {
  const { text, language } = useWords();
  return (
    <>
      <span className="hidden">{text.action}: </span>
      {fact.amount === null ? (
        <p>{valueText(fact.kind, language)}</p>
      ) : (
        <b>
          {valueText(fact.kind, language)} {formatNumber(fact.amount, money, language)}
        </b>
      )}
      <p className="small">{where(fact).join(" · ")}</p>
    </>
  );
}
