// SPDX-License-Identifier: Apache-2.0
// What an insight page asks for beside its answer: the total, everyone together, the judged change.
import { apiPath } from "../api/client";
import type { Answer, InsightRecord } from "../api/types";
import { useApi } from "../api/use_api";
import { requestQuery, useUrl } from "../route";
import { type Headline as Head, judgedChange } from "../shape/insight";
import { useWords } from "../text";

const PULSE = { parameters: [] };

// Parts have no one number; where the record has a view of the total, that is it.
export function useTotal(record: InsightRecord, answer: Answer): Answer | null {
  const { language } = useWords();
  const { query } = useUrl();
  const views = record.parameters.find((own) => own.name === "view")?.choices ?? [];
  const parts = ["histogram", "bars"].includes(answer.chart.form);
  const wanted = parts && !query.view && views.includes("total");
  const { by: _by, ...rest } = requestQuery(query, record);
  const path = apiPath(`insights/${encodeURIComponent(record.name)}`, {
    ...rest,
    view: "total",
    lang: language,
  });
  return useApi<Answer>(wanted ? path : null).data;
}

// Everyone together, asked for once more without --by: the number of the page, and the line that
// the groups are compared with. Its key belongs to another request, so it does not open here.
export function useWhole(record: InsightRecord, split: boolean): Answer | null {
  const { language } = useWords();
  const { query } = useUrl();
  const { by: _by, ...rest } = requestQuery(query, record);
  const path = apiPath(`insights/${encodeURIComponent(record.name)}`, { ...rest, lang: language });
  return useApi<Answer>(split ? path : null).data;
}

// The judgement of a change is the pulse's, of the same people at the same time.
export function useJudged(record: InsightRecord, head: Head | null) {
  const { language } = useWords();
  const { query } = useUrl();
  const { by: _by, start: _start, last: _last, ...rest } = requestQuery(query, PULSE);
  const path = apiPath("insights/pulse", { ...rest, lang: language });
  return judgedChange(useApi<Answer>(head?.point.x ? path : null).data, record.name, head);
}
