// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Cell, ColumnType } from "../api/types";
import { categories } from "./categories";
import { periodEnd } from "./date";
import { answer, NPS, rows } from "./made_up";
import { overTime } from "./series";
import { groupWhere, questionOf, rowOfKey, tellsWords, wordsOf } from "./words_of";

const nps = { requires: ["voices.question=nps"] };
const voice = { ...answer(NPS, rows).chart, side: "voice" as const };
const given = {
  ...answer(NPS, rows),
  chart: voice,
  period: { start: "2026-09-10", end: "2026-11-15" },
};

describe("the words behind a row", () => {
  test("are of its days, within those of the answer", () => {
    const october = rowOfKey(given, "b");
    expect(wordsOf(given, october, nps)).toEqual({
      start: "2026-10-01",
      end: "2026-10-31",
      question: "nps",
    });
    const cut = { ...given, period: { start: "2026-10-05", end: "2026-10-20" } };
    expect(wordsOf(cut, october, nps)).toMatchObject({ start: "2026-10-05", end: "2026-10-20" });
  });
  test("of a part of NPS are of its scores", () => {
    const october = rowOfKey(given, "b");
    expect(wordsOf(given, october, nps, "b|detractors")).toMatchObject({ scores: "0-6" });
    expect(wordsOf(given, october, nps, "b|score_7")).toMatchObject({ scores: "7" });
    expect(wordsOf(given, october, nps, "b")).not.toHaveProperty("scores");
  });
  test("are all of the answer's when no row is told", () => {
    expect(wordsOf(given, null, nps)).toEqual({ ...given.period, question: "nps" });
  });
  test("keep the condition, and add the group that the row is", () => {
    const split = {
      ...given,
      rows: [["2026-10-01", 0, "it's", 1, 0, 2, 9, "x"]],
      columns: NPS.map(([name, type]) => ({ name, type, unit: "", title: name })),
      parameters: { period: "month", by: "customers.region", where: "n > 2 OR n = 1" },
    };
    const at = split.columns.findIndex((column) => column.name === "by_value");
    const row = split.columns.map((_, place) => (place === at ? "it's" : null));
    expect(wordsOf(split, row, nps)?.where).toBe(
      "(n > 2 OR n = 1) AND (customers.region = 'it''s')",
    );
    const byTouchpoint = { ...split, parameters: { by: "touchpoint" } };
    expect(wordsOf(byTouchpoint, row, nps)).toMatchObject({ touchpoint: "it's" });
    expect(wordsOf(byTouchpoint, row, nps)).not.toHaveProperty("where");
  });
  test("are none where the answer is about what customers did", () => {
    expect(wordsOf({ ...given, chart: { ...voice, side: "action" } }, null, nps)).toBeNull();
  });
  test("have the theme, the sentiment and the touchpoint that the row names", () => {
    const columns = (["theme", "label", "touchpoint"] as const).map((name) => ({
      name,
      type: "string" as const,
      unit: "",
      title: name,
    }));
    const themes = { ...given, columns, rows: [["price", "negative", "配送"]] };
    expect(wordsOf(themes, themes.rows[0] ?? null, { requires: ["voices"] })).toEqual({
      ...given.period,
      topic: "price",
      sentiment: "negative",
      touchpoint: "配送",
    });
  });
});

const THEMES: [string, ColumnType][] = [
  ["period", "date"],
  ["by_value", "string"],
  ["theme", "string"],
  ["title", "string"],
  ["judged", "string"],
  ["share", "share"],
  ["key", "string"],
];

describe("rows of themes", () => {
  const bars = { form: "bars", x: "title", y: "share", series: "judged" };
  const told = (found: Cell[][]) =>
    categories(answer(THEMES, found, bars), "month", "ja")?.rows.map((own) => own.name);
  test("are called by their titles, and apart by what they are split by", () => {
    expect(
      told([
        [null, "", "price", "価格", "不満を言った", 0.3, "a"],
        [null, "", "price", "価格", "ほめた", 0.1, "b"],
      ]),
    ).toEqual(["価格 · 不満を言った", "価格 · ほめた"]);
  });
  test("are called by nothing that all of them share", () => {
    const one = [null, "大阪", "price", "価格", "ほめた", 0.1, "b"];
    expect(told([one])).toEqual(["価格"]);
  });
  test("over time are told apart by key, called by title", () => {
    const line = { form: "line", x: "period", y: "share", series: "theme" };
    const given = answer(
      THEMES,
      [
        ["2026-10-01", "", "price", "価格", "", 0.3, "a"],
        ["2026-10-01", "", "trust", "信頼", "", 0.1, "b"],
      ],
      line,
    );
    expect(overTime(given)?.series.map((series) => series.name)).toEqual(["価格", "信頼"]);
    expect(tellsWords(given)).toBe(true);
    expect(tellsWords(answer(NPS, rows))).toBe(false);
  });
  test("of a view of bitter words lead to bitter words", () => {
    const bitter = { ...given, parameters: { view: "bitter" } };
    expect(wordsOf(bitter, null, nps)).toMatchObject({ sentiment: "bitter" });
  });
});

test("the row of a key is also that of its parts, never that of a longer key", () => {
  expect(rowOfKey(given, "b|promoters")).toBe(rowOfKey(given, "b"));
  expect(rowOfKey(given, "bb")).toBeNull();
  expect(rowOfKey(given, "")).toBeNull();
});

test.each([
  [["voices.question=nps"], "nps"],
  [["customers", "voices.question=csat"], "csat"],
  [["voices.question=nps|voices.question=csat"], ""],
  [["voices.question"], ""],
  [["actions.kind=order"], ""],
  [[], ""],
])("%o is about the question %j", (requires, question) => {
  expect(questionOf({ requires })).toBe(question);
});

test.each([
  ["2026-10-01", "month", "2026-10-31"],
  ["2026-12-01", "month", "2026-12-31"],
  ["2026-10-01", "quarter", "2026-12-31"],
  ["2028-01-01", "year", "2028-12-31"],
  ["2026-12-28", "week", "2027-01-03"],
  ["2026-02-28", "day", "2026-02-28"],
] as const)("the %s begun on a %s ends on %s", (start, grain, end) => {
  expect(periodEnd(start, grain)).toBe(end);
});

describe("the people of a group, as a condition", () => {
  const split = (by: string, value: string | null, where = "") => ({
    ...given,
    rows: [["2026-10-01", 0, value, 1, 0, 2, 9, "x"] as Cell[]],
    parameters: { by, where },
  });
  const of = (one: ReturnType<typeof split>) => groupWhere(one, one.rows[0] ?? null);
  test("keep what was asked, and quote what is quoted", () => {
    expect(of(split("region", "it's"))).toBe("region = 'it''s'");
    expect(of(split("region", "a", "age > 20"))).toBe("(age > 20) AND (region = 'a')");
  });
  test("are those of whom nothing is known, too", () => {
    expect(of(split("region", null))).toBe("region IS NULL");
  });
  test("are nobody without a split or a row", () => {
    expect(of(split("", "a"))).toBe("");
    expect(groupWhere(split("region", "a"), null)).toBe("");
  });
});
