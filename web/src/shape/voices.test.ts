// SPDX-License-Identifier: Apache-2.0
// The address of the voices page, its keys, and what a correction holds.
import { describe, expect, test } from "vitest";
import type { Reading } from "../api/voices";
import { correctionOf } from "./correction";
import { addDays } from "./date";
import {
  choose,
  chooseMonth,
  cleared,
  everyMonth,
  keyInAddress,
  monthDays,
  monthOf,
  narrowing,
  voicesRequest,
} from "./voice_filters";
import { actionOf, placeAfter, type Pressed } from "./voice_keys";

const reading: Reading = {
  sentiment: -0.62,
  label: "negative",
  confidence: 0.81,
  themes: [{ key: "price", title: "値段" }],
  emotion: null,
  evidence: [],
  corrected: false,
};
describe("the address of the voices page", () => {
  test("asks the server by what narrows the list, and by nothing else of the reader's", () => {
    const query = {
      lang: "en",
      theme: "dark",
      topic: "price",
      text: "高い",
      voice: "V-1",
      foo: "1",
    };
    expect(voicesRequest(query, "2026-11-15")).toEqual({ text: "高い", theme: "price" });
  });
  test("asks for what has no touchpoint by an empty one", () => {
    expect(voicesRequest({ touchpoint: "-", topic: "-" }, null)).toEqual({
      touchpoint: "",
      theme: "-",
    });
    expect(keyInAddress("")).toBe("-");
    expect(keyInAddress("配送")).toBe("配送");
  });
  test("counts the latest days back from the book's last one, both ends in", () => {
    const asked = voicesRequest({ last: "30d" }, "2026-11-15");
    expect(asked).toEqual({ start: "2026-10-17", end: "2026-11-15" });
  });
  test.each([
    [{ last: "30" }, "2026-11-15"],
    [{ last: "-3d" }, "2026-11-15"],
    [{ last: "0d" }, "2026-11-15"],
    [{ last: "30d" }, null],
    [{ last: "999999999d" }, "2026-11-15"],
  ])("is the whole of the book when %o cannot be counted", (query, asOf) => {
    expect(voicesRequest(query as never, asOf)).toEqual({});
  });
  test("loses a filter that is chosen again, and with any change what was opened", () => {
    expect(choose({}, "topic", "price")).toEqual({ topic: "price", voice: null });
    expect(choose({ topic: "price" }, "topic", "price")).toEqual({ topic: null, voice: null });
  });
  test("knows by what it is narrowed, and how to take all away", () => {
    const query = { lang: "ja", topic: "price", last: "90d", voice: "V-1", text: "" };
    expect(narrowing(query)).toEqual(["topic", "last"]);
    expect(Object.values(cleared()).every((value) => value === null)).toBe(true);
    expect(Object.keys(cleared())).toContain("last");
    expect(Object.keys(cleared())).not.toContain("lang");
  });
  test("tells a month by its first and last day", () => {
    expect(monthDays("2028-02")).toEqual({ start: "2028-02-01", end: "2028-02-29" });
    expect(monthDays("2026-12")).toEqual({ start: "2026-12-01", end: "2026-12-31" });
    expect(monthOf({ start: "2026-10-01", end: "2026-10-31" })).toBe("2026-10");
    expect(monthOf({ start: "2026-10-01", end: "2026-10-30" })).toBe("");
    expect(monthDays("2026-13")).toBeNull();
    expect(monthDays("")).toBeNull();
  });
  test("takes the month that is chosen again away", () => {
    const query = { start: "2026-10-01", end: "2026-10-31" };
    expect(chooseMonth(query, "2026-10")).toMatchObject({ start: null, end: null, last: null });
    expect(chooseMonth({ last: "90d" }, "2026-09")).toMatchObject({
      start: "2026-09-01",
      end: "2026-09-30",
      last: null,
    });
  });
  test("has the months without a word too, the latest ones when they are many", () => {
    expect(everyMonth(["2026-02", "2025-11"], 12)).toEqual([
      "2025-11",
      "2025-12",
      "2026-01",
      "2026-02",
    ]);
    expect(everyMonth(["2020-01", "2026-02"], 2)).toEqual(["2026-01", "2026-02"]);
    expect(everyMonth(["", "nonsense"], 12)).toEqual([]);
  });
  test("counts days over the ends of months and years", () => {
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
  });
});

describe("a key", () => {
  const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
    key,
    other: false,
    typing: false,
    focus: "outside",
    ...more,
  });
  test.each([
    ["j", "next"],
    ["k", "previous"],
    ["e", "correct"],
    ["u", "undo"],
    ["/", "search"],
    ["Escape", "close"],
    ["ArrowDown", null],
    ["Enter", null],
    ["x", null],
    ["J", null],
  ])("%s does %s where nothing is written", (key, action) => {
    expect(actionOf(pressed(key))).toBe(action);
  });
  test("moves and opens from the remark itself, not from a button inside it", () => {
    expect(actionOf(pressed("ArrowDown", { focus: "remark" }))).toBe("next");
    expect(actionOf(pressed("Enter", { focus: "remark" }))).toBe("open");
    expect(actionOf(pressed("Enter", { focus: "inside" }))).toBeNull();
    expect(actionOf(pressed("ArrowUp", { focus: "inside" }))).toBeNull();
  });
  test("is a letter where one writes; Esc closes the form inside a remark", () => {
    expect(actionOf(pressed("j", { typing: true }))).toBeNull();
    expect(actionOf(pressed("/", { typing: true }))).toBeNull();
    expect(actionOf(pressed("Escape", { typing: true }))).toBeNull();
    expect(actionOf(pressed("Escape", { typing: true, focus: "inside" }))).toBe("close");
  });
  test("belongs to the browser with Ctrl, and to the kana conversion", () => {
    expect(actionOf(pressed("j", { other: true }))).toBeNull();
    expect(actionOf(pressed("Escape", { other: true }))).toBeNull();
  });
  test.each([
    ["next", -1, 3, 0],
    ["previous", -1, 3, 2],
    ["next", 1, 3, 2],
    ["next", 2, 3, -1],
    ["previous", 0, 3, -1],
    ["next", -1, 0, -1],
  ] as const)("%s from %i of %i leads to %i", (action, from, count, to) => {
    expect(placeAfter(action, from, count)).toBe(to);
  });
});

describe("a correction", () => {
  test("holds only what was changed", () => {
    expect(correctionOf(reading, "positive", ["price"])).toEqual({ label: "positive" });
    expect(correctionOf(reading, "negative", ["price", "value"])).toEqual({
      themes: ["price", "value"],
    });
    expect(correctionOf(reading, "negative", [])).toEqual({ themes: [] });
  });
  test("of nothing is none, whatever the order of the themes", () => {
    expect(correctionOf(reading, "negative", ["price"])).toBeNull();
    const two = { ...reading, themes: ["a", "b"].map((key) => ({ key, title: key })) };
    expect(correctionOf(two, "negative", ["b", "a"])).toBeNull();
    expect(correctionOf(null, "", [])).toBeNull();
  });
  test("of what was never read is what is said of it", () => {
    expect(correctionOf(null, "neutral", ["price"])).toEqual({
      label: "neutral",
      themes: ["price"],
    });
  });
});
