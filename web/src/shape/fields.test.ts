// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Cell } from "../api/types";
import { readFields } from "./fields";
import { layFlows, movesOfBest, readFlows, turnOf } from "./flows";
import { answer } from "./made_up";

describe("the four fields", () => {
  const columns: Parameters<typeof answer>[0] = [
    ["field", "string"],
    ["title", "string"],
    ["customers", "integer"],
    ["share", "share"],
    ["revenue_12m", "money"],
    ["revenue_before_12m", "money"],
    ["key", "string"],
  ];
  const given = answer(
    columns,
    [
      ["content_gone", "Gone", 3, 0.3, 1, 80, "k1"],
      ["content_staying", "Stays", 7, 0.7, 500, 90, "k2"],
      ["surprise", "?", 1, 0.1, 0, 0, "k3"],
    ],
    { form: "fields", x: "field", y: "customers" },
  );
  test("stand as they are read, and what is no field is left out", () => {
    expect(readFields(given).fields.map((field) => field.code)).toEqual([
      "content_staying",
      "content_gone",
    ]);
  });
  test("of those gone tell what they bought before", () => {
    const money = readFields(given).fields.map((field) => field.money);
    expect(money).toEqual([500, 80]);
  });
});

describe("flows", () => {
  const columns: Parameters<typeof answer>[0] = [
    ["from", "string"],
    ["from_title", "string"],
    ["to", "string"],
    ["to_title", "string"],
    ["customers", "integer"],
    ["key", "string"],
  ];
  const chart = { form: "flows", x: "from", y: "customers", series: "to" };
  const rows: Cell[][] = [
    ["new", "New", "content_staying", "Stays", 4, "a"],
    ["content_staying", "Stays", "content_staying", "Stays", 50, "b"],
    ["content_staying", "Stays", "complaining_gone", "Lost", 8, "c"],
    ["complaining_gone", "Lost", "content_staying", "Stays", 2, "d"],
    ["no_answer", "None", "content_staying", "Stays", 0, "e"],
    ["new", "New", "no_answer", "None", 6, "f"],
  ];
  const flows = readFlows(answer(columns, rows, chart));
  test("a move is a loss or a gain only between states that are known", () => {
    expect(turnOf("content_staying", "complaining_staying")).toBe("loss");
    expect(turnOf("complaining_gone", "content_staying")).toBe("gain");
    expect(turnOf("retention", "lapsed")).toBe("loss");
    expect(turnOf("lapsed", "retention")).toBe("gain");
    expect(turnOf("new", "content_staying")).toBe("");
    expect(turnOf("content_staying", "content_staying")).toBe("");
    expect(turnOf("content_gone", "complaining_staying")).toBe("");
  });
  test("nobody is no flow, and new people come last", () => {
    expect(flows?.from.map((node) => node.code)).toEqual([
      "content_staying",
      "complaining_gone",
      "new",
    ]);
    expect(flows?.from[0]).toMatchObject({ title: "Stays", count: 58 });
  });
  test("are as thick as they are many, and lie within their states", () => {
    const laid = flows && layFlows(flows, 300);
    const stays = laid?.from[0];
    const own = laid?.ribbons.filter((ribbon) => ribbon.from === "content_staying") ?? [];
    const thick = own.reduce((sum, ribbon) => sum + ribbon.thick, 0);
    expect(thick).toBeCloseTo(stays?.height ?? 0, 6);
    expect(Math.min(...own.map((ribbon) => ribbon.left))).toBeCloseTo(stays?.top ?? 0, 6);
    const tops = laid?.to.map((box) => box.top + box.height / 2) ?? [];
    tops.slice(1).forEach((top, at) => expect(top - (tops[at] ?? 0)).toBeGreaterThan(30));
  });
  test("tell what left the best state and what came to it", () => {
    const moves = flows && movesOfBest(flows);
    expect(moves?.left.map((flow) => flow.count)).toEqual([8]);
    expect(moves?.came.map((flow) => flow.count)).toEqual([2]);
  });
  test("between states that are not known are counted, not drawn", () => {
    expect(flows?.outside).toBe(6);
    expect(flows?.to.map((node) => node.code)).not.toContain("no_answer");
  });
  test("are nothing without their columns", () => {
    expect(readFlows(answer([["x", "string"]], [["a"]], chart))).toBeNull();
  });
});
