// SPDX-License-Identifier: Apache-2.0
// How sure the number is: method, what was left out, period, notes, source, and how to take it away.
import { useState } from "react";
import type { Answer, InsightRecord } from "../api/types";
import { type Query, useUrl } from "../route";
import { insightCommand } from "../shape/command";
import { formatDay } from "../shape/date";
import { grouped } from "../shape/number";
import { csvText } from "../shape/csv";
import { useWords } from "../text";
import { useBook } from "./book";
import { download } from "./download";

interface Props {
  record: InsightRecord;
  answer: Answer;
  asked: Query;
}

export function Sure({ record, answer, asked }: Props) {
  const { text, language } = useWords();
  const { book } = useBook();
  const { start, end } = answer.period;
  const zone = book ? text.timezone(book.timezone) : "";
  const facts: [string, string][] = [
    [text.definition, answer.definition],
    [text.method, answer.method || record.interval],
    [text.period, `${formatDay(start, language)} – ${formatDay(end, language)} · ${zone}`],
    ["n", grouped(answer.n)],
    [text.source, answer.source],
  ];
  return (
    <section className="section" id="sure" aria-labelledby="sure-title">
      <div className="section-head">
        <h2 id="sure-title">{text.sure}</h2>
      </div>
      <dl className="sure">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        <div>
          <dt>{text.left_out}</dt>
          <dd>
            {answer.left_out.length === 0 && text.nothing_left_out}
            {answer.left_out
              .map((item) => text.left_out_item(item.reason, grouped(item.count)))
              .join(language === "ja" ? "、" : "; ")}
          </dd>
        </div>
        {answer.notes.length > 0 && (
          <div>
            <dt>{text.notes}</dt>
            <dd>
              {answer.notes.map((note) => (
                <p key={note.text}>{note.text}</p>
              ))}
            </dd>
          </div>
        )}
        <div className="tools">
          <dt>{text.take_out}</dt>
          <dd>
            <button
              type="button"
              className="link"
              onClick={() => download(`${answer.insight}.csv`, csvText(answer))}
            >
              {text.csv}
            </button>
            <Command record={record} asked={asked} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Command({ record, asked }: { record: InsightRecord; asked: Query }) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const [copied, setCopied] = useState(false);
  const command = insightCommand(record, asked) + (query.lang ? ` --lang ${language}` : "");
  const copy = () => {
    void navigator.clipboard?.writeText(command).then(() => setCopied(true));
  };
  return (
    <>
      <code title={text.command}>{command}</code>
      <button type="button" className="link" onClick={copy}>
        {text.copy}
      </button>
      <span className="small" role="status">
        {copied && text.copied}
      </span>
    </>
  );
}
