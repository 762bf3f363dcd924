// SPDX-License-Identifier: Apache-2.0
// Low scores of the last days that nobody has answered yet: who, what they said, and a tick.
import { useState } from "react";
import { apiPath } from "../api/client";
import type { LowScore, LowScores } from "../api/low_scores";
import { useApi } from "../api/use_api";
import { formatDay, formatShortDay } from "../shape/date";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { questionText, valueText } from "../text/values";
import { customerPath, useBook } from "../ui/book";
import { Link } from "../ui/link";
import { Quote } from "../ui/quote";
import { Section } from "../ui/section";
import { Failed, Loading } from "../ui/states";
import { type Ticks, useTicks } from "./use_ticks";

const DAYS = 14;
const FIRST = 5;
const MOST = 200;

export default function Waiting() {
  const { text } = useWords();
  const [limit, setLimit] = useState(FIRST);
  const query = { last: `${DAYS}d`, limit: String(limit) };
  const asked = useApi<LowScores>(apiPath("desk/low_scores", query));
  const ticks = useTicks();
  const list = asked.data;
  const done = list?.voices.filter((voice) => ticks.ticked.has(voice.voice_id)).length ?? 0;
  const left = (list?.total ?? 0) - done;
  const rest = list ? list.total - list.voices.length : 0;
  return (
    <Section
      title={text.waiting_title}
      note={list && list.voices.length > 0 ? text.waiting_note(DAYS, grouped(left)) : ""}
    >
      {asked.error ? (
        <Failed problem={asked.error} retry={asked.retry} />
      ) : !list ? (
        <Loading slow={asked.slow} />
      ) : list.voices.length === 0 ? (
        <p className="note">{text.waiting_none(DAYS)}</p>
      ) : (
        <ul className="waiting">
          {list.voices.map((voice) => (
            <Line key={voice.voice_id} voice={voice} ticks={ticks} />
          ))}
        </ul>
      )}
      {ticks.problem && (
        <p className="wrong" role="alert">
          {text.not_ticked} {ticks.problem.detail || text.error_unreachable}
        </p>
      )}
      {rest > 0 && limit < MOST && (
        <button type="button" className="button after" onClick={() => setLimit(MOST)}>
          {text.waiting_more(grouped(Math.min(rest, MOST - FIRST)))}
        </button>
      )}
    </Section>
  );
}

function Line({ voice, ticks }: { voice: LowScore; ticks: Ticks }) {
  const { text, language } = useWords();
  const done = ticks.ticked.has(voice.voice_id);
  const [low, high] = voice.scale;
  const who = voice.name || voice.customer_id;
  return (
    <li className={done ? "waiting-line done" : "waiting-line"}>
      <div className="scale-mark">
        <span className="hidden">
          {questionText(voice.question, language)}{" "}
          {text.score_said(String(voice.score), String(low), String(high))}
        </span>
        <span className="score detractors" aria-hidden="true">
          {voice.score}
        </span>
        <span className="small" aria-hidden="true">
          {low}–{high}
        </span>
      </div>
      <div>
        {voice.text ? <Quote words={voice.text} /> : <p className="note">{text.no_words}</p>}
        <Source voice={voice} />
      </div>
      <div className="tick">
        <button
          type="button"
          className={done ? "link" : "button"}
          aria-disabled={ticks.busy === voice.voice_id}
          onClick={() => ticks.set(voice.voice_id, !done)}
        >
          {done ? text.undo : text.answered_tick}
          <span className="hidden"> {who ?? text.anonymous}</span>
        </button>
        <p className="small" role="status">
          {done && text.ticked}
        </p>
      </div>
    </li>
  );
}

function Source({ voice }: { voice: LowScore }) {
  const { text, language } = useWords();
  const { book } = useBook();
  const year = voice.day.slice(0, 4) !== book?.as_of?.slice(0, 4);
  return (
    <p className="small source">
      {voice.customer_id ? (
        <Link to={customerPath(voice.customer_id)}>
          {voice.name ? `${voice.name} (${voice.customer_id})` : voice.customer_id}
        </Link>
      ) : (
        <span>{text.anonymous}</span>
      )}
      <time dateTime={voice.day} title={formatDay(voice.day, language)}>
        {formatShortDay(voice.day, language, year)}
      </time>
      <span>{questionText(voice.question, language)}</span>
      {voice.touchpoint && <span>{valueText(voice.touchpoint, language)}</span>}
    </p>
  );
}
