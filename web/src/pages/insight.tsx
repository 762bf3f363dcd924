// SPDX-License-Identifier: Apache-2.0
// One page for every insight, drawn from its record. The URL is the state.
import { lazy, Suspense } from "react";
import { apiPath } from "../api/client";
import type { Answer, InsightRecord, Language } from "../api/types";
import { type Asked, useApi } from "../api/use_api";
import { type Query, requestQuery, useUrl } from "../route";
import { formatPeriod, grainOf } from "../shape/date";
import { headline, told } from "../shape/insight";
import { isSplit } from "../shape/groups";
import { Reader } from "../shape/table";
import { groupWhere, rowOfKey, wordsOf } from "../shape/words_of";
import { type Text, useWords } from "../text";
import { useBook, useTitle } from "../ui/book";
import { Controls } from "../ui/controls";
import { Headline } from "../ui/headline";
import { Link } from "../ui/link";
import { Failed, Loading, StateBox } from "../ui/states";
import { Sure } from "../ui/sure";
import { useReset } from "../ui/use_reset";
import { Stopped, Working } from "../ui/working";
import { NoRows } from "./no_rows";
import { Picture } from "./picture";
import { useJudged, useTotal, useWhole } from "./use_answers";

const Behind = lazy(() => import("../ui/behind"));
const Compare = lazy(() => import("./compare"));

export default function InsightPage({ name }: { name: string }) {
  const { text } = useWords();
  const { insights, problem, retry } = useBook();
  const record = insights?.find((own) => own.name === name);
  if (record) return <Known record={record} />;
  if (problem) {
    return (
      <>
        <h1>{name}</h1>
        <Failed problem={problem} retry={retry} />
      </>
    );
  }
  if (!insights) return <Loading slow={false} />;
  return (
    <>
      <h1>{name}</h1>
      <StateBox title={text.error_insight}>
        <p className="note">{text.error_insight_todo}</p>
        <Link to="/insights" className="button">
          {text.catalogue}
        </Link>
      </StateBox>
    </>
  );
}

function Known({ record }: { record: InsightRecord }) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const against = query.against === "rest" && Boolean(query.where);
  const request = requestQuery(query, record);
  const path = `insights/${encodeURIComponent(record.name)}`;
  const told = { ...request, lang: language };
  const asked = useApi<Answer>(apiPath(path, told));
  useTitle(record.question);
  return (
    <>
      <p className="crumb">
        {text.understand} / {record.title}
      </p>
      <div className="head">
        <h1>{record.question}</h1>
        <Controls
          record={record}
          answer={asked.data}
          stale={asked.stale}
          problem={asked.error}
        />
      </div>
      {against ? (
        <Suspense fallback={<Loading slow={false} />}>
          <Compare record={record} these={asked} />
        </Suspense>
      ) : (
        <Alone record={record} asked={asked} progress={apiPath(`${path}/progress`, told)} />
      )}
      {query.key && asked.data && !against && (
        <Suspense>
          <Behind
            key={query.key}
            name={record.name}
            title={behindTitle(asked.data, query.key, record.title, text, language)}
            query={request}
            behind={query.key}
            words={wordsOf(asked.data, rowOfKey(asked.data, query.key), record, query.key)}
            against={againstRest(asked.data, query.key, request)}
          />
        </Suspense>
      )}
    </>
  );
}

interface AloneProps {
  record: InsightRecord;
  asked: Asked<Answer>;
  progress: string;
}

function Alone({ record, asked, progress }: AloneProps) {
  const reset = useReset();
  if (asked.error) return <Failed problem={asked.error} retry={asked.retry} reset={reset} />;
  if (asked.stopped) return <Stopped again={asked.retry} />;
  return (
    <>
      {asked.slow && <Working path={progress} stop={asked.stop} />}
      {asked.data ? (
        <div aria-busy={asked.stale} className={asked.slow ? "stale" : ""}>
          <Answered record={record} answer={asked.data} />
        </div>
      ) : (
        <Loading slow={asked.slow} />
      )}
    </>
  );
}

// A group that was chosen among others can be set against all of them.
function againstRest(answer: Answer, key: string, request: Query): Query | null {
  const where = groupWhere(answer, rowOfKey(answer, key));
  const { by: _by, ...rest } = request;
  return where ? { ...rest, where, against: "rest" } : null;
}

// 推奨度 2026年10月 大阪: which row it was.
// Of a row of NPS: who of it.
function partText(key: string, text: Text): string {
  const part = key.slice(key.lastIndexOf("|") + 1);
  if (part === "detractors" || part === "passives" || part === "promoters") return text[part];
  const score = /^score_(\d+)$/.exec(part)?.[1];
  return score ? text.scores_between(score) : "";
}

function behindTitle(
  answer: Answer,
  key: string,
  title: string,
  text: Text,
  language: Language,
): string {
  const reader = new Reader(answer);
  const row = rowOfKey(answer, key);
  if (!row) return text.behind;
  const grain = grainOf(answer.parameters.period);
  const period = reader.text(row, "period") || reader.text(row, "cohort");
  const parts = [
    title,
    period && formatPeriod(period, grain, language),
    reader.text(row, "by_value"),
    reader.column("theme") && reader.text(row, "title"),
    reader.text(row, "judged"),
    partText(key, text),
  ];
  return parts.filter(Boolean).join(" ");
}

function Answered({ record, answer }: { record: InsightRecord; answer: Answer }) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const overTime = told(answer, language);
  const split = Boolean(query.by) && isSplit(answer);
  const whole = useWhole(record, split);
  const total = useTotal(record, answer);
  const shown = total ?? (split ? whole : answer);
  const found = shown ? headline(shown, told(shown)) : null;
  const apart = split || total !== null;
  const head = found && apart ? { ...found, point: { ...found.point, key: "" } } : found;
  const judged = useJudged(record, head);
  if (answer.rows.length === 0) return <NoRows record={record} answer={answer} />;
  return (
    <>
      <Headline
        record={record}
        answer={shown ?? answer}
        head={head}
        judged={judged}
        of={total && head ? text.of_all(head.title) : ""}
      />
      <Picture record={record} answer={answer} told={overTime} head={head} judged={judged} />
      <Sure record={record} answer={answer} asked={requestQuery(query, record)} />
    </>
  );
}
