// SPDX-License-Identifier: Apache-2.0
// A line over a number rather than over time, e.g. cumulative profit over customers.
import type { Answer, Column } from "../api/types";
import { isNumeric } from "./number";
import { Reader } from "./table";

export interface Curve {
  x: Column;
  y: Column;
  points: { x: number; y: number }[];
  peak: { x: number; y: number };
  end: { x: number; y: number };
}

export function isCurve(answer: Answer): boolean {
  const reader = new Reader(answer);
  const [x, y] = [reader.column(answer.chart.x), reader.column(answer.chart.y)];
  return x !== undefined && y !== undefined && isNumeric(x.type) && isNumeric(y.type);
}

// A peak is told only where the end lies clearly below it.
export function hasPeak({ peak, end }: Curve): boolean {
  return peak.x < end.x && peak.y - end.y > 0.005 * Math.abs(end.y);
}

export function curve(answer: Answer): Curve | null {
  const reader = new Reader(answer);
  const [x, y] = [reader.column(answer.chart.x), reader.column(answer.chart.y)];
  if (!x || !y) return null;
  const points = answer.rows
    .map((row) => ({ x: reader.number(row, x.name), y: reader.number(row, y.name) }))
    .filter((at): at is { x: number; y: number } => at.x !== null && at.y !== null)
    .sort((a, b) => a.x - b.x);
  const end = points.at(-1);
  if (!end) return null;
  const peak = points.reduce((best, at) => (at.y > best.y ? at : best), end);
  return { x, y, points, peak, end };
}
