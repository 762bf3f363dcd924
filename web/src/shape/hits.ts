// SPDX-License-Identifier: Apache-2.0
// Where the searched words stand in a remark, whatever their case and width: ﾊﾞｽ finds バス, NPS nps.
import type { Span } from "./evidence";

const GRAPHEMES = new Intl.Segmenter("ja", { granularity: "grapheme" });

export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

// The folded text, and for each of its code units the code points of the text that it came from.
function folded(text: string): { text: string; from: Span[] } {
  const from: Span[] = [];
  const parts: string[] = [];
  let at = 0;
  // A half-width ﾊ and its ﾞ are folded together: they are one character to the reader.
  for (const { segment } of GRAPHEMES.segment(text)) {
    const length = Array.from(segment).length;
    const part = fold(segment);
    for (let unit = 0; unit < part.length; unit += 1) from.push({ start: at, end: at + length });
    parts.push(part);
    at += length;
  }
  return { text: parts.join(""), from };
}

// Longer texts are not searched through on the page; the server has found them already.
const MOST = 20_000;

export function hitsOf(text: string, searched: string): Span[] {
  const words = fold(searched).split(/\s+/).filter(Boolean);
  if (words.length === 0 || text.length > MOST) return [];
  const { text: within, from } = folded(text);
  return words.flatMap((word) => {
    const hits: Span[] = [];
    for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + word.length)) {
      const [first, last] = [from[at], from[at + word.length - 1]];
      if (first && last) hits.push({ start: first.start, end: last.end });
    }
    return hits;
  });
}
