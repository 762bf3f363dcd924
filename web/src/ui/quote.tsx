// SPDX-License-Identifier: Apache-2.0
// Words of customers are sacred: never shortened or rewritten, and marked with their language.
import { partOf } from "../shape/scores";
import { useWords } from "../text";

// Kana tells Japanese for sure; Han alone is taken for Japanese as well.
export function languageOfWords(words: string): string {
  return /[\u3040-\u30ff\u3400-\u9fff]/.test(words) ? "ja" : "en";
}

export function Quote({ words }: { words: string }) {
  const language = languageOfWords(words);
  return (
    <p className="quote words" lang={language}>
      {language === "ja" ? `「${words}」` : `“${words}”`}
    </p>
  );
}

// The 0-10 scale has its three parts; of other scales only the number is shown.
export function ScoreMark({ score, nps }: { score: number; nps: boolean }) {
  const look = nps ? partOf(score) : "plain";
  const { text } = useWords();
  return (
    <span className={`score ${look}`}>
      <span className="hidden">{text.voice} </span>
      {score}
    </span>
  );
}
