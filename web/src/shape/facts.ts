// SPDX-License-Identifier: Apache-2.0
// The facts about one person: what a row is, and which rows are one thing.
import type { Side, Table } from "../api/types";
import { Reader } from "./table";

export interface Fact {
  at: string;
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
  return merged;
}

// The lines of one order are one thing the customer did.
function isSameAct(a: Fact, b: Fact): boolean {
  const paid = a.amount !== null && b.amount !== null;
  return a.side === "action" && b.side === "action" && paid && a.at === b.at && a.kind === b.kind;
}

function together(a: Fact, b: Fact): Fact {
  const items = [...new Set([...a.what.split(/、|, /), b.what])].filter(Boolean);
  const what = items.join(/[\u3040-\u30ff\u3400-\u9fff]/.test(items.join("")) ? "、" : ", ");
  return { ...a, what, amount: (a.amount ?? 0) + (b.amount ?? 0) };
}

// One filled-in form is one entry of the record; so is each thing the customer did.
export interface Entry {
  day: string;
  side: Side;
  facts: Fact[];
}

export function readEntries(facts: Fact[]): Entry[] {
  const entries: Entry[] = [];
  for (const fact of facts) {
    const before = entries.at(-1);
    const first = before?.facts[0];
    const sameForm = first?.side === "voice" && fact.side === "voice" && first.at === fact.at;
    if (before && sameForm) before.facts.push(fact);
    else entries.push({ day: fact.day, side: fact.side, facts: [fact] });
  }
  return entries;
}

const HEADLINES = ["nps", "csat", "effort", "agree"];

// The question a person's answers are told by: the best known of those they were asked, else the
// one they answered most.
export function mainQuestion(facts: Fact[]): string {
  const scored = facts.filter((fact) => fact.side === "voice" && fact.score !== null);
  const kinds = [...new Set(scored.map((fact) => fact.kind))];
  const known = HEADLINES.find((kind) => kinds.includes(kind));
  const times = (kind: string) => scored.filter((fact) => fact.kind === kind).length;
  return known ?? kinds.sort((a, b) => times(b) - times(a))[0] ?? "";
}
