// SPDX-License-Identifier: Apache-2.0
// Believable rows for each question. The same request gives the same rows.
function random(seed) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const noise = (next) => next() + next() + next() - 1.5;

export const AS_OF = "2026-11-15";
const MONTHS = Array.from({ length: 16 }, (_, at) => {
  const month = 8 + at;
  return `${2025 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-01`;
});
const isOpen = (month) => (month === "2026-11-01" ? 1 : 0);
const GROUPS = {
  region: ["東京", "大阪", "福岡", "札幌"],
  channel: ["店舗・北", "店舗・南", "ネット・定期便", "ネット・単発", "紹介"],
  gender: ["女性", "男性"],
};

function npsCounts(n, level, next) {
  const base = [0.012, 0.007, 0.011, 0.017, 0.021, 0.06, 0.075, 0.13, 0.2, 0.24, 0.227];
  const tilt = level / 100;
  const weights = base.map(
    (weight, score) => weight * Math.exp((score - 7) * tilt * 0.5) * (1 + 0.06 * noise(next)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.round((n * weight) / sum));
}

function npsRow(period, group, next) {
  const n = Math.round(
    (group ? 260 : 1280) * (isOpen(period) ? 0.42 : 1) * (1 + 0.05 * noise(next)),
  );
  const level = (period >= "2026-10-01" ? -4 : 18) + (group ? 14 * noise(next) : 0);
  const counts = npsCounts(n, level, next);
  const sum = (from, to) => counts.slice(from, to + 1).reduce((a, b) => a + b, 0);
  const [detractors, passives, promoters] = [sum(0, 6), sum(7, 8), sum(9, 10)];
  const total = detractors + passives + promoters;
  const value = (100 * (promoters - detractors)) / total;
  const half = 196 * Math.sqrt((promoters + detractors) / total / total);
  return [
    period,
    isOpen(period),
    group,
    total,
    value,
    value - half,
    value + half,
    promoters,
    passives,
    detractors,
    ...counts,
    `${period}|${group}`,
  ];
}

function rateRow(period, group, next, level) {
  const n = Math.round(
    (group ? 240 : 1150) * (isOpen(period) ? 0.42 : 1) * (1 + 0.06 * noise(next)),
  );
  const value = Math.min(0.98, level + 0.012 * noise(next) + (group ? 0.05 * noise(next) : 0));
  const half = 1.96 * Math.sqrt((value * (1 - value)) / n);
  return [
    period,
    isOpen(period),
    group,
    n,
    value,
    value - half,
    value + half,
    `${period}|${group}`,
  ];
}

function overMonths(query, row) {
  const groups = GROUPS[query.by] ?? [""];
  const months = MONTHS.filter((month) => !query.start || month >= query.start.slice(0, 7));
  return groups.flatMap((group) => {
    const next = random(`${group}${query.where ?? ""}`);
    return months.map((month) => row(month, group, next));
  });
}

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
    "一人の利益",
    "Profit each",
    "JPY",
    1198,
    31,
    8946,
    [14, -28, 56, 0],
    [22, -20, 64, 0],
  ],
];

function pulse(query, lang) {
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

function retention() {
  const next = random("retention");
  const months = MONTHS.slice(3);
  return months.flatMap((cohort, at) => {
    const customers = Math.round(1040 * (1 + 0.08 * noise(next)));
    return months.slice(at).map((_, age) => {
      const open = at + age === months.length - 1 ? 1 : 0;
      const share =
        age === 0 ? 1 : (0.44 * Math.exp(-0.07 * age) + 0.015 * noise(next)) * (open ? 0.5 : 1);
      const half = age === 0 ? 0 : 1.96 * Math.sqrt((share * (1 - share)) / customers);
      return [
        cohort,
        age,
        open,
        "",
        customers,
        Math.round(share * customers),
        share,
        share - half,
        Math.min(1, share + half),
        `${cohort}|${age}`,
      ];
    });
  });
}

function frequency() {
  const counts = [4120, 2610, 1480, 930, 610, 402, 268, 171, 104, 66];
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.map((count, at) => {
    const share = count / total;
    const half = 1.96 * Math.sqrt((share * (1 - share)) / total);
    return [at + 1, count, share, share - half, share + half, String(at + 1)];
  });
}

function split(names, sizes, totalAt) {
  const sum = sizes.reduce((a, b) => a + b, 0);
  return MONTHS.flatMap((month, at) => {
    const next = random(month);
    return names.map((name, own) => {
      const total = totalAt(at) * (isOpen(month) ? 0.4 : 1);
      const share = (sizes[own] / sum) * (1 + 0.03 * noise(next));
      const half = 1.96 * Math.sqrt((share * (1 - share)) / total);
      return [
        month,
        isOpen(month),
        name,
        Math.round(total * share),
        share,
        share - half,
        share + half,
        `${month}|${name}`,
      ];
    });
  });
}

function profitability(query) {
  const groups = GROUPS[query.by] ?? [""];
  const next = random("profit");
  return groups.map((group) => {
    const value = 1200 + 900 * noise(next);
    return [
      group,
      group ? 1800 : 8946,
      value,
      value - 160,
      value + 160,
      value * 9.1 * 1800,
      group || "all",
    ];
  });
}

function rfm() {
  const rows = [];
  for (let recency = 1; recency <= 5; recency++)
    for (let often = 1; often <= 5; often++) {
      const customers = Math.round(340 * Math.exp(-0.22 * (recency - often) ** 2) + 20);
      rows.push([recency, often, customers, customers * often * 5200, `${recency}${often}`]);
    }
  return rows;
}

const LEVEL = { csat: 0.785, effort: 0.7, agree: 0.6, engagement: 0.3 };

export function rowsOf(name, query, lang) {
  const tenures =
    lang === "ja"
      ? ["1年未満", "1–2年", "3年以上"]
      : ["under 1 year", "1–2 years", "3 years and more"];
  const channels =
    lang === "ja" ? ["検索", "紹介", "広告", "店頭"] : ["search", "referral", "ads", "store"];
  switch (name) {
    case "pulse":
      return pulse(query, lang);
    case "nps":
      return overMonths(query, npsRow);
    case "retention":
      return retention();
    case "frequency":
      return frequency();
    case "acquisition":
      return split(channels, [41, 27, 22, 10], () => 900);
    case "tenure":
      return split(tenures, [38, 34, 28], (at) => 8000 + 200 * at);
    case "profitability":
      return profitability(query);
    case "rfm":
      return rfm();
    case "customer":
      return [];
    default:
      return overMonths(query, (month, group, next) => rateRow(month, group, next, LEVEL[name]));
  }
}
