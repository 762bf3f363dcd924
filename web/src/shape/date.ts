// SPDX-License-Identifier: Apache-2.0
// Local days (2026-10-31) as people read them. A day has no time zone, so all sums are in UTC.
import type { Language } from "../api/types";

export type Grain = "day" | "week" | "month" | "quarter" | "year" | "all";
export const GRAINS: Grain[] = ["day", "week", "month", "quarter", "year", "all"];

const DAY_MS = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = {
  ja: ["日", "月", "火", "水", "木", "金", "土"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function partsOf(day: string): Parts {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

// 2026年11月16日(月), Mon 16 Nov 2026
export function formatDay(day: string, language: Language): string {
  const { year, month, day: date, weekday } = partsOf(day);
  const name = WEEKDAYS[language][weekday];
  if (language === "ja") return `${year}年${month}月${date}日(${name})`;
  return `${name} ${date} ${MONTHS[month - 1]} ${year}`;
}

// 11/16, 16 Nov; with a year where the reader could mistake it: 2025/11/16, 16 Nov 2025
export function formatShortDay(day: string, language: Language, year = false): string {
  const parts = partsOf(day);
  if (language === "ja") return `${year ? `${parts.year}/` : ""}${parts.month}/${parts.day}`;
  return `${parts.day} ${MONTHS[parts.month - 1]}${year ? ` ${parts.year}` : ""}`;
}

// 2026年10月, Oct 2026
export function formatPeriod(start: string, grain: Grain, language: Language): string {
  if (grain === "all") return language === "ja" ? "全期間" : "the whole period";
  const { year, month } = partsOf(start);
  const quarter = Math.ceil(month / 3);
  if (language === "ja") {
    if (grain === "year") return `${year}年`;
    if (grain === "quarter") return `${year}年${month}–${month + 2}月`;
    if (grain === "month") return `${year}年${month}月`;
    return grain === "week" ? `${formatShortDay(start, "ja", true)}の週` : formatDay(start, "ja");
  }
  if (grain === "year") return String(year);
  if (grain === "quarter") return `Q${quarter} ${year}`;
  if (grain === "month") return `${MONTHS[month - 1]} ${year}`;
  return grain === "week" ? `week of ${formatShortDay(start, "en", true)}` : formatDay(start, "en");
}

// The same without the year: on an axis, or in a sentence about now.
export function formatShortPeriod(start: string, grain: Grain, language: Language): string {
  if (grain === "all") return formatPeriod(start, grain, language);
  const { year, month } = partsOf(start);
  if (grain === "year") return language === "ja" ? `${year}年` : String(year);
  if (grain === "day" || grain === "week") return formatShortDay(start, language);
  if (grain === "quarter")
    return language === "ja" ? `${month}–${month + 2}月` : `Q${Math.ceil(month / 3)}`;
  return language === "ja" ? `${month}月` : (MONTHS[month - 1] ?? "");
}

const LONG_MONTH = new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" });

// In a sentence English writes the month out: October against September.
export function formatSpokenPeriod(start: string, grain: Grain, language: Language): string {
  if (language === "ja" || grain !== "month") return formatShortPeriod(start, grain, language);
  return LONG_MONTH.format(new Date(`${start.slice(0, 10)}T00:00:00Z`));
}

export function formatYear(day: string, language: Language): string {
  return language === "ja" ? `${day.slice(0, 4)}年` : day.slice(0, 4);
}

// 2026年10月1日(木)–10月31日(土) would be too long for a chip: 2025/10/1–2026/10/31
export function formatSpan(start: string, end: string, language: Language): string {
  const from = formatShortDay(start, language, true);
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  const to = formatShortDay(end, language, language === "en" || !sameYear);
  return language === "en" && sameYear ? `${formatShortDay(start, "en")} – ${to}` : `${from}–${to}`;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);
}

export function grainOf(text: unknown): Grain {
  return GRAINS.find((grain) => grain === text) ?? "month";
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day.slice(0, 10)) + days * DAY_MS).toISOString().slice(0, 10);
}

// The last day of the period that begins on a day; weeks begin on any weekday.
export function periodEnd(start: string, grain: Grain): string {
  const months: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };
  const count = months[grain];
  if (grain === "all") return "9999-12-31";
  if (!count) return addDays(start, grain === "week" ? 6 : 0);
  const { year, month } = partsOf(start);
  const next = year * 12 + (month - 1) + count;
  const first = `${Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, "0")}-01`;
  return addDays(first, -1);
}
