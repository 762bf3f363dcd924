// SPDX-License-Identifier: Apache-2.0
// The facts about one person -> two lanes on one time axis, and the record below it.
import type { Cell, Column, Side, Table } from "../api/types";
import { daysBetween } from "./date";
import { Reader } from "./table";

export interface Fact {
  day: string;
  side: Side;
  kind: string;
  what: string;
  amount: number | null;
  score: number | null;
  low: number | null;
  high: number | null;
  words: string;
  touchpoint: string;
  channel: string;
}

// Newest first.
export function readFacts(timeline: Table): Fact[] {
  const reader = new Reader(timeline);
  const facts = timeline.rows.map((row) => ({
    at: reader.text(row, "at"),
    day: reader.text(row, "local_day"),
    side: reader.text(row, "side") === "voice" ? ("voice" as const) : ("action" as const),
    kind: reader.text(row, "kind"),
    what: reader.text(row, "what"),
    amount: reader.number(row, "amount"),
    score: reader.number(row, "score"),
    low: reader.number(row, "scale_low"),
    high: reader.number(row, "scale_high"),
    words: reader.text(row, "text"),
    touchpoint: reader.text(row, "touchpoint"),
    channel: reader.text(row, "channel"),
  }));
  const sorted = facts.sort((a, b) => b.at.localeCompare(a.at));
  const merged: typeof facts = [];
  for (const fact of sorted) {
    const before = merged.at(-1);
    if (before && isSameAct(before, fact)) merged[merged.length - 1] = together(before, fact);
    else merged.push(fact);
  }
  return merged.map(({ at: _at, ...fact }) => fact);
}

type Dated = Fact & { at: string };

// The lines of one order are one thing the customer did.
function isSameAct(a: Dated, b: Dated): boolean {
  const paid = a.amount !== null && b.amount !== null;
  return a.side === "action" && b.side === "action" && paid && a.at === b.at && a.kind === b.kind;
}

function together(a: Dated, b: Dated): Dated {
  const what = [...new Set([...a.what.split("、"), b.what])].filter(Boolean).join("、");
  return { ...a, what, amount: (a.amount ?? 0) + (b.amount ?? 0) };
}

export interface Lanes {
  start: string;
  end: string;
  days: number;
  // One scale for all scores, or null when they differ and stand as shares of their own.
  scale: { low: number; high: number } | null;
  scores: (Fact & { share: number; poor: boolean })[];
  words: Fact[];
  // One bar a day: all orders of it together.
  amounts: { day: string; amount: number }[];
  others: Fact[];
}

// The lane follows one question, the most telling that was asked, once a day: the answers of one
// form would lie on each other. The record below has them all.
const TELLING = ["nps", "csat", "effort"];

function oneQuestion(facts: Fact[]): Fact[] {
  const scored = facts.filter((fact) => fact.side === "voice" && fact.score !== null);
  const whole = scored.filter((fact) => fact.touchpoint === "");
  const question = TELLING.find((kind) => whole.some((fact) => fact.kind === kind));
  const told = question ? whole.filter((fact) => fact.kind === question) : scored;
  const days = new Set<string>();
  return told.filter((fact) => !days.has(fact.day) && days.add(fact.day));
}

export function lanes(facts: Fact[], asOf: string): Lanes | null {
  const days = facts
    .map((fact) => fact.day)
    .filter(Boolean)
    .sort();
  const [start] = days;
  if (!start) return null;
  const last = days.at(-1) ?? start;
  const end = asOf > last ? asOf : last;
  const scored = oneQuestion(facts);
  const scales = new Set(scored.map((fact) => `${fact.low}|${fact.high}`));
  const [first] = scored;
  const one = scales.size === 1 && first?.low != null && first.high != null;
  const amounts = new Map<string, number>();
  for (const fact of facts) {
    if (fact.side === "action" && fact.amount !== null) {
      amounts.set(fact.day, (amounts.get(fact.day) ?? 0) + fact.amount);
    }
  }
  return {
    start,
    end,
    days: Math.max(1, daysBetween(start, end)),
    scale: one ? { low: first.low ?? 0, high: first.high ?? 10 } : null,
    scores: scored.map((fact) => {
      const share = shareOf(fact);
      return { ...fact, share, poor: share <= 0.6 };
    }),
    words: facts.filter((fact) => fact.side === "voice" && fact.score === null),
    amounts: [...amounts]
      .map(([day, amount]) => ({ day, amount }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    others: facts.filter((fact) => fact.side === "action" && fact.amount === null),
  };
}

// Where a score stands on its own scale, 0..1.
export function shareOf(fact: Pick<Fact, "score" | "low" | "high">): number {
  const low = fact.low ?? 0;
  const high = fact.high ?? 10;
  return high > low ? ((fact.score ?? low) - low) / (high - low) : 0;
}

// First days of months between two days, at most `most` of them.
export function monthStarts(start: string, end: string, most: number): string[] {
  const months: string[] = [];
  let [year = 2000, month = 1] = start.split("-").map(Number);
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${year}-${String(month).padStart(2, "0")}-01`;
    if (day > end) break;
    months.push(day);
  }
  const every = Math.ceil(months.length / Math.max(1, most));
  return months.filter((_, at) => at % every === 0);
}

export interface Measured {
  name: string;
  title: string;
  column: Column;
  value: Cell;
  low: Cell;
  high: Cell;
  side: Side;
}

const VOICE = /nps|csat|effort|agree|score|sentiment|answer|voice/;

// Measures come as one row with a column each, or as one row per measure.
export function readMeasures(table: Table): Measured[] {
  const reader = new Reader(table);
  const sideOf = (name: string): Side => (VOICE.test(name) ? "voice" : "action");
  const perRow = reader.column("value");
  if (perRow && reader.has("measure")) {
    return table.rows.map((row) => {
      const name = reader.text(row, "measure");
      const told = reader.text(row, "side");
      return {
        name,
        title: reader.text(row, "title") || name,
        column: { ...perRow, unit: reader.text(row, "unit") || perRow.unit },
        value: reader.cell(row, "value"),
        low: reader.cell(row, "value_low") ?? reader.cell(row, "low"),
        high: reader.cell(row, "value_high") ?? reader.cell(row, "high"),
        side: told === "voice" || told === "action" ? told : sideOf(name),
      };
    });
  }
  const [row] = table.rows;
  if (!row) return [];
  return table.columns
    .filter((column) => !/_(low|high)$/.test(column.name) && column.name !== "key")
    .map((column) => ({
      name: column.name,
      title: column.title,
      column,
      value: reader.cell(row, column.name),
      low: reader.cell(row, `${column.name}_low`),
      high: reader.cell(row, `${column.name}_high`),
      side: sideOf(column.name),
    }));
}
