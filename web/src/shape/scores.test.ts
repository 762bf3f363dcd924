// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Answer, Cell, ColumnType } from "../api/types";
import { narrowRange, scoreBar, subtraction } from "./scores";

function answer(columns: [string, ColumnType][], rows: Cell[][]): Pick<Answer, "columns" | "rows"> {
  return { columns: columns.map(([name, type]) => ({ name, type, unit: "", title: name })), rows };
}

describe("the bar of eleven answers", () => {
  const columns = Array.from({ length: 11 }, (_, score): [string, ColumnType] => [
    `score_${score}`,
    "integer",
  ]);
  const counts = [1, 0, 0, 0, 1, 5, 13, 20, 10, 20, 30];
  const bar = scoreBar(answer(columns, [counts]), counts);
  test("puts 0-6, 7-8 and 9-10 together", () => {
    expect(bar?.parts.map((part) => part.count)).toEqual([20, 30, 50]);
    expect(bar?.n).toBe(100);
  });
  test("writes the subtraction out", () => {
    expect(bar && subtraction(bar, 30, "NPS")).toBe("50.0 − 20.0 = NPS 30.0");
    expect(bar && subtraction(bar, -5, "NPS")).toMatch(/NPS −5\.0$/);
  });
  test("names narrow segments as a range", () => {
    expect(bar && narrowRange(bar, 300, 18)).toBe("0–5");
  });
  test("is none without answers or without all eleven columns", () => {
    expect(scoreBar(answer(columns, []), Array<Cell>(11).fill(0))).toBeNull();
    expect(scoreBar(answer(columns.slice(1), [counts]), counts)).toBeNull();
  });
});
