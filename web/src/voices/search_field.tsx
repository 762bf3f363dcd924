// SPDX-License-Identifier: Apache-2.0
// Words to look for. The list follows while one writes, but not in the middle of a kana conversion.
import { type RefObject, useEffect, useRef, useState } from "react";
import { changeQuery, useUrl } from "../route";
import { useWords } from "../text";
import { submitted } from "../ui/submitted";

const PAUSE_MS = 300;

export function SearchField({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { text } = useWords();
  const { query } = useUrl();
  const asked = query.text ?? "";
  const [typed, setTyped] = useState(asked);
  const composing = useRef(false);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(asked);
  // The address changed from elsewhere: a filter was taken away, or one went back.
  useEffect(() => {
    if (asked === sent.current) return;
    sent.current = asked;
    setTyped(asked);
  }, [asked]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const ask = (words: string) => {
    clearTimeout(waiting.current);
    const wanted = words.trim();
    if (wanted === sent.current) return;
    // While one writes, the address is corrected; each search is one step back, not each letter.
    const refined = sent.current !== "";
    sent.current = wanted;
    changeQuery({ text: wanted || null, voice: null }, refined);
  };
  const write = (words: string) => {
    setTyped(words);
    clearTimeout(waiting.current);
    if (!composing.current) waiting.current = setTimeout(() => ask(words), PAUSE_MS);
  };
  return (
    <form role="search" className="voices-search" onSubmit={submitted(() => ask(typed))}>
      <input
        ref={field}
        type="search"
        aria-label={text.voices_search}
        aria-keyshortcuts="/"
        placeholder={`${text.voices_search} — ${text.voices_search_hint}`}
        value={typed}
        maxLength={200}
        onChange={(event) => write(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          write(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          if (typed) {
            write("");
            ask("");
          } else event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
