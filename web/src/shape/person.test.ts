// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import type { BehindPage, Cell, ColumnType } from "../api/types";
import { personOf } from "./person";

function page(columns: [string, ColumnType][], row: Cell[]): BehindPage {
  const told = columns.map(([name, type]) => ({ name, type, unit: "", title: name }));
  return { columns: told, rows: [row], total: 1, next_cursor: null };
}

test("one who said something has a score, the words, and no amount", () => {
  const given = page(
    [
      ["customer_id", "string"],
      ["local_day", "date"],
      ["what", "string"],
      ["text", "string"],
      ["voice_id", "string"],
    ],
    ["C-1", "2026-10-03", "2", "高い", "V-1"],
  );
  expect(personOf(given, given.rows[0] ?? [], "ja")).toEqual({
    id: "C-1",
    name: "",
    said: "高い",
    score: 2,
    day: "2026年10月3日(土)",
    amount: "",
    amountRange: "",
    details: [],
  });
});

test("an estimate stands with its interval, one of another width once by itself", () => {
  const given = page(
    [
      ["customer_id", "string"],
      ["p_alive", "number"],
      ["value", "money"],
      ["value_low", "money"],
      ["value_high", "money"],
      ["value_80_low", "money"],
      ["value_80_high", "money"],
    ],
    ["C-1", 0.66, 9964, 0, 48861, 120, 27399],
  );
  const told = personOf(given, given.rows[0] ?? [], "ja");
  expect(told.amount).toBe("9,964円");
  expect(told.amountRange).toBe("0–48,861");
  expect(told.details).toEqual(["まだ客である確率 0.66", "80%の幅 120–27,399"]);
});

test("what nobody knows is not told", () => {
  const given = page(
    [
      ["customer_id", "string"],
      ["local_day", "date"],
      ["what", "string"],
      ["region", "string"],
      ["value_80_low", "money"],
      ["value_80_high", "money"],
    ],
    [null, null, null, null, null, null],
  );
  expect(personOf(given, given.rows[0] ?? [], "en")).toMatchObject({
    id: "",
    day: "",
    score: null,
    amount: "",
    details: [],
  });
});
