// SPDX-License-Identifier: Apache-2.0
// score_0 ... score_10 -> the bar that shows how NPS is made.
import type { Cell, Table } from "../api/types";
import { grouped } from "./number";
import { Reader } from "./table";

export type Part = "detractors" | "passives" | "promoters";

export interface ScoreSegment {
  score: number;
  count: number;
  part: Part;
  // Of the whole bar, 0..1.
  from: number;
  share: number;
}

export interface ScoreBar {
  segments: ScoreSegment[];
  parts: { part: Part; from: number; share: number; count: number }[];
  n: number;
}

export function partOf(score: number): Part {
  if (score <= 6) return "detractors";
  return score <= 8 ? "passives" : "promoters";
}

export function scoreBar(answer: Table, row: Cell[]): ScoreBar | null {
  const reader = new Reader(answer);
  const scores = Array.from({ length: 11 }, (_, score) => score);
  if (!scores.every((score) => reader.has(`score_${score}`))) return null;
  const counts = scores.map((score) => reader.number(row, `score_${score}`) ?? 0);
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n <= 0) return null;
  let from = 0;
  const segments = counts.map((count, score) => {
    const segment = { score, count, part: partOf(score), from, share: count / n };
    from += count / n;
    return segment;
  });
  const parts = (["detractors", "passives", "promoters"] as const).map((part) => {
    const own = segments.filter((segment) => segment.part === part);
    const count = own.reduce((sum, segment) => sum + segment.count, 0);
    return { part, from: own[0]?.from ?? 0, share: count / n, count };
  });
  return { segments, parts, n };
}

// The subtraction as it is written under the bar: 46.0 − 20.6 = NPS 25.4. It is made from the
// rounded answer, so that the right side is the number at the head of the page.
export function subtraction(bar: ScoreBar, value: number, title: string): string {
  const share = (part: Part) => 100 * (bar.parts.find((own) => own.part === part)?.share ?? 0);
  const sign = value < 0 ? "−" : "";
  return `${grouped(share("promoters"), 1)} − ${grouped(share("detractors"), 1)} = ${title} ${sign}${grouped(value, 1)}`;
}

// Neighbouring segments too narrow for their number are named together: 0–4.
export function narrowRange(bar: ScoreBar, width: number, needed: number): string {
  const narrow = bar.segments.filter(
    (segment) => segment.share * width < needed && segment.score < 6,
  );
  const last = narrow.at(-1);
  const first = narrow[0];
  if (!first || !last) return "";
  return first.score === last.score ? String(first.score) : `${first.score}–${last.score}`;
}
