// SPDX-License-Identifier: Apache-2.0
// Steps around an event: the trend before it, and what follows.
import type { Answer, Column } from "../api/types";
import { isDifferenceOfShares, POINTS, times } from "./difference";
import { type Point, readPoint } from "./series";
import { Reader } from "./table";

export interface Step extends Point {
  at: number;
  // After the event, and its interval leaves 0 out.
  clear: boolean;
}

export interface Event {
  x: Column;
  y: Column;
  steps: Step[];
  // The clear step that lies farthest from 0, null when none is clear.
  largest: Step | null;
  // Whether the steps before leave 0 out anywhere: then the two groups differed already.
  before: boolean;
}

function leavesZero({ low, high }: Point): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

export function readEvent(answer: Answer): Event | null {
  const reader = new Reader(answer);
  const [x, y] = [reader.column(answer.chart.x), reader.column(answer.chart.y)];
  if (!x || !y) return null;
  const differs = isDifferenceOfShares(y);
  const steps = answer.rows.flatMap((row) => {
    const at = reader.number(row, x.name);
    const point = times(readPoint(reader, row, x.name, y.name), differs ? 100 : 1);
    if (at === null || point.value === null) return [];
    return [{ ...point, at, clear: at >= 0 && leavesZero(point) }];
  });
  if (steps.length === 0) return null;
  steps.sort((a, b) => a.at - b.at);
  const clear = steps.filter((step) => step.clear);
  const [largest] = [...clear].sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
  const before = steps.some((step) => step.at < 0 && leavesZero(step));
  return { x, y: differs ? { ...y, ...POINTS } : y, steps, largest: largest ?? null, before };
}
