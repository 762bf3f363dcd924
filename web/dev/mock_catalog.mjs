// SPDX-License-Identifier: Apache-2.0
// The questions of a made-up shop, in the form of /v1/insights.
import {
  column,
  estimate,
  PERIOD,
  OPEN,
  BY,
  N,
  KEY,
  count,
  rate,
  line,
  NPS_COLUMNS,
  PULSE_COLUMNS,
  WINDOW_DAYS,
} from "./mock_columns.mjs";

// name, title, question (ja, en), columns, chart, missing, parameters
const ENTRIES = [
  [
    "pulse",
    "声と行動",
    "Pulse",
    "声と行動は前期と比べてどうか",
    "What do customers say and do, this period against the last?",
    PULSE_COLUMNS,
    { form: "cards", x: "period", y: "value", series: "measure", side: "voice" },
  ],
  [
    "nps",
    "推奨度",
    "NPS",
    "どれだけ薦めてくれるか",
    "How likely are they to recommend us?",
    NPS_COLUMNS,
    { ...line("nps", "voice"), form: "stacked" },
  ],
  [
    "csat",
    "満足度",
    "CSAT",
    "満足しているか",
    "Are they satisfied?",
    rate("csat", "満足度", "CSAT"),
    line("csat", "voice"),
  ],
  [
    "effort",
    "手間のなさ",
    "Ease",
    "手間をかけていないか",
    "How easy do we make it?",
    rate("effort", "手間のなさ", "Ease"),
    line("effort", "voice"),
  ],
  [
    "agree",
    "言葉への同意",
    "Agreement",
    "言ってほしい言葉に同意してくれるか",
    "Would they say of us what we want them to say, in their words?",
    rate("agree", "同意", "Agreement"),
    { form: "bars", x: "statement", y: "agree", series: "", side: "voice" },
    ["voices.question=agree"],
  ],
  [
    "engagement",
    "関わり",
    "Engagement",
    "関わってくれているか",
    "Do they answer, attend, follow, open?",
    rate("engagement", "関わり", "Engagement"),
    line("engagement", "action"),
    ["voices.status=delivered", "actions.kind=open"],
  ],
  [
    "acquisition",
    "新しい顧客",
    "New customers",
    "誰がどこから来るか",
    "Who comes, from where, at what cost?",
    [
      PERIOD,
      OPEN,
      column("channel", "string", "経路", "Channel"),
      count("customers", "新しい顧客", "New customers"),
      ...estimate("share", "share", "割合", "Share"),
      KEY,
    ],
    { form: "bars", x: "channel", y: "customers", series: "", side: "action" },
  ],
  [
    "retention",
    "継続",
    "Retention",
    "続けてくれるか",
    "Who stays?",
    [
      column("cohort", "date", "はじめて買った月", "First order in"),
      column("age", "integer", "経った月", "Months since", "months"),
      OPEN,
      BY,
      count("customers", "顧客", "Customers"),
      count("retained", "買った人", "Bought again"),
      ...estimate("retention", "share", "継続", "Retention"),
      KEY,
    ],
    { form: "heat", x: "age", y: "cohort", series: "retention", side: "action" },
  ],
  [
    "frequency",
    "買う頻度",
    "Frequency",
    "どれだけの頻度と量で買うか",
    "How often and how much do they buy?",
    [
      column("occasions", "integer", "年の購入回数", "Orders a year", "times"),
      count("customers", "人数", "Customers"),
      ...estimate("share", "share", "割合", "Share"),
      KEY,
    ],
    { form: "histogram", x: "occasions", y: "customers", series: "", side: "action" },
    [],
    [WINDOW_DAYS],
  ],
  [
    "profitability",
    "利益",
    "Profitability",
    "どの顧客で利益が出るか",
    "Which customers and segments earn money?",
    [
      BY,
      N,
      ...estimate("profit", "money", "一人の利益", "Profit each", "JPY"),
      column("revenue", "money", "売上", "Revenue", "JPY"),
      KEY,
    ],
    { form: "bars", x: "by_value", y: "profit", series: "", side: "action" },
  ],
  [
    "tenure",
    "続いた年数",
    "Tenure",
    "顧客基盤は老いていないか",
    "Is our customer base ageing? Who are the new ones?",
    [
      PERIOD,
      OPEN,
      column("tenure", "string", "年数", "Tenure"),
      count("customers", "人数", "Customers"),
      ...estimate("share", "share", "割合", "Share"),
      KEY,
    ],
    { form: "stacked", x: "period", y: "share", series: "tenure", side: "action" },
  ],
  [
    "rfm",
    "最近・頻繁・高額",
    "RFM",
    "最近・頻繁・高額は誰か",
    "Who bought recently, often, much?",
    [
      column("recency_score", "integer", "最近さ", "Recency"),
      column("frequency_score", "integer", "頻繁さ", "Frequency"),
      count("customers", "人数", "Customers"),
      column("revenue", "money", "売上", "Revenue", "JPY"),
      KEY,
    ],
    { form: "heat", x: "recency_score", y: "customers", series: "frequency_score", side: "action" },
    [],
    [WINDOW_DAYS],
  ],
  [
    "customer",
    "顧客",
    "Customer",
    "この人は誰か",
    "Who is this person, what did they say and do?",
    [column("customer_id", "string", "顧客ID", "Customer ID"), KEY],
    { form: "timeline", x: "", y: "", series: "", side: "voice" },
  ],
];

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
