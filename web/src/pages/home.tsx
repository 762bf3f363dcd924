// SPDX-License-Identifier: Apache-2.0
// The page to open on Monday: what changed, what to fix, who stands where, what hurts.
import { lazy, Suspense } from "react";
import { apiPath } from "../api/client";
import type { Answer, InsightRecord, Language } from "../api/types";
import { useApi } from "../api/use_api";
import { Begin } from "../home/begin";
import { Block, homeRequest, useQuestion } from "../home/block";
import { FixFirst } from "../home/fix_first";
import { PainList } from "../home/pains";
import { Pulse } from "../home/pulse";
import { type Query, requestQuery, useUrl } from "../route";
import { formatDay } from "../shape/date";
import { costKnown } from "../shape/pains";
import { pulseRows } from "../shape/pulse";
import { Reader } from "../shape/table";
import { rowOfKey, wordsOf } from "../shape/words_of";
import { useWords } from "../text";
import { useBook, useTitle } from "../ui/book";
import { Controls } from "../ui/controls";
import { Failed, Loading } from "../ui/states";
import { useReset } from "../ui/use_reset";

const HomeFields = lazy(() => import("../home/fields"));
const Waiting = lazy(() => import("../home/waiting"));
const Behind = lazy(() => import("../ui/behind"));
const PULSE = { name: "pulse", parameters: [] };
// How well each is done stands beside how much it moves.
const DRIVERS = { view: "performance" };

export function Home() {
  const { text, language } = useWords();
  const { query } = useUrl();
  const { book, lowScores } = useBook();
  const request = requestQuery(query, PULSE);
  const pulse = useApi<Answer>(apiPath("insights/pulse", { ...request, lang: language }));
  const pains = useQuestion("pains");
  const drivers = useQuestion("drivers", DRIVERS);
  const fields = useQuestion("quadrant");
  const reset = useReset();
  useTitle(text.home);
  const bare = book?.as_of === null;
  const answers: Record<string, Answer | null | undefined> = {
    pulse: pulse.data,
    pains: pains?.data,
    drivers: drivers?.data,
    quadrant: fields?.data,
  };
  if (bare) return <Begin />;
  const painsCost = pains?.data ? costKnown(pains.data) : false;
  const fix = <FixFirst pains={pains?.data ?? null} drivers={drivers?.data ?? null} />;
  return (
    <>
      <div className="bar">
        <Controls
          record={PULSE}
          answer={pulse.data}
          problem={pulse.error}
          only={["grain", "who", "more"]}
        />
        {pulse.data && (
          <span className="small">{text.as_of(formatDay(pulse.data.as_of, language))}</span>
        )}
      </div>
      {(pulse.error || !pulse.data) && <h1 className="hidden">{text.home}</h1>}
      {pulse.error ? (
        <Failed problem={pulse.error} retry={pulse.retry} reset={reset} />
      ) : pulse.data ? (
        <Pulse answer={pulse.data} aside={fix} />
      ) : (
        <Loading slow={pulse.slow} />
      )}
      {fields !== undefined && (
        <Block
          name="quadrant"
          title={text.fields_title}
          note={text.fields_note}
          more={text.fields_all}
          asked={fields}
          none={text.fields_none}
        >
          {(answer) => (
            <Suspense fallback={<Loading slow={false} />}>
              <HomeFields answer={answer} />
            </Suspense>
          )}
        </Block>
      )}
      {pains !== undefined && (
        <Block
          name="pains"
          title={painsCost ? text.pains_cost_title : text.pains_title}
          note={painsCost ? text.pains_cost_note : text.pains_note}
          more={text.pains_all}
          asked={pains}
          none={text.pains_none}
        >
          {(answer) => <PainList answer={answer} />}
        </Block>
      )}
      {lowScores && (
        <Suspense fallback={<Loading slow={false} />}>
          <Waiting />
        </Suspense>
      )}
      {query.key && <BehindNumber answers={answers} request={request} />}
    </>
  );
}

interface BehindProps {
  answers: Record<string, Answer | null | undefined>;
  // What the pulse was asked with; the other answers know no step.
  request: Query;
}

function BehindNumber({ answers, request }: BehindProps) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const { insights } = useBook();
  const name = query.of ?? "pulse";
  const answer = answers[name];
  const key = query.key ?? "";
  if (!answer) return null;
  const ofPulse = name === "pulse";
  const record = insights?.find((own) => own.name === name);
  const words = ofPulse
    ? pulseWords(answer, key, insights ?? [])
    : record
      ? wordsOf(answer, rowOfKey(answer, key), record, key)
      : null;
  return (
    <Suspense>
      <Behind
        key={key}
        name={name}
        title={behindTitle(answer, key, ofPulse, language) || text.behind}
        query={ofPulse ? request : { ...homeRequest(query), ...(name === "drivers" && DRIVERS) }}
        behind={key}
        words={words}
      />
    </Suspense>
  );
}

// Which question a row is about, the insight of its measure says.
function pulseWords(answer: Answer, key: string, insights: InsightRecord[]): Query | null {
  const row = rowOfKey(answer, key);
  const name = row && new Reader(answer).text(row, "measure");
  const record = insights.find((own) => own.name === name);
  return row && record?.chart.side === "voice" ? wordsOf(answer, row, record) : null;
}

function behindTitle(answer: Answer, key: string, ofPulse: boolean, language: Language): string {
  if (!ofPulse) {
    const row = rowOfKey(answer, key);
    return row ? new Reader(answer).text(row, "title") : "";
  }
  const found = pulseRows(answer, language).find((own) =>
    [...own.points, own.open].some((point) => point?.key === key),
  );
  return found?.title ?? "";
}
