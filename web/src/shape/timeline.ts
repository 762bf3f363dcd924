// SPDX-License-Identifier: Apache-2.0
// The facts about one person -> two lanes on one time axis, and the record below it.
import type { Cell, Column, Side, Table } from "../api/types";
import { daysBetween } from "./date";
import { type Fact, mainQuestion } from "./facts";
import { Reader } from "./table";

export interface Lanes {
  start: string;
  end: string;
  days: number;
  question: string;
  // One scale for all scores, or null when they differ and stand as shares of their own.
  scale: { low: number; high: number } | null;
  scores: (Fact & { share: number; poor: boolean })[];
  words: Fact[];
  // One bar a day: all orders of it together.
  amounts: { day: string; amount: number }[];
  others: Fact[];
}

// One answer a day: those of one form, by touchpoint, would lie on each other.
function scoresOf(question: string, facts: Fact[]): Fact[] {
  const own = facts.filter(
    (fact) => fact.side === "voice" && fact.score !== null && fact.kind === question,
  );
  const days = new Set<string>();
  const wholeFirst = [...own].sort(
    (a, b) => Number(a.touchpoint !== "") - Number(b.touchpoint !== ""),
  );
  const kept = new Set(wholeFirst.filter((fact) => !days.has(fact.day) && days.add(fact.day)));
  return own.filter((fact) => kept.has(fact));
}

// Too many to be marked one by one; the record has them.
const PASSING = new Set(["visit", "open", "click", "cart", "campaign"]);

export function lanes(facts: Fact[], asOf: string): Lanes | null {
  const days = facts
    .map((fact) => fact.day)
    .filter(Boolean)
    .sort();
  const [start] = days;
  if (!start) return null;
  const last = days.at(-1) ?? start;
  const end = asOf > last ? asOf : last;
  const question = mainQuestion(facts);
  const scored = scoresOf(question, facts);
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
    question,
    scale: one ? { low: first.low ?? 0, high: first.high ?? 10 } : null,
    scores: scored.map((fact) => {
      const share = shareOf(fact);
      return { ...fact, share, poor: share <= 0.6 };
    }),
    words: facts.filter((fact) => fact.side === "voice" && fact.words !== ""),
    amounts: [...amounts]
      .map(([day, amount]) => ({ day, amount }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    others: facts.filter(
      (fact) => fact.side === "action" && fact.amount === null && !PASSING.has(fact.kind),
    ),
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
