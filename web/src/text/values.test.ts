// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { channelText, languageText, questionText, valueText } from "./values";

test.each([
  ["ja", "en", "Japanese"],
  ["ar", "ja", "アラビア語"],
  ["", "ja", ""],
  ["und", "ja", ""],
  ["no language", "en", ""],
] as const)("the language %j is called in %s %j", (code, language, name) => {
  expect(languageText(code, language)).toBe(name);
});

test("open is a question among voices and a message among actions", () => {
  expect(questionText("open", "ja")).toBe("自由記述");
  expect(valueText("open", "ja")).toBe("開封");
  expect(questionText("nps", "en")).toBe("NPS answer");
});

test("what can be chosen has a name in both languages", () => {
  for (const code of ["groups", "whale", "use", "ignore", "best", "bad", "good", "pnbd"]) {
    expect(valueText(code, "ja")).not.toBe(code);
    expect(valueText(code, "en")).not.toBe(code);
  }
});

test("a company's own words stay as they are", () => {
  expect(channelText("店頭の箱", "en")).toBe("店頭の箱");
  expect(channelText("review", "en")).toBe("Review");
});
