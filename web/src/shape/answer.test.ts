// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { ColumnType } from "../api/types";
import { categories, inOrder } from "./categories";
import { csvText } from "./csv";
import { heat } from "./heat";
import { headline, judgedChange, told } from "./insight";
import { answer, NPS, rows } from "./made_up";
import { niceTicks, overTime } from "./series";
import { shownColumns } from "./table";

describe("an answer over time", () => {
  test("has its last closed period at the head of the page, never the open one", () => {
    const given = answer(NPS, rows);
    const head = headline(given, told(given));
    expect(head?.point).toMatchObject({ x: "2026-10-01", value: 25, n: 12, key: "b", open: false });
  });
  test("is split only when the groups are named", () => {
    expect(overTime(answer(NPS, rows))?.splits).toEqual([]);
    const split = rows.map((row) => row.map((cell, at) => (at === 2 ? "大阪" : cell)));
    expect(overTime(answer(NPS, split))?.splits).toEqual(["by_value"]);
    expect(headline(answer(NPS, split), overTime(answer(NPS, split)))).toBeNull();
  });
  test("without rows or without dates is not one", () => {
    expect(headline(answer(NPS, []), told(answer(NPS, [])))).toBeNull();
    const one = answer(
      [
        ["sentence", "string"],
        ["rate", "share"],
      ],
      [["a", 0.6]],
      {
        form: "sentences",
        x: "sentence",
        y: "rate",
      },
    );
    expect(headline(one, told(one))).toBeNull();
    expect(
      overTime(
        answer(
          [
            ["channel", "string"],
            ["nps", "points"],
          ],
          [["web", 1]],
        ),
      ),
    ).toBeNull();
  });
  test("takes the pulse's judgement only for the very same number", () => {
    const head = headline(answer(NPS, rows), told(answer(NPS, rows)));
    const names = [
      "measure",
      "side",
      "title",
      "unit",
      "period",
      "open",
      "value",
      "change",
      "changed",
    ];
    const columns = names.map((name): [string, ColumnType] => [name, "number"]);
    const pulse = (value: number) =>
      answer(columns, [["nps", "voice", "NPS", "points", "2026-10-01", 0, value, -9, 1]]);
    expect(judgedChange(pulse(25), "nps", head)?.change?.value).toBe(-9);
    expect(judgedChange(pulse(26), "nps", head)).toBeNull();
    expect(judgedChange(pulse(25), "csat", head)).toBeNull();
    expect(judgedChange(null, "nps", head)).toBeNull();
  });
});

test("bars of rows over time show the last closed period", () => {
  const columns: [string, ColumnType][] = [
    ["period", "date"],
    ["open", "integer"],
    ["channel", "string"],
    ["customers", "integer"],
  ];
  const given = answer(
    columns,
    [
      ["2026-10-01", 0, "web", 7],
      ["2026-11-01", 1, "web", 3],
      ["2026-10-01", 0, null, 2],
    ],
    { form: "bars", x: "channel", y: "customers" },
  );
  const found = categories(given, "month", "ja");
  expect(found?.period).toBe("2026-10-01");
  expect(found?.rows.map((row) => [row.name, row.point.value])).toEqual([
    ["web", 7],
    ["", 2],
  ]);
});

test("a key is no name of a bar: where nothing else tells the rows apart there is no picture", () => {
  const columns: [string, ColumnType][] = [
    ["churn", "share"],
    ["key", "string"],
  ];
  const chart = { form: "bars", x: "by_value", y: "churn" };
  expect(categories(answer(columns, [[0.495, "risk||0"]], chart), "month", "ja")).toBeNull();
});

test("a grid has cohorts as rows, ages as columns, and holes where nothing is told", () => {
  const columns: [string, ColumnType][] = [
    ["cohort", "date"],
    ["age", "integer"],
    ["open", "integer"],
    ["customers", "integer"],
    ["retention", "share"],
    ["retention_low", "share"],
    ["retention_high", "share"],
    ["key", "string"],
  ];
  const grid = heat(
    answer(
      columns,
      [
        ["2026-09-01", 0, 0, 50, 1, 1, 1, "a"],
        ["2026-09-01", 1, 1, 50, 0.4, 0.3, 0.5, "b"],
        ["2026-10-01", 0, 0, 60, 1, 1, 1, "c"],
      ],
      { form: "heat", x: "age", y: "cohort", series: "retention" },
    ),
  );
  expect(grid?.columns).toEqual([0, 1]);
  expect(grid?.rows.map((row) => [row.head, row.n])).toEqual([
    ["2026-09-01", 50],
    ["2026-10-01", 60],
  ]);
  expect(grid?.rows[0]?.cells[1]).toMatchObject({ value: 0.4, open: true, key: "b" });
  expect(grid?.rows[1]?.cells[1]).toBeNull();
  expect(grid?.rows[0]?.cells[0]?.shade).toBe(2);
});

test("a file of rows quotes what must be quoted and leaves the unknown empty", () => {
  const given = answer(
    [
      ["by_value", "string"],
      ["n", "integer"],
    ],
    [
      ['a "b", c', null],
      ["改\n行", 1],
    ],
  );
  expect(csvText(given)).toBe('by_value,n\r\n"a ""b"", c",\r\n"改\n行",1\r\n');
});

test("a table hides what only the page needs", () => {
  expect(shownColumns(answer(NPS, rows)).map((column) => column.name)).toEqual([
    "period",
    "n",
    "nps",
  ]);
});

test("ticks are round and few", () => {
  expect(niceTicks(18, 43)).toEqual([20, 30, 40]);
  expect(niceTicks(-0.3, 0.3, 3)).toEqual([-0.2, 0, 0.2]);
  expect(niceTicks(5, 5)).toEqual([5]);
});

test("bands stay as they follow each other, other rows begin with the largest", () => {
  const columns: [string, ColumnType][] = [
    ["band", "string"],
    ["value", "money"],
  ];
  const chart = { form: "bars", x: "band", y: "value" };
  const names = (given: [string, number][]) =>
    inOrder(categories(answer(columns, given, chart), "month", "ja")?.rows ?? []).map(
      (own) => own.name,
    );
  expect(
    names([
      ["0-20%", 1],
      ["20-50%", 3],
    ]),
  ).toEqual(["0–20%", "20–50%"]);
  expect(
    names([
      ["web", 1],
      ["5th street", 3],
    ]),
  ).toEqual(["5th street", "web"]);
});
