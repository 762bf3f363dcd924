// SPDX-License-Identifier: Apache-2.0
// A line over a number rather than over time, e.g. cumulative profit over customers.
import type { Answer, Cell, Column } from "../api/types";
import { daysBetween } from "./date";
import { isNumeric } from "./number";
import { Reader } from "./table";

export interface Place {
  x: number;
  y: number;
}

export interface Curve {
  x: Column;
  y: Column;
  points: Place[];
  peak: Place;
  end: Place;
  // What was to be expected at the same places.
  beside: { column: Column; points: Place[] } | null;
}

// Days are counted from 1970, so that a curve beside another may run over time too.
export function isCurve(answer: Answer): boolean {
  const reader = new Reader(answer);
  const [x, y] = [reader.column(answer.chart.x), reader.column(answer.chart.y)];
  if (x === undefined || y === undefined || !isNumeric(y.type)) return false;
  return isNumeric(x.type) || (x.type === "date" && Boolean(answer.chart.beside));
}

// A peak is told only where the end lies clearly below it.
export function hasPeak({ peak, end }: Curve): boolean {
  return peak.x < end.x && peak.y - end.y > 0.005 * Math.abs(end.y);
}

function placesOf(reader: Reader, answer: Answer, x: Column, y: Column): Place[] {
  const across = (row: Cell[]) =>
    x.type === "date"
      ? daysBetween("1970-01-01", reader.text(row, x.name))
      : reader.number(row, x.name);
  return answer.rows
    .map((row) => ({ x: across(row), y: reader.number(row, y.name) }))
    .filter((at): at is Place => at.x !== null && at.y !== null)
    .sort((a, b) => a.x - b.x);
}

export function curve(answer: Answer): Curve | null {
  const reader = new Reader(answer);
  const [x, y] = [reader.column(answer.chart.x), reader.column(answer.chart.y)];
  if (!x || !y) return null;
  const points = placesOf(reader, answer, x, y);
  const end = points.at(-1);
  if (!end) return null;
  const peak = points.reduce((best, at) => (at.y > best.y ? at : best), end);
  const column = answer.chart.beside ? reader.column(answer.chart.beside) : undefined;
  const expected = column ? placesOf(reader, answer, x, column) : [];
  const beside = column && expected.length > 1 ? { column, points: expected } : null;
  return { x, y, points, peak, end, beside };
}
