// SPDX-License-Identifier: Apache-2.0
// The row of chips above every answer. What it needs arrives after the page is drawn.
import { lazy, Suspense } from "react";
import type { Problem } from "../api/client";
import type { Answer, InsightRecord } from "../api/types";

export type Control = "period" | "days" | "grain" | "by" | "who" | "more";

export interface ControlsProps {
  record: Pick<InsightRecord, "name" | "parameters">;
  answer: Answer | null;
  // The answer is of an earlier request.
  stale?: boolean;
  problem: Problem | null;
  only?: Control[];
}

const ControlsBar = lazy(() => import("./controls_bar"));

export function Controls(props: ControlsProps) {
  return (
    <div className="controls">
      <Suspense>
        <ControlsBar {...props} />
      </Suspense>
    </div>
  );
}
