// SPDX-License-Identifier: Apache-2.0
// Eight measures over sixteen months; two of them changed.
import { isOpen, MONTHS, noise, npsRow, random } from "./mock_random.mjs";

const MEASURES = [
  [
    "nps",
    "voice",
    "推奨度",
    "NPS",
    "points",
    34,
    4.2,
    1284,
    [-8.9, -14.9, -2.9, 1],
    [-6.7, -12.5, -0.9, 1],
  ],
  [
    "effort",
    "voice",
    "手間のなさ",
    "Ease",
    "share",
    0.71,
    0.028,
    1102,
    [-0.066, -0.105, -0.027, 1],
    [-0.04, -0.082, 0.002, 0],
  ],
  [
    "csat",
    "voice",
    "満足度",
    "CSAT",
    "share",
    0.79,
    0.023,
    1246,
    [-0.014, -0.047, 0.019, 0],
    [-0.021, -0.055, 0.012, 0],
  ],
  [
    "sentiment",
    "voice",
    "言葉の感情",
    "Sentiment",
    "number",
    0.23,
    0.03,
    2318,
    [-0.03, -0.07, 0.01, 0],
    [0.01, -0.03, 0.05, 0],
  ],
  [
    "retention",
    "action",
    "翌月も買った",
    "Bought again",
    "share",
    0.42,
    0.01,
    8946,
    [-0.006, -0.02, 0.008, 0],
    [0.002, -0.012, 0.016, 0],
  ],
  [
    "frequency",
    "action",
    "買う頻度",
    "Orders each",
    "times",
    1.37,
    0.02,
    8946,
    [0.01, -0.018, 0.038, 0],
    [0.03, 0.002, 0.058, 1],
  ],
  [
    "churn",
    "action",
    "離れる見込み",
    "Churn risk",
    "share",
    0.095,
    0.0065,
    14210,
    [0.004, -0.004, 0.013, 0],
    [0.005, -0.004, 0.014, 0],
  ],
  [
    "profitability",
    "action",
    "買った一人の利益",
    "Profit per buyer",
    "JPY",
    1198,
    31,
    8946,
    [14, -28, 56, 0],
    [22, -20, 64, 0],
  ],
];

export function pulse(query, lang) {
  return MEASURES.flatMap(([name, side, ja, en, unit, level, half, n, change, year]) => {
    const next = random(name + (query.where ?? ""));
    const same = random(query.where ?? "");
    return MONTHS.map((month) => {
      const last = month === "2026-10-01";
      const moved = month >= "2026-10-01" && change[3] ? change[0] : 0;
      const own = name === "nps" ? npsRow(month, "", same)[4] : null;
      const value = own ?? level + moved + half * 0.5 * noise(next);
      const shown = isOpen(month) && name === "retention" ? null : value;
      const bounds = shown === null ? [null, null] : [value - half, value + half];
      const tail = last
        ? [...change.slice(0, 3), change[3], value - change[0], ...year]
        : Array(9).fill(null);
      return [
        name,
        side,
        lang === "ja" ? ja : en,
        unit,
        month,
        isOpen(month),
        shown,
        ...bounds,
        Math.round(n * (isOpen(month) ? 0.4 : 1)),
        ...tail,
        `${name}|${month}`,
      ];
    });
  });
}
