// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { glyphPlaces } from "../charts/glyph";
import type { Cell, Column, Table } from "../api/types";
import { en } from "../text/en";
import { ja } from "../text/ja";
import { changeText, pulseRows, pulseSentence, toldPoint } from "./pulse";

const NAMES = [
  "measure",
  "side",
  "title",
  "unit",
  "period",
  "open",
  "value",
  "value_low",
  "value_high",
  "n",
  "change",
  "change_low",
  "change_high",
  "changed",
  "previous",
  "key",
];
const columns: Column[] = NAMES.map((name) => ({ name, type: "number", unit: "", title: name }));

interface Given {
  name: string;
  side: "voice" | "action";
  change: number | null;
  changed?: boolean;
  judged?: boolean;
}

// Two closed periods and an open one.
function measure({ name, side, change, changed = false, judged: told = true }: Given): Cell[][] {
  const row = (period: string, open: number, value: number, tail: Cell[]): Cell[] => [
    name,
    side,
    name.toUpperCase(),
    "points",
    period,
    open,
    value,
    value - 4,
    value + 4,
    900,
    ...tail,
    `${name}|${period}`,
  ];
  const none: Cell[] = [null, null, null, null, null];
  const judged: Cell[] =
    change === null ? none : [change, change - 2, change + 2, told ? (changed ? 1 : 0) : null, 30];
  return [
    row("2026-11-01", 1, 20, none),
    row("2026-09-01", 0, 30, none),
    row("2026-10-01", 0, 30 + (change ?? 0), judged),
  ];
}

function table(...given: Given[]): Table {
  return { columns, rows: given.flatMap(measure) };
}

const still: Given[] = [
  { name: "csat", side: "voice", change: -1 },
  { name: "churn", side: "action", change: 0.5 },
];

describe("the rows of the pulse", () => {
  const [nps] = pulseRows(table({ name: "nps", side: "voice", change: -8.9, changed: true }));
  test("are in order of time whatever the order they came in, the open period apart", () => {
    expect(nps?.points.map((point) => point.x)).toEqual(["2026-09-01", "2026-10-01"]);
    expect(nps?.open?.x).toBe("2026-11-01");
  });
  test("carry the judgement of the last closed period", () => {
    expect(nps?.change).toEqual({ value: -8.9, low: -10.9, high: -6.9, changed: true, judged: true });
    expect(nps?.previous).toBe(30);
  });
  test("keep at most thirteen closed periods", () => {
    const rows = Array.from({ length: 20 }, (_, at) => {
      const row = measure({ name: "nps", side: "voice", change: null })[1] ?? [];
      return row.map((cell, column) => (column === 4 ? `2025-${String(at + 10)}-01` : cell));
    });
    expect(pulseRows({ columns, rows })[0]?.points).toHaveLength(13);
  });
  test("say the newest closed period, or the one under way while none is closed", () => {
    expect(nps && toldPoint(nps)?.x).toBe("2026-10-01");
    const first = measure({ name: "nps", side: "voice", change: null }).slice(0, 1);
    const [young] = pulseRows({ columns, rows: first });
    expect(young && toldPoint(young)).toMatchObject({ x: "2026-11-01", open: true, n: 900 });
  });
  test("of an empty table are none", () => {
    expect(pulseRows({ columns, rows: [] })).toEqual([]);
  });
});

describe("the sentence of the home page", () => {
  const sentence = (given: Given[], language: "ja" | "en") =>
    pulseSentence(pulseRows(table(...given)), "month", language, language === "ja" ? ja : en);

  test("counts the changes and says which way they went", () => {
    const given: Given[] = [
      { name: "nps", side: "voice", change: -8.9, changed: true },
      { name: "ease", side: "voice", change: -6, changed: true },
      ...still,
    ];
    expect(sentence(given, "ja").lines).toEqual([
      "変わったのは4つのうち2つ。",
      "NPSと、EASEが下がりました。",
    ]);
    expect(sentence(given, "ja").lead).toBe(
      "10月を9月と比べました。行動の1つには、まだ差が見えません。",
    );
    expect(sentence(given, "en").lines).toEqual([
      "Two of four measures changed:",
      "NPS and EASE went down.",
    ]);
    expect(sentence(given, "en").lead).toContain("October against September.");
  });
  test("tells falls and rises apart", () => {
    const given: Given[] = [
      { name: "nps", side: "voice", change: -8.9, changed: true },
      { name: "repeat", side: "action", change: 4, changed: true },
    ];
    expect(sentence(given, "ja").lines[1]).toBe("NPSが下がり、REPEATが上がりました。");
    expect(sentence(given, "en").lines[1]).toBe("NPS went down; REPEAT went up.");
    expect(sentence(given, "ja").lead).toBe("10月を9月と比べました。");
  });
  test("quotes a name that is a verb", () => {
    const given = table({ name: "again", side: "action", change: 4, changed: true });
    const rows = pulseRows(given).map((row) => ({ ...row, title: "続けて買った" }));
    expect(pulseSentence(rows, "month", "ja", ja).lines[1]).toBe(
      "「続けて買った」が上がりました。",
    );
  });
  test("says so when nothing changed by more than chance", () => {
    expect(sentence(still, "ja").lines).toEqual(["変わったと言える数字はありません。"]);
    expect(sentence(still, "en").lines).toEqual(["Nothing changed by more than chance."]);
  });
  test("says that it cannot tell where nothing could be judged", () => {
    const few: Given[] = [{ name: "nps", side: "voice", change: 5, judged: false }];
    expect(sentence(few, "ja").lines).toEqual(["数がまだ少なく、変わったかどうかは判定できません。"]);
    expect(sentence(few, "en").lines).toEqual(["Too few yet to tell whether anything changed."]);
  });
  test("does not hide that something changed since a year ago", () => {
    const since = { value: 4, low: 2, high: 6, changed: true, judged: true };
    const rows = pulseRows(table(...still)).map((row) => ({ ...row, yearAgo: since }));
    expect(pulseSentence(rows, "month", "ja", ja).lead).toBe(
      "10月を9月と比べました。ただし、前年の同じ期間からは2つが変わっています。",
    );
    expect(pulseSentence(rows, "month", "en", en).lead).toBe(
      "October against September. Against a year ago, two changed.",
    );
  });
  test("claims nothing when no change was judged", () => {
    const given: Given[] = [{ name: "nps", side: "voice", change: null }];
    expect(sentence(given, "ja").lines).toEqual(["比べられる期間が、まだありません。"]);
    expect(pulseSentence([], "month", "en", en).lead).toBe("");
  });
});

describe("a change", () => {
  const measureOf = { type: "points" as const, unit: "" };
  test("has an arrow only when it is one", () => {
    expect(
      changeText({ value: -8.9, low: -14.9, high: -2.9, changed: true, judged: true }, measureOf, "ja"),
    ).toBe("▼ 8.9");
    expect(changeText({ value: 8.9, low: 2.9, high: 14.9, changed: true, judged: true }, measureOf, "ja")).toBe(
      "▲ 8.9",
    );
    expect(changeText({ value: -1.4, low: -4, high: 1, changed: false, judged: true }, measureOf, "ja")).toBe(
      "−1.4",
    );
    expect(changeText({ value: 0.4, low: -1, high: 2, changed: false, judged: true }, measureOf, "en")).toBe(
      "+0.4",
    );
  });
  test("lies right of zero when it is for the better, also where less is better", () => {
    const fall = { value: -2, low: -3, high: -1, changed: true, judged: true };
    expect(glyphPlaces(fall, false).dot).toBeLessThan(67);
    expect(glyphPlaces(fall, true).dot).toBeGreaterThan(67);
    expect(glyphPlaces({ ...fall, low: -3, high: 1 }, false).to).toBeGreaterThan(67);
  });
  test("without an interval is a dot alone", () => {
    const { from, to, dot } = glyphPlaces(
      { value: 0, low: null, high: null, changed: false, judged: true },
      false,
    );
    expect([from, to, dot]).toEqual([67, 67, 67]);
  });
});
