// SPDX-License-Identifier: Apache-2.0
// How far apart those with an experience and those without were in what was known before, without
// weights and with them (a love plot). After Austin (2009), Stat. Med. 28.
import type { Answer } from "../api/types";
import { Reader } from "./table";

// Nearer than this counts as alike.
export const ALIKE = 0.1;

export interface BalanceRow {
  name: string;
  level: string;
  before: number; // how far apart, without its sign
  after: number;
}

export interface Balance {
  rows: BalanceRow[]; // those furthest apart before
  rest: number; // nearer than those, and not shown
  apart: number; // of all, those still apart with weights
  all: number;
}

export function readBalance(answer: Answer, most: number): Balance {
  const reader = new Reader(answer);
  const { x, y, series, beside } = answer.chart;
  const all = answer.rows.flatMap((row) => {
    const [before, after] = [reader.number(row, beside ?? ""), reader.number(row, y)];
    if (before === null || after === null) return [];
    return {
      name: reader.text(row, x),
      level: reader.text(row, series ?? ""),
      before: Math.abs(before),
      after: Math.abs(after),
    };
  });
  const worst = (row: BalanceRow) => Math.max(row.after >= ALIKE ? 1e3 : 0, row.before, row.after);
  const ordered = [...all].sort((one, other) => worst(other) - worst(one));
  return {
    rows: ordered.slice(0, most),
    rest: Math.max(0, all.length - most),
    apart: all.filter((row) => row.after >= ALIKE).length,
    all: all.length,
  };
}
