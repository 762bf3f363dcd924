// SPDX-License-Identifier: Apache-2.0
// These against the rest, on any insight: the same question for a condition and for its negation.
import { lazy, Suspense } from "react";
import { apiPath } from "../api/client";
import type { Answer, InsightRecord } from "../api/types";
import { type Asked, useApi } from "../api/use_api";
import { type Query, requestQuery, useUrl } from "../route";
import { restOf } from "../shape/compare";
import { headline, told } from "../shape/insight";
import { rowOfKey, wordsOf } from "../shape/words_of";
import { useWords } from "../text";
import { Failed, Loading, MissingFacts, StateBox } from "../ui/states";
import { useReset } from "../ui/use_reset";
import { Stopped, Working } from "../ui/working";
import { CompareHead } from "./compare_head";
import { ComparePicture } from "./compare_picture";
import { HowCompared } from "./compare_how";

const Behind = lazy(() => import("../ui/behind"));

export interface Compared {
  record: InsightRecord;
  these: Answer;
  rest: Answer;
}

interface Props {
  record: InsightRecord;
  // What the page has asked for: the answer under its condition.
  these: Asked<Answer>;
}

export default function Compare({ record, these }: Props) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const reset = useReset();
  const request = requestQuery(query, record);
  const { where = "", ...everyone } = request;
  const negated = { ...request, where: restOf(where) };
  const name = `insights/${encodeURIComponent(record.name)}`;
  const path = (own: Query) => apiPath(name, { ...own, lang: language });
  const progress = (own: Query) => apiPath(`${name}/progress`, { ...own, lang: language });
  const rest = useApi<Answer>(path(negated));
  const all = useApi<Answer>(path(everyone));
  const failed = [these, rest].find((side) => side.error);
  if (failed?.error)
    return <Failed problem={failed.error} retry={failed.retry} reset={reset} />;
  const each = (act: "stop" | "retry") => () => {
    for (const asked of [these, rest, all]) asked[act]();
  };
  if (these.stopped || rest.stopped) return <Stopped again={each("retry")} />;
  // One after the other: the bar tells of the first that is not there yet.
  const slow = these.slow ? request : rest.slow ? negated : null;
  const working = slow && <Working path={progress(slow)} stop={each("stop")} />;
  if (!these.data || !rest.data) {
    return (
      <>
        {working}
        <Loading slow={slow !== null} />
      </>
    );
  }
  if (these.data.missing.length > 0) return <MissingFacts missing={these.data.missing} />;
  if (these.data.rows.length === 0 && rest.data.rows.length === 0) {
    return (
      <StateBox title={text.empty_title}>
        <p className="note">{text.empty_period}</p>
      </StateBox>
    );
  }
  const side = query.of === "rest" ? rest.data : these.data;
  const stale = these.stale || rest.stale;
  return (
    <div aria-busy={stale} className={slow ? "stale" : ""}>
      {working}
      <Answers record={record} these={these.data} rest={rest.data} />
      <HowCompared
        record={record}
        these={these.data}
        rest={rest.data}
        all={all.data}
        asked={[request, negated]}
      />
      {query.key && (
        <Suspense>
          <Behind
            key={`${query.of} ${query.key}`}
            name={record.name}
            title={`${record.title}: ${query.of === "rest" ? text.rest : text.these}`}
            query={query.of === "rest" ? negated : request}
            behind={query.key}
            words={wordsOf(side, rowOfKey(side, query.key), record, query.key)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Answers(compared: Compared) {
  const { language } = useWords();
  const [these, rest] = [compared.these, compared.rest].map((answer) => {
    const overTime = told(answer, language);
    return { answer, told: overTime, head: headline(answer, overTime) };
  });
  if (!these || !rest) return null;
  return (
    <>
      <CompareHead record={compared.record} these={these} rest={rest} />
      <ComparePicture record={compared.record} these={these} rest={rest} />
    </>
  );
}
