// SPDX-License-Identifier: Apache-2.0
// What hurts, with what it has cost where that can be said, else with the money that could go with
// it; and the one thing to fix first.
import type { Answer, Column } from "../api/types";
import { Reader } from "./table";

export interface Pain {
  theme: string;
  title: string;
  customers: number;
  // What it has cost, where `cost` is known of any pain; else what could go with them.
  money: number | null;
  low: number | null;
  high: number | null;
  share: number | null;
  quote: string;
  key: string;
  // The interval of what it has cost, or of how much it hurts, leaves 0 out.
  sure: boolean;
}

// What it has cost can be said of one pain at least.
export function costKnown(answer: Answer): boolean {
  const reader = new Reader(answer);
  return reader.has("lost") && answer.rows.some((row) => reader.number(row, "lost") !== null);
}

// What clearly hurts first, by the money; then the rest.
export function painsOf(answer: Answer): Pain[] {
  const reader = new Reader(answer);
  const known = costKnown(answer);
  const pains = answer.rows.map((row) => ({
    theme: reader.text(row, "theme"),
    title: reader.text(row, "title") || reader.text(row, "theme"),
    customers: reader.number(row, "customers") ?? 0,
    money: reader.number(row, known ? "lost" : "money"),
    low: known ? reader.number(row, "lost_low") : null,
    high: known ? reader.number(row, "lost_high") : null,
    share: reader.number(row, "share"),
    quote: reader.text(row, "quote"),
    key: reader.text(row, "key"),
    sure: (reader.number(row, known ? "lost_low" : "pain_low") ?? 0) > 0,
  }));
  return pains.sort(
    (a, b) => Number(b.sure) - Number(a.sure) || byMoney(a, b) || b.customers - a.customers,
  );
}

// The most first; what is not known last.
function byMoney(a: Pain, b: Pain): number {
  if (a.money !== null && b.money !== null) return b.money - a.money;
  return Number(a.money === null) - Number(b.money === null);
}

export function moneyColumn(answer: Answer): Column {
  const found = new Reader(answer).column("money");
  return found ?? { name: "money", type: "money", unit: "JPY", title: "" };
}

export interface Driver {
  title: string;
  share: number;
  low: number | null;
  high: number | null;
  // How well it is done now, and how well the others are on average.
  performance: number | null;
  usual: number | null;
  key: string;
}

// The driver that moves most of those done worse than the others: where mending pays most.
export function weakDriver(answer: Answer): Driver | null {
  const reader = new Reader(answer);
  const named = ["title", "driver"].find((name) => reader.has(name));
  if (!named || !reader.has("share")) return null;
  const levels = answer.rows.flatMap((row) => reader.number(row, "performance") ?? []);
  if (levels.length < 2) return null;
  const usual = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const weak = answer.rows
    .map((row) => ({
      title: reader.text(row, named),
      share: reader.number(row, "share") ?? 0,
      low: reader.number(row, "share_low"),
      high: reader.number(row, "share_high"),
      performance: reader.number(row, "performance"),
      usual,
      key: reader.text(row, "key"),
    }))
    .filter((own) => own.performance !== null && own.performance < usual)
    .filter((own) => (own.low ?? 0) > 0 && own.share >= 1 / answer.rows.length);
  return weak.sort((a, b) => b.share - a.share)[0] ?? null;
}

// few: somebody complains, but not enough people to name one thing.
export type FixFirst =
  { kind: "pain"; pain: Pain } | { kind: "driver"; driver: Driver } | { kind: "few" };

const FEW = 5;

// Of what clearly hurts, that with the most money; else the weak driver; else the pain with the most
// money, which the page says is not sure.
export function fixFirst(pains: Answer | null, drivers: Answer | null): FixFirst | null {
  const [first] = pains ? painsOf(pains) : [];
  if (first?.sure) return { kind: "pain", pain: first };
  const driver = drivers && weakDriver(drivers);
  if (driver) return { kind: "driver", driver };
  if (!first) return null;
  return first.customers < FEW ? { kind: "few" } : { kind: "pain", pain: first };
}
