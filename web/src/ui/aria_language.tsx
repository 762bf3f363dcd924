// SPDX-License-Identifier: Apache-2.0
// React Aria speaks and writes dates in the language of the page, not of the browser.
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { useWords } from "../text";

export function AriaLanguage({ children }: { children: ReactNode }) {
  const { language } = useWords();
  return <I18nProvider locale={language === "ja" ? "ja-JP" : "en-US"}>{children}</I18nProvider>;
}
