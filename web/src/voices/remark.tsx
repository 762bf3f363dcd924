// SPDX-License-Identifier: Apache-2.0
// One remark: the score, the words as the largest text, where they come from, how they were read.
import type { Voice } from "../api/voices";
import { formatDay, formatShortDay } from "../shape/date";
import { formatNumber, grouped } from "../shape/number";
import { useUrl } from "../route";
import { choose } from "../shape/voice_filters";
import { useWords } from "../text";
import { channelText, languageText, questionText } from "../text/values";
import { customerPath, useBook } from "../ui/book";
import { Link } from "../ui/link";
import { FilterLink } from "./filter_link";
import { Reading } from "./reading";
import { ScaleMark } from "./scale_mark";
import type { Corrections } from "./use_correction";
import { Words } from "./words";

const SENTIMENT = { type: "number", unit: "" } as const;

export interface RemarkProps {
  voice: Voice;
  place: number;
  total: number;
  open: boolean;
  editing: boolean;
  corrections: Corrections;
  toggle: () => void;
  edit: (on: boolean) => void;
}

export function Remark(props: RemarkProps) {
  const { voice, place, total, open } = props;
  const { query } = useUrl();
  const words = `words-${place}`;
  return (
    <article
      className={open ? "remark open" : "remark"}
      data-voice={voice.voice_id}
      tabIndex={-1}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-labelledby={words}
    >
      <ScaleMark voice={voice} />
      <div className="remark-body">
        <Words voice={voice} id={words} theme={query.topic ?? ""} searched={query.text ?? ""} />
        <Source voice={voice} />
        <Tags voice={voice} />
      </div>
      <Judged {...props} />
      {open && (
        <div id={`reading-${place}`} className="panel reading">
          <Reading {...props} />
        </div>
      )}
    </article>
  );
}

function Source({ voice }: { voice: Voice }) {
  const { text, language } = useWords();
  const { book } = useBook();
  const year = voice.day.slice(0, 4) !== book?.as_of?.slice(0, 4);
  const pieces = [
    voice.touchpoint,
    voice.question && questionText(voice.question, language),
    voice.channel && channelText(voice.channel, language),
    voice.language !== language ? languageText(voice.language, language) : "",
  ];
  return (
    <p className="small source">
      {voice.customer_id ? (
        <Link to={customerPath(voice.customer_id)}>{voice.customer_id}</Link>
      ) : (
        <span>{text.anonymous}</span>
      )}
      <time dateTime={voice.day} title={formatDay(voice.day, language)}>
        {formatShortDay(voice.day, language, year)}
      </time>
      {[...new Set(pieces)].filter(Boolean).map((piece) => (
        <span key={piece}>{piece}</span>
      ))}
      {voice.like > 0 && <span className="like">{text.like(grouped(voice.like))}</span>}
    </p>
  );
}

function Tags({ voice }: { voice: Voice }) {
  const { query } = useUrl();
  const themes = voice.reading?.themes ?? [];
  if (themes.length === 0) return null;
  return (
    <ul className="tags">
      {themes.map((theme) => (
        <li key={theme.key}>
          <FilterLink change={choose(query, "topic", theme.key)} chosen={query.topic === theme.key}>
            {theme.title || theme.key}
          </FilterLink>
        </li>
      ))}
    </ul>
  );
}

function Judged({ voice, place, open, toggle, corrections }: RemarkProps) {
  const { text, language } = useWords();
  const { reading } = voice;
  const done = corrections.done?.voice_id === voice.voice_id ? corrections.done.what : null;
  return (
    <div className="judged">
      {reading ? (
        <p>
          <b>{text.sentiments[reading.label]}</b>{" "}
          <span className="small">{formatNumber(reading.sentiment, SENTIMENT, language)}</span>
        </p>
      ) : (
        <p className="small">{text.not_read_short}</p>
      )}
      <button
        type="button"
        className="link"
        aria-expanded={open}
        aria-controls={open ? `reading-${place}` : undefined}
        onClick={toggle}
      >
        {text.reading}
        <span className="hidden"> {open ? text.reading_close : text.reading_open}</span>
      </button>
      {reading?.corrected && <p className="small">{text.corrected_mark}</p>}
      <p className="small" role="status">
        {done && (done === "corrected" ? text.corrected_now : text.undone_now)}{" "}
        {done === "corrected" && corrections.canUndo && (
          <button type="button" className="link" onClick={corrections.undo}>
            {text.undo}
          </button>
        )}
      </p>
    </div>
  );
}
