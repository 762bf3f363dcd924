// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { missingList } from "../text/missing";
import { alternatives, importCommand, insightCommand, parseMissing } from "./command";

test("the command line says the same as the page", () => {
  const record = {
    name: "rfm",
    parameters: [
      { name: "window_days", type: "integer" as const, default: "365", choices: [], title: "" },
    ],
  };
  const query = {
    where: "region = 'it''s'",
    all_answers: "true",
    window_days: "90",
    key: "k",
    as_of: "2026-10-31",
  };
  expect(insightCommand(record, query)).toBe(
    `mikata rfm BOOK --where 'region = '\\''it'\\'''\\''s'\\''' --as-of 2026-10-31 --all-answers --window-days 90`,
  );
  expect(insightCommand(record, {})).toBe("mikata rfm BOOK");
});

test("what is missing becomes an import", () => {
  expect(parseMissing("voices.question=nps")).toEqual({
    table: "voices",
    column: "question",
    value: "nps",
  });
  expect(parseMissing("actions")).toEqual({ table: "actions", column: "", value: "" });
  expect(importCommand(["voices.question=nps"])).toBe("mikata import BOOK FILE --as voices");
  expect(importCommand(["voices", "actions.kind=open"])).toBe("mikata import BOOK FILE");
});

test("either of several facts may be enough", () => {
  const either = "voices.status=invited|actions.kind=campaign";
  expect(alternatives(either)).toEqual(["voices.status=invited", "actions.kind=campaign"]);
  expect(alternatives("")).toEqual([]);
  expect(importCommand([either])).toBe("mikata import BOOK FILE");
  expect(missingList([either], "ja")).toBe("アンケートを送った記録か、こちらから送った記録");
  expect(missingList(["voices.question=odd"], "en")).toBe("records whose voices.question is “odd”");
});
