// SPDX-License-Identifier: Apache-2.0
// What a customer wrote, never shortened or rewritten; the evidence is marked, nothing is inserted
// into the text: the signs before it are drawn, so that a copy holds the words alone.
import { useState } from "react";
import type { Voice } from "../api/voices";
import { segments, type Segment } from "../shape/evidence";
import { hitsOf } from "../shape/hits";
import { grouped } from "../shape/number";
import { useWords } from "../text";

// Longer ones are folded, with all of it one press away.
const FOLDED_FROM = 700;

interface Props {
  voice: Voice;
  id: string;
  // The theme by which the list is narrowed, "" for none.
  theme: string;
  searched: string;
}

function lookOf(segment: Segment, theme: string): string {
  const looks = [
    segment.judged,
    segment.judged && segment.begins ? "begins" : "",
    segment.themes.length > 0 && !segment.judged ? "theme" : "",
    theme && segment.themes.includes(theme) ? "chosen" : "",
    segment.hit ? "hit" : "",
  ];
  return looks.filter(Boolean).join(" ");
}

export function Words({ voice, id, theme, searched }: Props) {
  const { text } = useWords();
  const [whole, setWhole] = useState(false);
  const length = Array.from(voice.text).length;
  const folds = length > FOLDED_FROM;
  const pieces = segments(voice.text, voice.reading?.evidence ?? [], hitsOf(voice.text, searched));
  return (
    <>
      <p
        id={id}
        className={`said words ${folds && !whole ? "folded" : ""}`}
        lang={voice.language || undefined}
        dir="auto"
      >
        {pieces.map((piece, at) => {
          const look = lookOf(piece, theme);
          return look ? (
            <mark key={at} className={look}>
              {piece.text}
            </mark>
          ) : (
            piece.text
          );
        })}
      </p>
      {folds && (
        <button
          type="button"
          className="link small"
          aria-expanded={whole}
          aria-controls={id}
          onClick={() => setWhole(!whole)}
        >
          {whole ? text.fold_text : text.whole_text(grouped(length))}
        </button>
      )}
    </>
  );
}
