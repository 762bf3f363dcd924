// SPDX-License-Identifier: Apache-2.0
// With --by, one answer is several: one per group.
import type { Answer } from "../api/types";
import { Reader } from "./table";

export interface Group {
  name: string;
  answer: Answer;
}

// customers.channel -> channel: in a title the table says nothing.
export function isSplit(answer: Answer): boolean {
  const reader = new Reader(answer);
  return reader.has("by_value") && answer.rows.some((row) => reader.text(row, "by_value") !== "");
}

export function groupsOf(answer: Answer): Group[] {
  if (!isSplit(answer)) return [{ name: "", answer }];
  const reader = new Reader(answer);
  const names = [...new Set(answer.rows.map((row) => reader.text(row, "by_value")))];
  return names.map((name) => ({
    name,
    answer: { ...answer, rows: answer.rows.filter((row) => reader.text(row, "by_value") === name) },
  }));
}
