// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Cell, ColumnType } from "../api/types";
import { answer } from "./made_up";
import { ranges } from "./ranges";

const COLUMNS: [string, ColumnType][] = [
  ["value_from", "money"],
  ["value_to", "money"],
  ["customers", "integer"],
  ["key", "string"],
];
const CHART = { form: "histogram", x: "value_from", y: "customers" };
const bins = (rows: Cell[][]) => answer(COLUMNS, rows, CHART);
const told = (given: ReturnType<typeof bins>, whole = given) =>
  ranges(given, whole)?.rows.map(({ from, to, point }) => [from, to, point.value, point.key]);

test("a bin that nobody falls into stands on the axis, with nobody", () => {
  const given = bins([
    [30, 40, 1, "d"],
    [0, 10, 9, "a"],
    [50, null, 2, "e"],
  ]);
  expect(told(given)).toEqual([
    [0, 10, 9, "a"],
    [10, 20, 0, ""],
    [20, 30, 0, ""],
    [30, 40, 1, "d"],
    [40, 50, 0, ""],
    [50, null, 2, "e"],
  ]);
});

test("groups stand on the axis of the whole, its open end included", () => {
  const whole = bins([
    [0, 10, 9, "a"],
    [20, null, 2, "c"],
  ]);
  const group = bins([[0, 10, 4, "a"]]);
  expect(told(group, whole)).toEqual([
    [0, 10, 4, "a"],
    [10, 20, 0, ""],
    [20, null, 0, ""],
  ]);
});

test("bins of different widths stay as they are", () => {
  const given = bins([
    [0, 10, 9, "a"],
    [100, 300, 1, "b"],
  ]);
  expect(told(given)?.length).toBe(2);
});

test("one open bin alone is one bin", () => {
  expect(told(bins([[0, null, 3, "a"]]))).toEqual([[0, null, 3, "a"]]);
});

test.each([
  ["no rows", bins([])],
  ["no beginnings", bins([[null, null, 3, "a"]])],
  ["bins that are numbers", answer(COLUMNS, [[1, null, 3, "a"]], { ...CHART, x: "customers" })],
  [
    "no end column",
    answer(
      [
        ["value_from", "money"],
        ["customers", "integer"],
      ],
      [[1, 2]],
      CHART,
    ),
  ],
])("%s: not told as ranges", (_, given) => {
  expect(ranges(given, given)).toBeNull();
});

test("thousands of gaps are not drawn", () => {
  const given = bins([
    [0, 1, 9, "a"],
    [5000, 5001, 1, "b"],
  ]);
  expect(told(given)?.length).toBe(2);
});
