// SPDX-License-Identifier: Apache-2.0
// Months, groups and chance. The same request gives the same rows.
export function random(seed) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
export const noise = (next) => next() + next() + next() - 1.5;

export const AS_OF = "2026-11-15";
export const MONTHS = Array.from({ length: 16 }, (_, at) => {
  const month = 8 + at;
  return `${2025 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-01`;
});
export const isOpen = (month) => (month === "2026-11-01" ? 1 : 0);
export const GROUPS = {
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

export function npsRow(period, group, next) {
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

export function rateRow(period, group, next, level) {
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

export function overMonths(query, row) {
  const groups = GROUPS[query.by] ?? [""];
  const months = MONTHS.filter((month) => !query.start || month >= query.start.slice(0, 7));
  return groups.flatMap((group) => {
    const next = random(`${group}${query.where ?? ""}`);
    return months.map((month) => row(month, group, next));
  });
}
