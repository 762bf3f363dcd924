// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { ColumnType } from "../api/types";
import { curve, hasPeak, isCurve } from "./curve";
import { groupsOf } from "./groups";
import { answer, NPS, rows } from "./made_up";

test("a curve over a number has a peak and an end; a line over time is none", () => {
  const columns: [string, ColumnType][] = [
    ["customers_share", "share"],
    ["cumulative_share", "share"],
  ];
  const chart = { form: "line", x: "customers_share", y: "cumulative_share" };
  const whale = answer(
    columns,
    [
      [1, 1],
      [0.5, 1.4],
      [0, 0],
      [0.7, null],
    ],
    chart,
  );
  expect(isCurve(whale)).toBe(true);
  expect(curve(whale)).toMatchObject({ peak: { x: 0.5, y: 1.4 }, end: { x: 1, y: 1 } });
  const flat = curve(
    answer(
      columns,
      [
        [1, 1],
        [0.5, 1.001],
      ],
      chart,
    ),
  );
  expect(flat && hasPeak(flat)).toBe(false);
  expect(curve(answer(columns, [], chart))).toBeNull();
  expect(isCurve(answer(NPS, rows))).toBe(false);
});

test("with --by one answer is one per group", () => {
  expect(groupsOf(answer(NPS, rows))).toHaveLength(1);
  const split = rows.map((row, index) =>
    row.map((cell, at) => (at === 2 ? (index ? "大阪" : "") : cell)),
  );
  expect(
    groupsOf(answer(NPS, split)).map((group) => [group.name, group.answer.rows.length]),
  ).toEqual([
    ["", 1],
    ["大阪", 2],
  ]);
});

test("what was expected runs beside what came, over numbers and over days", () => {
  const chart = { form: "line", x: "week_until", y: "actual", beside: "expected" };
  const tracked = answer(
    [
      ["week_until", "date"],
      ["actual", "number"],
      ["expected", "number"],
    ],
    [
      ["2026-01-18", 5, 4.5],
      ["2026-01-11", 3, null],
      ["2026-01-25", 6, 6.5],
    ],
    chart,
  );
  expect(isCurve(tracked)).toBe(true);
  expect(curve(tracked)).toMatchObject({
    end: { y: 6 },
    beside: { column: { name: "expected" }, points: [{ y: 4.5 }, { y: 6.5 }] },
  });
  const points = curve(tracked)?.points.map((at) => at.x) ?? [];
  expect(points.map((at) => at - (points[0] ?? 0))).toEqual([0, 7, 14]);
  expect(isCurve({ ...tracked, chart: { ...tracked.chart, beside: "" } })).toBe(false);
});
