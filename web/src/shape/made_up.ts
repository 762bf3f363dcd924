// SPDX-License-Identifier: Apache-2.0
// Made-up answers for the tests of this folder.
import type { Answer, Cell, ColumnType } from "../api/types";

export function answer(
  columns: [name: string, type: ColumnType, unit?: string][],
  rows: Cell[][],
  chart: Partial<Answer["chart"]> = {},
): Answer {
  return {
    insight: "x",
    title: "X",
    question: "",
    as_of: "2026-11-15",
    parameters: {},
    n: 10,
    method: "",
    period: { start: "2026-01-01", end: "2026-11-15" },
    definition: "",
    source: "",
    left_out: [],
    notes: [],
    missing: [],
    columns: columns.map(([name, type, unit = ""]) => ({ name, type, unit, title: name })),
    rows,
    chart: { form: "line", x: "period", y: "nps", series: "", side: "voice", ...chart },
  };
}

export const NPS: [string, ColumnType][] = [
  ["period", "date"],
  ["open", "integer"],
  ["by_value", "string"],
  ["n", "integer"],
  ["nps", "points"],
  ["nps_low", "points"],
  ["nps_high", "points"],
  ["key", "string"],
];
export const rows: Cell[][] = [
  ["2026-11-01", 1, "", 4, 30, 10, 50, "c"],
  ["2026-09-01", 0, "", 10, 34, 30, 38, "a"],
  ["2026-10-01", 0, "", 12, 25, 21, 29, "b"],
];
