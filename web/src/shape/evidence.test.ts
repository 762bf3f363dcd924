// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { quotesOf, segments } from "./evidence";
import { hitsOf } from "./hits";

const texts = (text: string, spans: { start: number; end: number; of: string }[]) =>
  segments(text, spans).map((own) => own.text);

describe("evidence", () => {
  test("cuts by code points, so that characters of two units count once", () => {
    const text = "😊𠮷野家は高い👨‍👩‍👧。";
    const found = segments(text, [{ start: 5, end: 7, of: "negative" }]);
    expect(found.map((own) => own.text)).toEqual(["😊𠮷野家は", "高い", "👨‍👩‍👧。"]);
    expect(found[1]).toMatchObject({ judged: "negative", begins: true, themes: [] });
  });
  test("keeps every letter, also where spans lie over each other", () => {
    const text = "値段は高いが物は良い";
    const spans = [
      { start: 0, end: 5, of: "price" },
      { start: 3, end: 5, of: "negative" },
      { start: 3, end: 10, of: "value" },
      { start: 8, end: 10, of: "positive" },
    ];
    const found = segments(text, spans);
    expect(found.map((own) => own.text).join("")).toBe(text);
    expect(found.map((own) => [own.text, own.judged, own.themes])).toEqual([
      ["値段は", "", ["price"]],
      ["高い", "negative", ["price", "value"]],
      ["が物は", "", ["value"]],
      ["良い", "positive", ["value"]],
    ]);
  });
  test("has its sign where the judgement begins, changes, or a sentence begins", () => {
    const text = "親切で早い、でも高い。高い。良い";
    const spans = [
      { start: 0, end: 2, of: "positive" },
      { start: 3, end: 5, of: "positive" },
      { start: 3, end: 4, of: "effort" },
      { start: 8, end: 10, of: "negative" },
      { start: 11, end: 13, of: "negative" },
      { start: 14, end: 16, of: "positive" },
    ];
    const found = segments(text, spans).filter((own) => own.judged);
    expect(found.map((own) => [own.text, own.judged, own.begins])).toEqual([
      ["親切", "positive", true],
      ["早", "positive", false],
      ["い", "positive", false],
      ["高い", "negative", true],
      ["高い", "negative", true],
      ["良い", "positive", true],
    ]);
  });
  test("shows a clause that is both good and bad as bad", () => {
    const both = ["positive", "negative"].map((of) => ({ start: 0, end: 2, of }));
    expect(segments("ab", both)[0]?.judged).toBe("negative");
  });
  test.each([
    ["before the beginning", { start: -1, end: 2 }],
    ["turned round", { start: 2, end: 1 }],
    ["empty", { start: 1, end: 1 }],
    ["beyond the end", { start: 9, end: 12 }],
    ["no number", { start: Number.NaN, end: 2 }],
    ["half a number", { start: 0.5, end: 2 }],
  ])("that is %s is passed over", (_, span) => {
    expect(texts("abc", [{ ...span, of: "negative" }])).toEqual(["abc"]);
  });
  test("that ends too late ends with the text", () => {
    expect(texts("abc", [{ start: 1, end: 99, of: "negative" }])).toEqual(["a", "bc"]);
  });
  test("of no text is nothing", () => {
    expect(segments("", [{ start: 0, end: 1, of: "negative" }])).toEqual([]);
  });
  test("is quoted in the order of the text, each quote once", () => {
    const spans = [
      { start: 4, end: 6, of: "price" },
      { start: 0, end: 2, of: "price" },
      { start: 6, end: 8, of: "price" },
      { start: 2, end: 4, of: "value" },
    ];
    expect(quotesOf("高い送料高い値段", spans, "price")).toEqual(["高い", "値段"]);
    expect(quotesOf("高い", spans, "trust")).toEqual([]);
  });
});

describe("searched words", () => {
  test.each([
    ["バス", "前のﾊﾞｽは遅い", [{ start: 2, end: 5 }]],
    [
      "ﾎﾟｲﾝﾄ",
      "ポイントとポイント",
      [
        { start: 0, end: 4 },
        { start: 5, end: 9 },
      ],
    ],
    [
      "nps",
      "ＮＰＳ and NPS",
      [
        { start: 0, end: 3 },
        { start: 8, end: 11 },
      ],
    ],
    ["高い", "😊👨‍👩‍👧高い", [{ start: 6, end: 8 }]],
    ["株", "㍿", [{ start: 0, end: 1 }]],
    [
      "late box",
      "The box was late",
      [
        { start: 12, end: 16 },
        { start: 4, end: 7 },
      ],
    ],
    ["", "anything", []],
    ["  ", "anything", []],
    ["高い", "安い", []],
    ["(", "a(b", [{ start: 1, end: 2 }]],
  ])("%s stand in %s", (searched, text, hits) => {
    expect(hitsOf(text, searched)).toEqual(hits);
  });
  test("of a very long remark are not looked for on the page", () => {
    expect(hitsOf("高い".repeat(20_000), "高い")).toEqual([]);
  });
});
