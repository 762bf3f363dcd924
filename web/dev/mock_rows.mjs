// SPDX-License-Identifier: Apache-2.0
// Believable rows for each question.
import { pulse } from "./mock_pulse.mjs";
import {
  GROUPS,
  isOpen,
  MONTHS,
  noise,
  npsRow,
  overMonths,
  random,
  rateRow,
} from "./mock_random.mjs";

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
