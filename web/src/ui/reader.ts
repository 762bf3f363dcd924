// SPDX-License-Identifier: Apache-2.0
// What the reader prefers: language and theme. The URL wins, then what this browser remembers.
import type { Language } from "../api/types";
import { changeQuery, type Query } from "../route";

export type Theme = "light" | "dark";

function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`mikata.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`mikata.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

export function recall(name: string): string {
  return remembered(name) ?? "";
}

export function chooseLanguage(
  fromUrl: string | undefined,
  kept: string | null,
  browser: readonly string[],
): Language {
  for (const candidate of [fromUrl, kept, ...browser]) {
    const start = candidate?.slice(0, 2);
    if (start === "ja" || start === "en") return start;
  }
  return "ja";
}

export function languageOf(query: Query): Language {
  return chooseLanguage(query.lang, remembered("lang"), navigator.languages ?? []);
}

// null: whatever the system says.
export function themeOf(query: Query): Theme | null {
  const wanted = query.theme ?? remembered("theme");
  return wanted === "light" || wanted === "dark" ? wanted : null;
}

export function setLanguage(language: Language): void {
  remember("lang", language);
  changeQuery({ lang: language }, true);
}

export function toggleTheme(query: Query): void {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const next = (themeOf(query) ?? system) === "dark" ? "light" : "dark";
  remember("theme", next);
  changeQuery({ theme: next }, true);
}
