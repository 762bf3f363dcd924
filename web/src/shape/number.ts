// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them (DESIGN section 10). Rounding happens here and nowhere else.
import type { Cell, Column, ColumnType, Language } from "../api/types";

export interface Measure extends Pick<Column, "type" | "unit"> {
  // Of a plain number, where all that stand together are small: see `fine`.
  decimals?: number;
}

// A number in its parts, because units are set smaller: 1,212 + 円, ¥ + 3.84M.
export interface Figure {
  sign: string;
  before: string;
  digits: string;
  after: string;
}

export const UNKNOWN = "–";
const MINUS = "−";

const UNITS: Record<string, { ja: string; en: string }> = {
  people: { ja: "人", en: "" },
  customers: { ja: "人", en: "" },
  answers: { ja: "件", en: "" },
  remarks: { ja: "件", en: "" },
  lines: { ja: "件", en: "" },
  days: { ja: "日", en: " days" },
  times: { ja: "回", en: "" },
  orders: { ja: "回", en: "" },
  occasions: { ja: "回", en: "" },
  months: { ja: "か月", en: " months" },
  years: { ja: "年", en: " years" },
  score: { ja: "点", en: "" },
  points: { ja: "", en: "" },
  pt: { ja: "pt", en: " pt" },
  periods: { ja: "", en: "" },
  share: { ja: "", en: "" },
};

// What is counted or scored in whole numbers, also where the column may hold weighted ones.
const WHOLE = new Set(["people", "customers", "answers", "lines", "orders", "score", "points"]);

// A column whose type is told by a word in another column, as in pulse.
export function measureOfUnit(unit: string): Measure {
  if (unit === "share" || unit === "%") return { type: "share", unit: "" };
  if (unit === "points" || unit === "nps") return { type: "points", unit: "" };
  if (/^[A-Z]{3}$/.test(unit)) return { type: "money", unit };
  if (unit === "integer") return { type: "integer", unit: "" };
  return { type: "number", unit: unit === "number" ? "" : unit };
}

export function isNumeric(type: ColumnType): boolean {
  return ["integer", "number", "money", "share", "points"].includes(type);
}

export function grouped(value: number, decimals = 0): string {
  const fixed = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return fixed.format(Math.abs(value));
}

function plainDecimals(size: number): number {
  if (size < 10) return 2;
  return size < 1000 ? 1 : 0;
}

function decimalsOf(size: number, measure: Measure): number {
  if (measure.decimals !== undefined) return measure.decimals;
  return Number.isInteger(size) && WHOLE.has(measure.unit) ? 0 : plainDecimals(size);
}

function threeDigits(scaled: number): number {
  if (scaled < 10) return 2;
  return scaled < 100 ? 1 : 0;
}

// One scale for a value and its interval, chosen by the largest of them.
interface Scale {
  factor: number;
  decimals: number;
  before: string;
  after: string;
}

function moneyScale(size: number, currency: string, language: Language): Scale {
  const yen = currency === "JPY";
  const name = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  })
    .formatToParts(0)
    .find((part) => part.type === "currency")?.value;
  const symbol = name && name !== currency ? name : `${currency} `;
  const steps: [number, string][] =
    language === "ja"
      ? [
          [1e8, "億"],
          [1e4, "万"],
        ]
      : [
          [1e9, "B"],
          [1e6, "M"],
        ];
  const start = language === "ja" ? 1e5 : 1e6;
  const step = size >= start ? steps.find(([factor]) => size >= factor) : undefined;
  const unit = language === "ja" && yen ? "円" : "";
  const before = unit ? "" : symbol;
  if (step)
    return {
      factor: step[0],
      decimals: threeDigits(size / step[0]),
      before,
      after: step[1] + unit,
    };
  return { factor: 1, decimals: yen || size >= 1000 ? 0 : 2, before, after: unit };
}

function scaleFor(size: number, measure: Measure, language: Language): Scale {
  const unit = UNITS[measure.unit]?.[language] ?? (measure.unit ? ` ${measure.unit}` : "");
  switch (measure.type) {
    case "money":
      return moneyScale(size, measure.unit || "JPY", language);
    case "share":
      return { factor: 0.01, decimals: 1, before: "", after: "%" };
    case "points":
      return { factor: 1, decimals: 1, before: "", after: "" };
    case "integer":
      return { factor: 1, decimals: 0, before: "", after: unit };
    default:
      return { factor: 1, decimals: decimalsOf(size, measure), before: "", after: unit };
  }
}

function digitsOf(value: number, scale: Scale): { sign: string; digits: string } {
  const digits = grouped(value / scale.factor, scale.decimals);
  const zero = !/[1-9]/.test(digits);
  return { sign: value < 0 && !zero ? MINUS : "", digits };
}

export function figure(value: number, measure: Measure, language: Language): Figure {
  const scale = scaleFor(Math.abs(value), measure, language);
  const told = digitsOf(value, scale);
  // One day, two days.
  const after = told.digits === "1" ? scale.after.replace(/^( \w+)s$/, "$1") : scale.after;
  return { ...told, before: scale.before, after };
}

export function figureText(parts: Figure): string {
  return parts.sign + parts.before + parts.digits + parts.after;
}

export function formatNumber(value: Cell, measure: Measure, language: Language): string {
  return typeof value === "number" ? figureText(figure(value, measure, language)) : UNKNOWN;
}

// 21.1–29.6; with a negative end −14.9 から −2.9; money of a larger scale keeps its unit.
export function formatRange(low: Cell, high: Cell, measure: Measure, language: Language): string {
  if (typeof low !== "number" || typeof high !== "number") return "";
  const scale = scaleFor(Math.max(Math.abs(low), Math.abs(high)), measure, language);
  const keepsUnit = measure.type === "money" && scale.factor > 1;
  const after = keepsUnit ? scale.after : "";
  const before = keepsUnit ? scale.before : "";
  const [from, to] = [digitsOf(low, scale), digitsOf(high, scale)];
  const suffix = after && !before ? "" : after;
  const text = [from, to].map((end) => end.sign + before + end.digits);
  if (!from.sign && !to.sign) return `${text[0]}${suffix}–${text[1]}${after}`;
  return `${text[0]}${suffix}${language === "ja" ? " から " : " to "}${text[1]}${after}`;
}

// The size of a difference, without its sign: 8.9, 6.6pt, 14円.
export function formatDifference(value: number, measure: Measure, language: Language): string {
  if (measure.type === "share")
    return `${grouped(value * 100, 1)}${language === "ja" ? "pt" : " pt"}`;
  const bare = measure.type === "number" ? { ...measure, unit: "" } : measure;
  return figureText(figure(Math.abs(value), bare, language));
}

// Where the title has said what is counted.
export function bareCount(measure: Measure): Measure {
  return measure.type === "integer" ? { ...measure, unit: "" } : measure;
}

// On an axis: no unit of a count, no zeros after the point.
export function tickText(tick: number, measure: Measure, language: Language): string {
  return formatNumber(tick, bareCount(measure), language)
    .replace(/(\.\d*?)0+(?=\D*$)/, "$1")
    .replace(/\.(?=\D*$)/, "");
}

export function signOf(value: number): string {
  if (value === 0) return "±";
  return value > 0 ? "+" : MINUS;
}
