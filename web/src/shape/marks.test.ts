// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Cell } from "../api/types";
import { answer } from "./made_up";
import { readMarks } from "./marks";

const COLUMNS: Parameters<typeof answer>[0] = [
  ["title", "string"],
  ["n", "integer"],
  ["with", "share"],
  ["without", "share"],
  ["att", "number", "share"],
  ["att_low", "number", "share"],
  ["att_high", "number", "share"],
  ["naive", "number", "share"],
  ["days", "number"],
  ["days_low", "number"],
  ["days_high", "number"],
];
const marks = (...rows: Cell[][]) =>
  readMarks(answer(COLUMNS, rows, { form: "marks", x: "title", y: "att" }), "en");

describe("estimates one below the other", () => {
  test("differences of shares are told in points, the careless one beside them", () => {
    const found = marks(["buys", 479, 0.62, 0.79, -0.17, -0.22, -0.12, -0.18, null, null, null]);
    expect(found?.measure).toMatchObject({ unit: "pt" });
    expect(found?.rows[0]?.point.value).toBeCloseTo(-17, 9);
    expect(found?.rows[0]?.naive).toBeCloseTo(-18, 9);
    expect(found?.rows[0]?.sides).toEqual({ with: "62.0%", without: "79.0%" });
  });
  test("what is told in days has no mark", () => {
    const found = marks(["returns", 405, null, null, null, null, null, null, 25.9, 19, 32.9]);
    expect(found?.rows[0]?.instead).toBe("25.9 days (19.0–32.9)");
    expect(found?.rows[0]?.point.value).toBeNull();
  });
  test("a share that is no difference stays a share", () => {
    const columns: typeof COLUMNS = [
      ["title", "string"],
      ["rate", "share"],
    ];
    const found = readMarks(
      answer(columns, [["a", 0.4]], { form: "marks", x: "title", y: "rate" }),
      "en",
    );
    expect(found?.measure.type).toBe("share");
    expect(found?.rows[0]?.point.value).toBe(0.4);
  });
  test("what was answered stands beside the estimate of all, and the band of what is not known", () => {
    const columns: typeof COLUMNS = [
      ["by_value", "string"],
      ["nps_before", "points"],
      ["nps", "points"],
      ["nps_low", "points"],
      ["nps_high", "points"],
      ["band_low", "points"],
      ["band_high", "points"],
    ];
    const found = readMarks(
      answer(columns, [["", 30, 20, 15, 25, 5, 35]], { form: "marks", x: "by_value", y: "nps" }),
      "en",
    );
    expect(found?.rows[0]).toMatchObject({ naive: 30, band: { low: 5, high: 35 } });
    expect(found?.naiveName).toBe("nps_before");
    const unsplit = answer(columns.slice(1), [[30, 20, 15, 25, 5, 35]], {
      form: "marks",
      x: "by_value",
      y: "nps",
    });
    expect(readMarks(unsplit, "en")?.rows).toMatchObject([{ name: "", naive: 30 }]);
  });
  test("are nothing without their column", () => {
    expect(readMarks(answer([["title", "string"]], [["a"]]), "en")).toBeNull();
  });
});
