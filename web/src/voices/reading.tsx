// SPDX-License-Identifier: Apache-2.0
// How one remark was read, by which words, and what may be answered.
import { useState } from "react";
import type { Voice } from "../api/voices";
import { formatNumber } from "../shape/number";
import { quotesOf } from "../shape/evidence";
import { useWords } from "../text";
import { CorrectForm } from "./correct_form";
import type { RemarkProps } from "./remark";

const SENTIMENT = { type: "number", unit: "" } as const;

export function Reading(props: RemarkProps) {
  const { voice, editing, edit } = props;
  const { text } = useWords();
  if (editing) return <CorrectForm {...props} />;
  return (
    <div className={voice.respond ? "reading-halves" : ""}>
      <div>
        <h3>{text.reading}</h3>
        {voice.reading ? <Facts voice={voice} /> : <p className="note">{text.not_read}</p>}
        <button type="button" className="button" aria-keyshortcuts="e" onClick={() => edit(true)}>
          {text.correct}
        </button>
      </div>
      {voice.respond && <Answer voice={voice} />}
    </div>
  );
}

function Quotes({ quotes, lang }: { quotes: string[]; lang: string }) {
  const { language } = useWords();
  if (quotes.length === 0) return null;
  const [open, close] = language === "ja" ? "「」" : "“”";
  return (
    <>
      {quotes.map((quote) => (
        <q key={quote} lang={lang || undefined} className="words">
          {open}
          {quote}
          {close}
        </q>
      ))}
    </>
  );
}

function Facts({ voice }: { voice: Voice }) {
  const { text, language } = useWords();
  const { reading } = voice;
  if (!reading) return null;
  const said = (of: string) => (
    <Quotes quotes={quotesOf(voice.text, reading.evidence, of)} lang={voice.language} />
  );
  const emotions: Record<string, string> = text.emotions;
  const { confidence, corrected } = reading;
  const sure =
    corrected || confidence === null
      ? ""
      : ` · ${text.sureness(`${Math.round(confidence * 100)}%`)}`;
  return (
    <dl className="reading-facts">
      <div>
        <dt>{text.facet.sentiment}</dt>
        <dd>
          <b>{text.sentiments[reading.label]}</b>{" "}
          {formatNumber(reading.sentiment, SENTIMENT, language)}
          <p className="small">
            {text.sentiment_scale}
            {sure}
          </p>
          {said("positive")}
          {said("negative")}
        </dd>
      </div>
      <div>
        <dt>{text.facet.theme}</dt>
        <dd>
          {reading.themes.length === 0 && <span className="small">{text.no_theme}</span>}
          {reading.themes.map((theme) => (
            <div key={theme.key}>
              {theme.title || theme.key} {said(theme.key)}
            </div>
          ))}
        </dd>
      </div>
      {reading.emotion && reading.emotion !== "neutral" && (
        <div>
          <dt>{text.emotion}</dt>
          <dd>{emotions[reading.emotion] ?? reading.emotion}</dd>
        </div>
      )}
    </dl>
  );
}

function Answer({ voice }: { voice: Voice }) {
  const { text } = useWords();
  const [copied, setCopied] = useState(false);
  const { respond } = voice;
  if (!respond) return null;
  const measures: Record<string, string> = text.respond_for;
  const copy = () => {
    void navigator.clipboard?.writeText(respond.answer).then(() => setCopied(true));
  };
  return (
    <div>
      <h3>{text.respond}</h3>
      <p className="small">{measures[respond.measure] ?? respond.measure}</p>
      <p className="draft words">{respond.answer}</p>
      <p className="small">{text.respond_note}</p>
      <p className="tools">
        <button type="button" className="button" onClick={copy}>
          {text.copy}
        </button>
        <span className="small" role="status">
          {copied && text.copied}
        </span>
      </p>
    </div>
  );
}
