// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { Answer } from "../api/types";
import { readBalance } from "./balance";

const column = (name: string) => ({ name, type: "number" as const, unit: "", title: name });

function answer(rows: [string, string | null, number | null, number | null][]): Answer {
  return {
    columns: ["trait", "level", "before", "after"].map(column),
    rows,
    chart: {
      form: "balance",
      x: "trait",
      y: "after",
      series: "level",
      side: "action",
      beside: "before",
    },
  } as unknown as Answer;
}

test("what was furthest apart stands first, whichever side it lay on", () => {
  const { rows } = readBalance(
    answer([
      ["Region", "Osaka", 0.05, 0.01],
      ["Days bought", null, -0.4, 0.02],
      ["Spent", "2^9", 0.2, -0.03],
    ]),
    10,
  );
  expect(rows.map((row) => [row.name, row.before, row.after])).toEqual([
    ["Days bought", 0.4, 0.02],
    ["Spent", 0.2, 0.03],
    ["Region", 0.05, 0.01],
  ]);
});

test("what is still apart is never among those that are not shown", () => {
  const balance = readBalance(
    answer([
      ["Age", "0", 0.9, 0],
      ["Age", "1", 0.8, 0],
      ["Region", "Osaka", 0.11, -0.1],
    ]),
    1,
  );
  expect(balance.rows.map((row) => row.name)).toEqual(["Region"]);
  expect([balance.rest, balance.apart, balance.all]).toEqual([2, 1, 3]);
});

test("rows without a difference are not drawn", () => {
  expect(readBalance(answer([["Age", "0", null, null]]), 5)).toEqual({
    rows: [],
    rest: 0,
    apart: 0,
    all: 0,
  });
});
