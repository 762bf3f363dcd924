// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Language } from "../api/types";
import { fine } from "./fine";
import {
  formatDifference,
  formatNumber,
  formatRange,
  type Measure,
  measureOfUnit,
  signOf,
  tickText,
} from "./number";

const yen: Measure = { type: "money", unit: "JPY" };
const share: Measure = { type: "share", unit: "" };
const points: Measure = { type: "points", unit: "" };
const number: Measure = { type: "number", unit: "" };

describe("a number reads as people write it", () => {
  test.each<[number | string | null, Measure, Language, string]>([
    [3_840_000, yen, "ja", "384万円"],
    [3_840_000, yen, "en", "¥3.84M"],
    [1212, yen, "ja", "1,212円"],
    [1212, yen, "en", "¥1,212"],
    [99_999, yen, "ja", "99,999円"],
    [100_000, yen, "ja", "10.0万円"],
    [123_456_789, yen, "ja", "1.23億円"],
    [-1212, yen, "ja", "−1,212円"],
    [12.5, { type: "money", unit: "USD" }, "en", "$12.50"],
    [0.648, share, "ja", "64.8%"],
    [25.42, points, "ja", "25.4"],
    [-0.04, points, "ja", "0.0"],
    [0.214, number, "en", "0.21"],
    [1, { type: "integer", unit: "days" }, "en", "1 day"],
    [2, { type: "integer", unit: "days" }, "en", "2 days"],
    [571, { type: "number", unit: "people" }, "ja", "571人"],
    [571.25, { type: "number", unit: "people" }, "ja", "571.3人"],
    [9, { type: "number", unit: "points" }, "ja", "9"],
    [2, { type: "number", unit: "times" }, "ja", "2.00回"],
    [18532, { type: "integer", unit: "people" }, "ja", "18,532人"],
    [18532, { type: "integer", unit: "people" }, "en", "18,532"],
    [null, points, "ja", "–"],
    ["25", points, "ja", "–"],
  ])("%s as %o in %s is %s", (value, measure, language, expected) => {
    expect(formatNumber(value, measure, language)).toBe(expected);
  });
});

describe("an interval is written with an en dash, with a word when an end is negative", () => {
  test.each<[number | null, number | null, Measure, Language, string]>([
    [21.1, 29.6, points, "ja", "21.1–29.6"],
    [-14.9, -2.9, points, "ja", "−14.9 から −2.9"],
    [-14.9, -2.9, points, "en", "−14.9 to −2.9"],
    [2_100_000, 5_580_000, yen, "ja", "210–558万円"],
    [2_100_000, 5_580_000, yen, "en", "¥2.10M–¥5.58M"],
    [1181, 1244, yen, "ja", "1,181–1,244"],
    [0.619, 0.676, share, "en", "61.9–67.6"],
    [null, 29.6, points, "ja", ""],
    [21.1, null, points, "ja", ""],
  ])("%s to %s of %o in %s is %s", (low, high, measure, language, expected) => {
    expect(formatRange(low, high, measure, language)).toBe(expected);
  });
});

test("the difference of a share is in points of percent", () => {
  expect(formatDifference(-0.066, share, "ja")).toBe("6.6pt");
  expect(formatDifference(-0.066, share, "en")).toBe("6.6 pt");
  expect(formatDifference(14, yen, "ja")).toBe("14円");
  expect(formatDifference(0.01, { type: "number", unit: "times" }, "ja")).toBe("0.01");
});

test("a sign is never a hyphen", () => {
  expect(signOf(-1)).toBe("−");
  expect(signOf(1)).toBe("+");
  expect(signOf(0)).toBe("±");
});

test("a unit told by a word becomes the type of the number", () => {
  expect(measureOfUnit("share")).toEqual(share);
  expect(measureOfUnit("JPY")).toEqual(yen);
  expect(measureOfUnit("")).toEqual(number);
});

test("an axis says no more digits than its ticks need", () => {
  expect(tickText(0.4, share, "ja")).toBe("40%");
  expect(tickText(0.025, share, "ja")).toBe("2.5%");
  expect(tickText(300, { type: "integer", unit: "people" }, "ja")).toBe("300");
  expect(tickText(1000, yen, "ja")).toBe("1,000円");
  expect(tickText(200_000, yen, "ja")).toBe("20万円");
  expect(tickText(20, points, "en")).toBe("20");
});

test("small numbers that stand together keep digits that tell them apart", () => {
  const pain = { type: "number" as const, unit: "" };
  const told = fine(pain, [0.0225, 0.014, null, 0]);
  expect(formatNumber(0.014, told, "en")).toBe("0.0140");
  expect(formatRange(0, 0.0225, told, "en")).toBe("0.0000–0.0225");
  expect(tickText(0.0025, told, "en")).toBe("0.0025");
  expect(fine(pain, [0.4, 0.01])).toEqual(pain);
  expect(fine(pain, [0, null])).toEqual(pain);
  expect(fine({ type: "share", unit: "" }, [0.01])).not.toHaveProperty("decimals");
});
