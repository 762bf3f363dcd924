// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from "react";
import type { Problem } from "../api/client";
import type { Language } from "../api/types";
import type { Theme } from "../api/voices";

export interface Themes {
  themes: Theme[] | null;
  problem: Problem | null;
  retry: () => void;
}

export const ThemesContext = createContext<Themes>({
  themes: null,
  problem: null,
  retry: () => undefined,
});

export function useThemes(): Themes {
  return useContext(ThemesContext);
}

// In the language of the page, else as it was named.
export function themeTitle(theme: Theme, language: Language): string {
  return theme.title[language] || theme.title.ja || theme.title.en || theme.key;
}
