// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Answer, Cell, ColumnType } from "../api/types";
import { answer } from "./made_up";
import { costKnown, fixFirst, painsOf, weakDriver } from "./pains";

const PAINS: [string, ColumnType][] = [
  ["theme", "string"],
  ["title", "string"],
  ["share", "share"],
  ["pain_low", "number"],
  ["customers", "integer"],
  ["money", "money"],
  ["quote", "string"],
  ["key", "string"],
];

function pain(theme: string, low: Cell, customers: number, money: Cell): Cell[] {
  return [theme, theme, 0.1, low, customers, money, "", `|${theme}`];
}

function pains(...rows: Cell[][]): Answer {
  return answer(PAINS, rows);
}

const DRIVERS: [string, ColumnType][] = [
  ["title", "string"],
  ["share", "share"],
  ["share_low", "share"],
  ["performance", "number"],
  ["key", "string"],
];

describe("pains", () => {
  test("stand by the money behind them, what clearly hurts first", () => {
    const found = painsOf(
      pains(pain("a", 0, 50, 900), pain("b", 0.1, 9, 300), pain("c", 0.2, 8, 400)),
    );
    expect(found.map((own) => own.theme)).toEqual(["c", "b", "a"]);
  });
  test("a pain without a lower end is not sure", () => {
    expect(painsOf(pains(pain("a", null, 50, 900)))[0]?.sure).toBe(false);
  });
});

const COSTS: [string, ColumnType][] = [
  ...PAINS,
  ["lost", "money"],
  ["lost_low", "money"],
  ["lost_high", "money"],
];

function cost(theme: string, lost: Cell, low: Cell): Cell[] {
  const high = typeof lost === "number" ? lost + 100 : null;
  return [...pain(theme, 0.1, 9, 500), lost, low, high];
}

describe("pains whose cost is known", () => {
  test("stand by it: what is clearly lost first, what cannot be said last", () => {
    const rows = [
      cost("a", 900, -5),
      cost("b", 300, 20),
      cost("c", -40, -90),
      cost("d", null, null),
    ];
    const found = painsOf(answer(COSTS, rows));
    expect(found.map((own) => own.theme)).toEqual(["b", "a", "c", "d"]);
    expect(found[0]).toMatchObject({ money: 300, low: 20, high: 400, sure: true });
    expect(found[1]?.sure).toBe(false);
  });
  test("are ranked as before when it cannot be said of any", () => {
    const told = answer(COSTS, [cost("a", null, null)]);
    expect(costKnown(told)).toBe(false);
    expect(painsOf(told)[0]).toMatchObject({ money: 500, low: null, sure: true });
    expect(costKnown(pains(pain("a", 0, 1, 1)))).toBe(false);
  });
});

describe("what to fix first", () => {
  const drivers = answer(DRIVERS, [
    ["slow", 0.4, 0.2, 6, "d1"],
    ["fine", 0.5, 0.4, 9, "d2"],
    ["small", 0.1, -0.1, 5, "d3"],
  ]);
  test("is the sure pain with the most money, whatever moves the score", () => {
    const found = fixFirst(pains(pain("a", 0, 50, 900), pain("b", 0.1, 9, 300)), drivers);
    expect(found).toMatchObject({ kind: "pain", pain: { theme: "b", sure: true } });
  });
  test("is the weak driver when no pain is sure", () => {
    const found = fixFirst(pains(pain("a", 0, 50, 900)), drivers);
    expect(found).toMatchObject({ kind: "driver", driver: { title: "slow" } });
  });
  test("is an unsure pain only when five people have it", () => {
    expect(fixFirst(pains(pain("a", 0, 5, 900)), null)).toMatchObject({ kind: "pain" });
    expect(fixFirst(pains(pain("a", 0, 4, 900)), null)).toEqual({ kind: "few" });
  });
  test("is nothing when nobody complains", () => {
    expect(fixFirst(pains(), null)).toBeNull();
    expect(fixFirst(null, null)).toBeNull();
  });
});

describe("the weak driver", () => {
  test("is none when one cannot compare, or nothing is known of how well it is done", () => {
    expect(weakDriver(answer(DRIVERS, [["only", 1, 0.9, 3, "k"]]))).toBeNull();
    expect(weakDriver(answer([["title", "string"]], [["x"]]))).toBeNull();
    const unrated: Cell[][] = [
      ["a", 0.6, 0.5, null, ""],
      ["b", 0.4, 0.3, null, ""],
    ];
    expect(weakDriver(answer(DRIVERS, unrated))).toBeNull();
  });
});
