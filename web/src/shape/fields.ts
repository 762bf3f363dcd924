// SPDX-License-Identifier: Apache-2.0
// The four fields of voice and action, and those who did not answer.
import type { Answer, Column } from "../api/types";
import { type Change, readChange } from "./pulse";
import { Reader } from "./table";

export const FIELDS = [
  "complaining_staying",
  "content_staying",
  "complaining_gone",
  "content_gone",
  "no_answer",
] as const;
export type FieldCode = (typeof FIELDS)[number];

export interface Field {
  code: FieldCode;
  title: string;
  customers: number;
  share: number | null;
  low: number | null;
  high: number | null;
  // What they buy; of those gone, what they bought in the year before.
  money: number | null;
  change: Change | null;
  key: string;
}

export interface Fields {
  fields: Field[];
  money: Column | null;
}

export function isGone(code: FieldCode): boolean {
  return code.endsWith("_gone");
}

export function isContent(code: FieldCode): boolean {
  return code.startsWith("content_");
}

// How many stand in the fullest of the four fields, 1 at least.
export function fullest(all: Fields[]): number {
  const four = all.flatMap(({ fields }) => fields.filter((field) => field.code !== "no_answer"));
  return Math.max(1, ...four.map((field) => field.customers));
}

// In the order in which they are read: complaining left, staying above, no answer last.
export function readFields(answer: Answer): Fields {
  const reader = new Reader(answer);
  const fields = FIELDS.flatMap((code) => {
    const row = answer.rows.find((own) => reader.text(own, answer.chart.x) === code);
    if (!row) return [];
    const field: Field = {
      code,
      title: reader.text(row, "title") || code,
      customers: reader.number(row, "customers") ?? 0,
      share: reader.number(row, "share"),
      low: reader.number(row, "share_low"),
      high: reader.number(row, "share_high"),
      money: reader.number(row, isGone(code) ? "revenue_before_12m" : "revenue_12m"),
      change: readChange(reader, row, ""),
      key: reader.text(row, "key"),
    };
    return [field];
  });
  return { fields, money: reader.column("revenue_12m") ?? null };
}
