// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from "react";
import type { Language } from "../api/types";
import { en, type Text } from "./en";
import { ja } from "./ja";

export type { Text };

export const TEXTS: Record<Language, Text> = { ja, en };

export interface Words {
  language: Language;
  text: Text;
}

export const WordsContext = createContext<Words>({ language: "ja", text: ja });

export function useWords(): Words {
  return useContext(WordsContext);
}
