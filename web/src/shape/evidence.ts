// SPDX-License-Identifier: Apache-2.0
// Words cut where their evidence begins and ends. Offsets are Unicode code points, so that a
// character outside the first plane counts once; strings of JavaScript count it twice.
import type { Evidence } from "../api/voices";

export interface Span {
  start: number;
  end: number;
}

export interface Segment {
  text: string;
  // "positive", "negative" or "" when nothing is judged here.
  judged: "" | "positive" | "negative";
  // The sign stands before this piece: the judgement changes here, or begins in a new sentence.
  begins: boolean;
  themes: string[];
  hit: boolean;
}

const JUDGED = new Set(["positive", "negative"]);

function isUsable(span: Span, length: number): boolean {
  return (
    Number.isInteger(span.start) && span.start >= 0 && span.start < span.end && span.start < length
  );
}

// The pieces make the text again, whatever the evidence says.
export function segments(text: string, evidence: Evidence[], hits: Span[] = []): Segment[] {
  const points = Array.from(text);
  const known = evidence.filter((own) => isUsable(own, points.length));
  const found = hits.filter((own) => isUsable(own, points.length));
  const cuts = [...known, ...found].flatMap(({ start, end }) => [
    start,
    Math.min(end, points.length),
  ]);
  const edges = [...new Set([0, ...cuts, points.length])].sort((a, b) => a - b);
  const pieces = edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? points.length;
    const here = known.filter((own) => own.start <= start && own.end >= end);
    // What a clause says against us is not hidden under what it says for us.
    const judge = here
      .filter((own) => JUDGED.has(own.of))
      .sort((a, b) => a.of.localeCompare(b.of))[0];
    return {
      text: points.slice(start, end).join(""),
      judged: judge ? (judge.of as "positive" | "negative") : "",
      begins: false,
      themes: [...new Set(here.filter((own) => !JUDGED.has(own.of)).map((own) => own.of))],
      hit: found.some((own) => own.start <= start && own.end >= end),
    } satisfies Segment;
  });
  return signed(pieces);
}

const SENTENCE_END = /[。．.!?！？\n]/;

// A sign before every marked word would be noise: one stands until another is needed.
function signed(pieces: Segment[]): Segment[] {
  let standing: Segment["judged"] = "";
  return pieces.map((piece) => {
    const begins = piece.judged !== "" && piece.judged !== standing;
    if (piece.judged) standing = piece.judged;
    if (SENTENCE_END.test(piece.text)) standing = "";
    return { ...piece, begins };
  });
}

// The words themselves that are evidence for something, in the order of the text.
export function quotesOf(text: string, evidence: Evidence[], of: string): string[] {
  const points = Array.from(text);
  const quotes = evidence
    .filter((own) => own.of === of && isUsable(own, points.length))
    .sort((a, b) => a.start - b.start)
    .map((own) => points.slice(own.start, own.end).join("").trim());
  return [...new Set(quotes)].filter(Boolean);
}
