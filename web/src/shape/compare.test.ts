// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { asShares, difference, judgeTogether, pairsByName, pairsTable, pValue } from "./compare";
import { answer } from "./made_up";

const estimate = (value: number | null, low: number | null, high: number | null) => ({
  value,
  low,
  high,
});

describe("the difference of two groups", () => {
  // Newcombe (1998), paper II, example (a), method 10: 56/70 and 48/80 with Wilson intervals
  // .6912-.8770 and .4904-.7003: the difference .20 lies within .0524 to .3339.
  test("is that of the published example", () => {
    const wilson = (count: number, n: number) => {
      const points = asShares([
        { x: "", value: count, low: null, high: null, n, open: false, key: "" },
        { x: "", value: n - count, low: null, high: null, n, open: false, key: "" },
      ]);
      return points[0] ?? estimate(null, null, null);
    };
    const found = difference(wilson(56, 70), wilson(48, 80));
    expect(found?.value).toBeCloseTo(0.2, 10);
    expect(found?.low).toBeCloseTo(0.0524, 4);
    expect(found?.high).toBeCloseTo(0.3339, 4);
    expect(found?.changed).toBe(true);
  });
  test("is not clear when its interval holds 0", () => {
    expect(difference(estimate(5, 1, 9), estimate(3, 0, 6))?.changed).toBe(false);
  });
  test("is not judged without intervals, and nothing without values", () => {
    const bare = difference(estimate(5, null, null), estimate(3, 0, 6));
    expect(bare).toMatchObject({ value: 2, judged: false, changed: false });
    expect(difference(estimate(null, null, null), estimate(3, 0, 6))).toBeNull();
  });
});

describe("many differences", () => {
  const change = (value: number, half: number) => ({
    value,
    low: value - half,
    high: value + half,
    changed: Math.abs(value) > half,
    judged: true,
  });
  test("p is .05 at the end of the interval", () => {
    expect(pValue(1)).toBeCloseTo(0.05, 4);
    expect(pValue(0)).toBeCloseTo(1, 4);
  });
  test("one of twenty that is barely clear is no longer called so", () => {
    const still = Array.from({ length: 19 }, () => change(0.1, 1));
    const judged = judgeTogether([change(1.05, 1), ...still, null]);
    expect(judged[0]?.changed).toBe(false);
    expect(judged.at(-1)).toBeNull();
    expect(judgeTogether([change(2.5, 1), ...still])[0]?.changed).toBe(true);
    expect(judgeTogether([change(1.05, 1)])[0]?.changed).toBe(true);
  });
});

describe("rows side by side", () => {
  const bars = { form: "bars", x: "name", y: "share" };
  const columns: Parameters<typeof answer>[0] = [
    ["name", "string"],
    ["n", "integer"],
    ["share", "share"],
    ["share_low", "share"],
    ["share_high", "share"],
  ];
  const these = answer(columns, [["a", 10, 0.6, 0.5, 0.7]], bars);
  const rest = answer(
    columns,
    [
      ["a", 20, 0.2, 0.1, 0.3],
      ["b", 5, 0.4, 0.2, 0.6],
    ],
    bars,
  );
  test("are joined by their names, and a name that one lacks has no difference", () => {
    const found = pairsByName(these, rest, { grain: "month", language: "en" });
    expect(found?.rows.map((row) => row.name)).toEqual(["a", "b"]);
    expect(found?.rows[0]?.difference).toMatchObject({ changed: true });
    expect(found?.rows[1]?.difference).toBeNull();
  });
  test("leave as a table with the difference and whether it is clear", () => {
    const found = pairsByName(these, rest, { grain: "month", language: "en" });
    const table = found && pairsTable(found);
    expect(table?.columns.at(-1)?.name).toBe("clear");
    expect(table?.rows[0]?.slice(0, 3)).toEqual(["a", 10, 0.6]);
    expect(table?.rows[0]?.at(-1)).toBe(1);
    expect(table?.rows[1]?.at(-1)).toBeNull();
  });
});
