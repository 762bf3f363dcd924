// SPDX-License-Identifier: Apache-2.0
// The name of what a list is narrowed by, also when nothing of it is left to count.
import type { FacetName, VoicesPage } from "../api/voices";
import { NONE } from "../shape/voice_filters";
import { useWords } from "../text";
import { channelText } from "../text/values";
import { themeTitle, useThemes } from "./themes_context";

export type TitleOf = (name: FacetName, key: string) => string;

export function useTitles(page: VoicesPage): TitleOf {
  const { text, language } = useWords();
  const { themes } = useThemes();
  const sentiments: Record<string, string> = { ...text.sentiments, bitter: text.bitter };
  return (name, key) => {
    if (key === NONE) return text.facet_none;
    const told = page.facets[name].find((value) => value.key === key)?.title ?? "";
    if (name === "channel") return channelText(told || key, language);
    if (told && told !== key) return told;
    const theme = name === "theme" ? themes?.find((own) => own.key === key) : undefined;
    if (theme) return themeTitle(theme, language);
    return (name === "sentiment" ? sentiments[key] : undefined) ?? key;
  };
}
