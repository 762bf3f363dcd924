// SPDX-License-Identifier: Apache-2.0
// Rows as a file for spreadsheets. What a customer wrote must not run there as a formula: it gets a
// ' in front, as in the files that the engine writes (mikata/base/csv.h).
import type { Cell, Table } from "../api/types";

// Marks that a spreadsheet skips before it looks for a formula.
const INVISIBLE = /^[ \u3000\u00a0\u200b\ufeff]+/;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function startsFormula(text: string): boolean {
  const seen = text.replace(INVISIBLE, "");
  return FORMULA.test(seen) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(seen);
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  const safe = typeof cell === "string" && startsFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(table: Table): string {
  const lines = [table.columns.map((column) => column.name), ...table.rows];
  return lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}
