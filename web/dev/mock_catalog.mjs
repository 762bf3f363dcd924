// SPDX-License-Identifier: Apache-2.0
// The questions of a made-up shop, in the form of /v1/insights.
import { ENTRIES } from "./mock_entries.mjs";

const DEFINITIONS = {
  nps: [
    "推奨者(9–10)の割合から批判者(0–6)の割合を引いた値。同じ人の答えは期間の最後の1つだけ数えます。",
    "Share of promoters (9–10) minus detractors (0–6). One answer per person: the last in the period.",
  ],
  retention: [
    "はじめて買った期間ごとに、その後の期間にも一度は買った人の割合。",
    "Of those whose first order fell in a period, the share with at least one order in a later one.",
  ],
};

const titled = (item, lang) => {
  const { ja, en, ...rest } = item;
  return { ...rest, title: lang === "ja" ? ja : en };
};

export function catalog(lang) {
  return ENTRIES.map(
    ([name, ja, en, question, questionEn, columns, chart, missing = [], parameters = []]) => {
      const definition = DEFINITIONS[name] ?? [
        `${ja}の定義がここに入ります。最後の答えだけを数えます。`,
        `What ${en} means, in one or two sentences.`,
      ];
      return {
        name,
        title: lang === "ja" ? ja : en,
        question: lang === "ja" ? question : questionEn,
        definition: definition[lang === "ja" ? 0 : 1],
        interval: lang === "ja" ? "ウィルソン区間、95%" : "Wilson, 95%",
        parameters: parameters.map((parameter) => titled(parameter, lang)),
        columns: columns.map((own) => titled(own, lang)),
        chart,
        requires: missing,
        missing,
      };
    },
  );
}
