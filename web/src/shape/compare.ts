// SPDX-License-Identifier: Apache-2.0
// These against the rest: two answers to one question, told apart by a condition and its negation.
// The two are different people, so the interval of the difference comes from the two intervals:
// d - sqrt((a - a_low)^2 + (b_high - b)^2) and d + sqrt((a_high - a)^2 + (b - b_low)^2)
// (MOVER: Newcombe 1998, Statistics in Medicine 17, 873-890; Zou and Donner 2008, ibid. 27, 1693-1702).
import type { Answer, Cell, Column, Language, Table } from "../api/types";
import { categories } from "./categories";
import type { Grain } from "./date";
import type { Change } from "./pulse";
import { newestClosed, type OverTime, type Point, pointAt } from "./series";

export function restOf(where: string): string {
  return `NOT (${where})`;
}

type Estimate = Pick<Point, "value" | "low" | "high">;

export function difference(a: Estimate, b: Estimate): Change | null {
  if (a.value === null || b.value === null) return null;
  const value = a.value - b.value;
  const bare = { value, low: null, high: null, changed: false, judged: false };
  if (a.low === null || a.high === null || b.low === null || b.high === null) return bare;
  const low = value - Math.hypot(a.value - a.low, b.high - b.value);
  const high = value + Math.hypot(a.high - a.value, b.value - b.low);
  return { value, low, high, changed: low > 0 || high < 0, judged: true };
}

// How surprising the difference is if there is none, from the end of its interval that looks at 0.
function surprise({ value, low, high }: Change): number {
  const reach = value > 0 ? value - (low ?? 0) : (high ?? 0) - value;
  return value === 0 ? 0 : Math.abs(value) / Math.max(reach, 1e-300);
}

// |d| in half-widths of its interval -> two-sided p under a normal law (1.96 is .05).
// Abramowitz and Stegun 26.2.17, error below 7.5e-8.
export function pValue(halfWidths: number): number {
  const z = halfWidths * 1.959964;
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t *
    (0.31938153 +
      t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.min(1, 2 * series * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)));
}

// Of many differences some look large by chance: Benjamini and Hochberg (1995) at 5 %.
export function judgeTogether(all: (Change | null)[]): (Change | null)[] {
  const judged = all.filter((own) => own?.judged).map((own) => own as Change);
  const ordered = judged
    .map((own) => ({ own, p: pValue(surprise(own)) }))
    .sort((a, b) => a.p - b.p);
  const last = ordered.findLastIndex(({ p }, at) => p <= (0.05 * (at + 1)) / ordered.length);
  const kept = new Set(ordered.slice(0, last + 1).map(({ own }) => own));
  return all.map((own) => own && { ...own, changed: own.changed && kept.has(own) });
}

export interface Pair {
  name: string;
  these: Point;
  rest: Point;
  difference: Change | null;
}

export interface Pairs {
  column: Column;
  // What the rows are: a theme, a group, a period.
  x: Column;
  // The period the rows are of, "" when they have none.
  period: string;
  rows: Pair[];
}

const NOBODY = { value: null, low: null, high: null, n: null, open: false, key: "" };

interface Named {
  name: string;
  point: Point;
}

function paired(these: Named[], rest: Named[]): Pair[] {
  const names = [...new Set([...these, ...rest].map((own) => own.name))];
  const of = (own: Named[], name: string) =>
    own.find((one) => one.name === name)?.point ?? { ...NOBODY, x: name };
  const rows = names.map((name) => ({ name, these: of(these, name), rest: of(rest, name) }));
  const judged = judgeTogether(rows.map((row) => difference(row.these, row.rest)));
  return rows.map((row, at) => ({ ...row, difference: judged[at] ?? null }));
}

// Counts of two groups of different size say nothing side by side; their shares do. 95 % by Wilson.
export function asShares(points: Point[]): Point[] {
  const total = points.reduce((sum, point) => sum + (point.value ?? 0), 0);
  if (total <= 0) return points;
  const z = 1.959964;
  return points.map((point) => {
    const share = (point.value ?? 0) / total;
    const middle = (share + (z * z) / (2 * total)) / (1 + (z * z) / total);
    const half =
      (z * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total))) /
      (1 + (z * z) / total);
    const low = Math.max(0, middle - half);
    return { ...point, value: share, low, high: Math.min(1, middle + half) };
  });
}

function sharesOf(rows: Named[]): Named[] {
  const points = asShares(rows.map((row) => row.point));
  return rows.map((row, at) => ({ ...row, point: points[at] ?? row.point }));
}

interface Read {
  grain: Grain;
  language: Language;
}

// Rows that are told by a name; null when they are not.
export function pairsByName(these: Answer, rest: Answer, { grain, language }: Read): Pairs | null {
  const [a, b] = [categories(these, grain, language), categories(rest, grain, language)];
  const found = a ?? b;
  if (!found) return null;
  const counts = found.column.type === "integer";
  const column = counts ? { ...found.column, type: "share" as const, unit: "" } : found.column;
  const own = (rows: Named[] | undefined) => (counts ? sharesOf(rows ?? []) : (rows ?? []));
  return { column, x: found.x, period: found.period, rows: paired(own(a?.rows), own(b?.rows)) };
}

// Groups over time, at the newest period that is closed for both.
export function pairsAtEnd(these: OverTime, rest: OverTime, x: Column): Pairs {
  const period = [newestClosed(these), newestClosed(rest)].filter(Boolean).sort()[0] ?? "";
  const named = (told: OverTime) =>
    told.series.map((series) => ({ name: series.name, point: pointAt(series, period) }));
  return { column: these.column, x, period, rows: paired(named(these), named(rest)) };
}

// One line over time, a row for each period.
export function pairsByPeriod(these: OverTime, rest: OverTime, x: Column): Pairs {
  const named = (told: OverTime) =>
    (told.series[0]?.points ?? []).map((point) => ({ name: point.x, point }));
  const rows = paired(named(these), named(rest)).sort((a, b) => a.name.localeCompare(b.name));
  return { column: these.column, x, period: "", rows };
}

// As a file: both groups and the difference, a row each.
export function pairsTable({ column, x, rows }: Pairs): Table {
  const number = (name: string): Column => ({ ...column, name, title: name });
  const count = (name: string): Column => ({ name, type: "integer", unit: "", title: name });
  const columns = [
    { ...x, type: "string" as const },
    count("these_n"),
    ...["these", "these_low", "these_high"].map(number),
    count("rest_n"),
    ...["rest", "rest_low", "rest_high"].map(number),
    ...["difference", "difference_low", "difference_high"].map(number),
    count("clear"),
  ];
  const cells = (point: Point): Cell[] => [point.n, point.value, point.low, point.high];
  return {
    columns,
    rows: rows.map(({ name, these, rest, difference: own }) => [
      name,
      ...cells(these),
      ...cells(rest),
      own?.value ?? null,
      own?.low ?? null,
      own?.high ?? null,
      own ? Number(own.changed) : null,
    ]),
  };
}
