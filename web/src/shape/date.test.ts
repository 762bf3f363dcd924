// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Language } from "../api/types";
import {
  daysBetween,
  formatDay,
  formatPeriod,
  formatShortDay,
  formatShortPeriod,
  formatSpan,
  formatSpokenPeriod,
  type Grain,
  grainOf,
  isDay,
} from "./date";

test("a day has its weekday in both languages", () => {
  expect(formatDay("2026-11-16", "ja")).toBe("2026年11月16日(月)");
  expect(formatDay("2026-11-16", "en")).toBe("Mon 16 Nov 2026");
  expect(formatShortDay("2026-11-06", "ja")).toBe("11/6");
  expect(formatShortDay("2026-11-06", "en", true)).toBe("6 Nov 2026");
});

test.each<[Grain, Language, string, string]>([
  ["month", "ja", "2026年10月", "10月"],
  ["month", "en", "Oct 2026", "Oct"],
  ["quarter", "ja", "2026年10–12月", "10–12月"],
  ["quarter", "en", "Q4 2026", "Q4"],
  ["year", "ja", "2026年", "2026年"],
  ["year", "en", "2026", "2026"],
  ["week", "ja", "2026/10/1の週", "10/1"],
  ["day", "en", "Thu 1 Oct 2026", "1 Oct"],
])("a period of a %s in %s is %s, in short %s", (grain, language, long, short) => {
  expect(formatPeriod("2026-10-01", grain, language)).toBe(long);
  expect(formatShortPeriod("2026-10-01", grain, language)).toBe(short);
});

test("a sentence in English writes the month out", () => {
  expect(formatSpokenPeriod("2026-10-01", "month", "en")).toBe("October");
  expect(formatSpokenPeriod("2026-10-01", "month", "ja")).toBe("10月");
});

test("a span repeats the year only where it changes", () => {
  expect(formatSpan("2026-01-05", "2026-10-31", "ja")).toBe("2026/1/5–10/31");
  expect(formatSpan("2025-08-01", "2026-10-31", "ja")).toBe("2025/8/1–2026/10/31");
  expect(formatSpan("2026-01-05", "2026-10-31", "en")).toBe("5 Jan – 31 Oct 2026");
});

test("days are counted without a time zone, also over the end of February", () => {
  expect(daysBetween("2026-11-01", "2026-11-15")).toBe(14);
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
});

test("what is not a day or a grain is not taken for one", () => {
  expect(isDay("2026-11-16")).toBe(true);
  for (const text of ["2026-13-01", "16/11/2026", "", "2026-11-16T00:00:00Z"])
    expect(isDay(text)).toBe(false);
  expect(grainOf("week")).toBe("week");
  expect(grainOf("fortnight")).toBe("month");
  expect(grainOf(undefined)).toBe("month");
});
