// SPDX-License-Identifier: Apache-2.0
// Every question, and for those that cannot be answered yet what must be imported.
import type { InsightRecord } from "../api/types";
import { importCommand } from "../shape/command";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { missingList } from "../text/missing";
import { insightPath, isQuestion, useBook, useTitle } from "../ui/book";
import { Link } from "../ui/link";
import { Failed, Loading } from "../ui/states";

export default function Catalogue() {
  const { text } = useWords();
  const { insights, problem, retry } = useBook();
  useTitle(text.catalogue_title);
  if (problem) {
    return (
      <>
        <h1>{text.catalogue_title}</h1>
        <Failed problem={problem} retry={retry} />
      </>
    );
  }
  if (!insights) return <Loading slow={false} />;
  const ready = insights.filter((record) => record.missing.length === 0);
  const waiting = insights.filter((record) => record.missing.length > 0);
  return (
    <>
      <p className="crumb">{text.understand}</p>
      <h1>{text.catalogue_title}</h1>
      <p className="lead">{text.catalogue_lead(grouped(insights.length), grouped(ready.length))}</p>
      <Group id="ready" title={text.ready_questions} records={ready} />
      <Group id="waiting" title={text.waiting_questions} records={waiting} />
    </>
  );
}

function Group({ id, title, records }: { id: string; title: string; records: InsightRecord[] }) {
  const { text, language } = useWords();
  if (records.length === 0) return null;
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        <span className="small">{grouped(records.length)}</span>
      </div>
      <ul className="questions">
        {records.map((record) => (
          <li key={record.name} className={`side-${record.chart.side}`}>
            <Link to={insightPath(record.name)} className="question">
              {record.question}
            </Link>
            <span className="measure">
              {record.title} <code>{record.name}</code>
            </span>
            {record.missing.length > 0 ? (
              <div className="note">
                <span className="small">{text.missing_now}: </span>
                {missingList(record.missing, language)}
                <br />
                <code>{importCommand(record.missing)}</code>
              </div>
            ) : (
              isQuestion(record) && <span className="side-word">{text[record.chart.side]}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
