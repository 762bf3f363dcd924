// SPDX-License-Identifier: Apache-2.0
// The remarks as a file, and the themes that a company writes.
import { describe, expect, test } from "vitest";
import type { Voice } from "../api/voices";
import { csvText } from "./csv";
import { draftErrors, EMPTY_DRAFT, fieldOf, suggestedKey, themeBody } from "./theme_draft";
import { voiceTable } from "./voice_table";

const voice: Voice = {
  voice_id: "V-1",
  customer_id: null,
  day: "2026-10-03",
  question: "nps",
  score: 2,
  scale: [0, 10],
  touchpoint: "配送",
  channel: "survey",
  language: "ja",
  text: "高い",
  reading: {
    sentiment: -0.62,
    label: "negative",
    confidence: 0.81,
    themes: [{ key: "price", title: "値段" }],
    emotion: null,
    evidence: [],
    corrected: false,
  },
  like: 14,
  respond: null,
};

describe("the list as a file", () => {
  test("has a row per remark, its words unbroken", () => {
    const lines = csvText(voiceTable([{ ...voice, text: 'a,"b"\nc' }])).split("\r\n");
    expect(lines[0]).toMatch(/^voice_id,customer_id,day,question,score,/);
    expect(lines[1]).toContain(
      'V-1,,2026-10-03,nps,2,0,10,配送,survey,ja,"a,""b""\nc",-0.62,negative',
    );
  });
  test("has empty cells where nothing was read", () => {
    const row = voiceTable([{ ...voice, reading: null, scale: null, score: null }]).rows[0];
    expect(row?.slice(-6)).toEqual([null, null, null, null, null, 14]);
  });
  test.each([
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-高い", "'-高い"],
    ["＝cmd", "'＝cmd"],
    ["\u200b=1", "'\u200b=1"],
    ["\t=1", "'\t=1"],
    ["-5", "-5"],
    ["+81", "+81"],
    ["高い=", "高い="],
    ["", ""],
  ])("%j is no formula: %j", (text, told) => {
    const table = {
      columns: [{ name: "text", type: "string" as const, unit: "", title: "" }],
      rows: [[text]],
    };
    expect(csvText(table).split("\r\n")[1]).toBe(told);
  });
});

describe("a theme of one's own", () => {
  const draft = { ...EMPTY_DRAFT, ja: " 包装 ", patterns_ja: "箱\n\n 箱 \nごみ " };
  test("is sent with its words once each, named in both languages", () => {
    expect(themeBody(draft)).toEqual({
      title: { ja: "包装", en: "包装" },
      patterns: { ja: ["箱", "ごみ"], en: [] },
    });
  });
  test("gets its key from the English name, else the next number", () => {
    expect(suggestedKey({ ...draft, en: "Gift Wrapping!" }, [])).toBe("gift_wrapping");
    expect(suggestedKey({ ...draft, en: "24h Café" }, [])).toBe("h_cafe");
    expect(suggestedKey(draft, ["own_1", "own_2"])).toBe("own_3");
  });
  test("is refused without a name, without words, with a key that is wrong or taken", () => {
    expect(draftErrors(EMPTY_DRAFT, true, [])).toEqual({
      ja: "theme_needs_name",
      patterns_ja: "theme_needs_pattern",
      key: "theme_needs_key",
    });
    expect(draftErrors({ ...draft, key: "box" }, true, ["box"])).toEqual({
      key: "theme_key_taken",
    });
    expect(draftErrors({ ...draft, key: "1 box" }, true, [])).toEqual({ key: "theme_needs_key" });
    expect(draftErrors({ ...draft, key: "box" }, false, ["box"])).toEqual({});
  });
  test.each([
    ["/patterns/ja/0", "patterns_ja"],
    ["/body/patterns/en/2", "patterns_en"],
    ["/body/title/ja", "ja"],
    ["/body", ""],
    ["/bodyguard", ""],
    ["/patterns/en", "patterns_en"],
    ["/title/en", "en"],
    ["/title", "ja"],
    ["/key", "key"],
    ["/", ""],
    ["", ""],
  ])("hears what the server says of %s at %s", (pointer, field) => {
    expect(fieldOf(pointer)).toBe(field);
  });
});
