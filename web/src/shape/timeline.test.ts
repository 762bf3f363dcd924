// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Cell, Column, ColumnType, Table } from "../api/types";
import { languageOfWords } from "../ui/quote";
import { formatMoment } from "./cell";
import { mainQuestion, readEntries, readFacts } from "./facts";
import { lanes, monthStarts, readMeasures, shareOf } from "./timeline";

const NAMES: [string, ColumnType][] = [
  ["at", "timestamp"],
  ["local_day", "date"],
  ["side", "string"],
  ["kind", "string"],
  ["what", "string"],
  ["amount", "money"],
  ["score", "number"],
  ["scale_low", "number"],
  ["scale_high", "number"],
  ["text", "string"],
  ["touchpoint", "string"],
  ["channel", "string"],
];

function timeline(...rows: Cell[][]): Table {
  return {
    columns: NAMES.map(([name, type]): Column => ({ name, type, unit: "", title: name })),
    rows,
  };
}

const order = (day: string, amount: number): Cell[] => [
  `${day}T01:00:00Z`,
  day,
  "action",
  "order",
  "購入",
  amount,
  null,
  null,
  null,
  null,
  null,
  null,
];
const score = (day: string, value: number, low: number, high: number): Cell[] => [
  `${day}T02:00:00Z`,
  day,
  "voice",
  "answered",
  "推奨度",
  null,
  value,
  low,
  high,
  null,
  null,
  null,
];

test("the record runs from the newest to the oldest", () => {
  const facts = readFacts(
    timeline(order("2026-01-02", 100), score("2026-03-01", 9, 0, 10), order("2026-02-01", 200)),
  );
  expect(facts.map((fact) => fact.day)).toEqual(["2026-03-01", "2026-02-01", "2026-01-02"]);
  expect(facts[0]).toMatchObject({ side: "voice", score: 9, words: "" });
});

test("both lanes share one axis that ends at the last known day of the book", () => {
  const found = lanes(
    readFacts(
      timeline(order("2026-01-02", 100), order("2026-01-02", 50), score("2026-03-01", 2, 0, 10)),
    ),
    "2026-03-31",
  );
  expect(found).toMatchObject({ start: "2026-01-02", end: "2026-03-31", days: 88 });
  expect(found?.amounts).toEqual([{ day: "2026-01-02", amount: 150 }]);
  expect(found?.scores[0]).toMatchObject({ share: 0.2, poor: true });
  expect(found?.scale).toEqual({ low: 0, high: 10 });
});

test("scores of different scales stand as shares of their own", () => {
  const found = lanes(
    readFacts(timeline(score("2026-01-01", 5, 1, 5), score("2026-01-02", 5, 0, 10))),
    "",
  );
  expect(found?.scale).toBeNull();
  expect(found?.scores.map((fact) => fact.share)).toEqual([0.5, 1]);
  expect(shareOf({ score: 3, low: 3, high: 3 })).toBe(0);
});

test("one form is one entry, and a person is told by the best known question", () => {
  const kind = (row: Cell[], name: string) => row.map((cell, at) => (at === 3 ? name : cell));
  const facts = readFacts(
    timeline(
      kind(score("2026-03-01", 9, 0, 10), "worth"),
      kind(score("2026-03-01", 4, 1, 5), "csat"),
      kind(score("2026-02-01", 8, 0, 10), "worth"),
      order("2026-03-01", 100),
    ),
  );
  expect(readEntries(facts).map((entry) => [entry.side, entry.facts.length])).toEqual([
    ["voice", 2],
    ["action", 1],
    ["voice", 1],
  ]);
  expect(mainQuestion(facts)).toBe("csat");
  expect(mainQuestion(facts.filter((fact) => fact.kind !== "csat"))).toBe("worth");
  expect(mainQuestion([])).toBe("");
  expect(lanes(facts, "")?.scores).toHaveLength(1);
});

test("the lane has one answer a day, the whole one before those by touchpoint", () => {
  const by = (row: Cell[], touchpoint: string) =>
    row.map((cell, at) => (at === 10 ? touchpoint : cell));
  const facts = readFacts(
    timeline(
      by(score("2026-03-01", 4, 0, 10), "delivery"),
      score("2026-03-01", 9, 0, 10),
      score("2026-02-01", 8, 0, 10),
    ),
  );
  expect(lanes(facts, "")?.scores.map((fact) => fact.score)).toEqual([9, 8]);
});

test("a person without facts has no axis", () => {
  expect(lanes([], "2026-03-31")).toBeNull();
});

test("months are marked no more often than there is room", () => {
  expect(monthStarts("2026-01-15", "2026-04-02", 9)).toEqual([
    "2026-02-01",
    "2026-03-01",
    "2026-04-01",
  ]);
  expect(monthStarts("2024-12-15", "2026-12-31", 6)).toHaveLength(6);
  expect(monthStarts("2026-01-15", "2026-01-20", 6)).toEqual([]);
});

test("measures come in one row, or in one row each", () => {
  const column = (name: string, type: ColumnType): Column => ({
    name,
    type,
    unit: "",
    title: name,
  });
  const wide = {
    columns: [column("last_nps", "integer"), column("revenue", "money")],
    rows: [[2, 100]],
  };
  expect(readMeasures(wide).map((own) => [own.name, own.value, own.side])).toEqual([
    ["last_nps", 2, "voice"],
    ["revenue", 100, "action"],
  ]);
  const long = {
    columns: [column("measure", "string"), column("value", "number"), column("low", "number")],
    rows: [["p_alive", 0.5, 0.4]],
  };
  expect(readMeasures(long)[0]).toMatchObject({
    name: "p_alive",
    value: 0.5,
    low: 0.4,
    high: null,
  });
  expect(readMeasures({ columns: wide.columns, rows: [] })).toEqual([]);
});

test("a moment is told by the book's clock", () => {
  expect(formatMoment("2026-10-14T16:30:00Z", "Asia/Tokyo", "ja")).toBe("2026年10月15日(木) 01:30");
  expect(formatMoment("soon", "Asia/Tokyo", "ja")).toBe("soon");
});

test("the words of a customer keep their language", () => {
  expect(languageOfWords("届きません")).toBe("ja");
  expect(languageOfWords("品切")).toBe("ja");
  expect(languageOfWords("Lovely wrapping")).toBe("en");
});

test("the lines of one order are one thing the customer did", () => {
  const line = (what: string, amount: number): Cell[] =>
    order("2026-01-02", amount).map((cell, at) => (at === 4 ? what : cell));
  const facts = readFacts(
    timeline(line("石けん", 100), line("詰め替え", 50), order("2026-01-03", 70)),
  );
  expect(facts.map((fact) => [fact.what, fact.amount])).toEqual([
    ["購入", 70],
    ["石けん、詰め替え", 150],
  ]);
});
