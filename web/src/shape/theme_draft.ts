// SPDX-License-Identifier: Apache-2.0
// A theme as it is written in the form, and back.
import type { Theme } from "../api/voices";

export interface ThemeDraft {
  key: string;
  ja: string;
  en: string;
  // One pattern a line.
  patterns_ja: string;
  patterns_en: string;
}

export const EMPTY_DRAFT: ThemeDraft = {
  key: "",
  ja: "",
  en: "",
  patterns_ja: "",
  patterns_en: "",
};

export function draftOf({ key, title, patterns }: Theme): ThemeDraft {
  return {
    key,
    ja: title.ja,
    en: title.en,
    patterns_ja: patterns.ja.join("\n"),
    patterns_en: patterns.en.join("\n"),
  };
}

function lines(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
}

export function themeBody(draft: ThemeDraft): Pick<Theme, "title" | "patterns"> {
  return {
    title: { ja: draft.ja.trim() || draft.en.trim(), en: draft.en.trim() || draft.ja.trim() },
    patterns: { ja: lines(draft.patterns_ja), en: lines(draft.patterns_en) },
  };
}

// "Gift wrapping" -> gift_wrapping; a name without Latin letters gets the next free number.
export function suggestedKey(draft: ThemeDraft, taken: string[]): string {
  const plain = draft.en.normalize("NFKD").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "_").replace(/^[_0-9]+|_+$/g, "");
  if (words) return words.slice(0, 40);
  let number = 1;
  while (taken.includes(`own_${number}`)) number += 1;
  return `own_${number}`;
}

export type DraftError =
  "theme_needs_name" | "theme_needs_pattern" | "theme_needs_key" | "theme_key_taken";

// Field -> what is wrong with it; empty when the draft can be sent.
export function draftErrors(
  draft: ThemeDraft,
  isNew: boolean,
  taken: string[],
): Partial<Record<keyof ThemeDraft, DraftError>> {
  const { title, patterns } = themeBody(draft);
  const none = patterns.ja.length + patterns.en.length === 0;
  const wrongKey = !/^[a-z][a-z0-9_]*$/.test(draft.key);
  return {
    ...(!title.ja && { ja: "theme_needs_name" as const }),
    ...(none && { patterns_ja: "theme_needs_pattern" as const }),
    ...(isNew && wrongKey && { key: "theme_needs_key" as const }),
    ...(isNew && taken.includes(draft.key) && { key: "theme_key_taken" as const }),
  };
}

// /body/patterns/ja/0 -> the field that the server speaks of; "" for the form as a whole.
export function fieldOf(pointer: string): keyof ThemeDraft | "" {
  const [first, second] = pointer
    .replace(/^\/body(?=\/|$)/, "")
    .split("/")
    .filter(Boolean);
  if (first === "patterns") return second === "en" ? "patterns_en" : "patterns_ja";
  if (first === "title") return second === "en" ? "en" : "ja";
  return first === "key" ? "key" : "";
}
