// SPDX-License-Identifier: Apache-2.0
import type { Answer, InsightRecord } from "../api/types";

export type Control = "period" | "grain" | "by" | "who" | "as_of" | "more";

interface Props {
  record: Pick<InsightRecord, "name" | "parameters">;
  answer: Answer | null;
  only?: Control[];
}

export function Controls(_: Props) {
  return <div className="controls" />;
}
