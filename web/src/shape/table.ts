// SPDX-License-Identifier: Apache-2.0
// Reading rows by the names of their columns.
import type { Cell, Column, Table } from "../api/types";
import { isNumeric } from "./number";

export class Reader {
  private readonly positions: Map<string, number>;

  constructor(readonly table: Table) {
    this.positions = new Map(table.columns.map((column, at) => [column.name, at]));
  }

  has(name: string): boolean {
    return this.positions.has(name);
  }

  column(name: string): Column | undefined {
    return this.table.columns[this.positions.get(name) ?? -1];
  }

  cell(row: Cell[], name: string): Cell {
    return row[this.positions.get(name) ?? -1] ?? null;
  }

  number(row: Cell[], name: string): number | null {
    const value = this.cell(row, name);
    return typeof value === "number" ? value : null;
  }

  text(row: Cell[], name: string): string {
    const value = this.cell(row, name);
    return value === null ? "" : String(value);
  }

  flag(row: Cell[], name: string): boolean {
    return this.number(row, name) === 1;
  }
}

export function isBound(name: string): boolean {
  return name.endsWith("_low") || name.endsWith("_high");
}

// Columns that carry the working of the page, not an answer.
const HIDDEN = new Set(["key", "open"]);

// The columns of a table as a person reads it: bounds stand in the cell of their estimate.
export function shownColumns(table: Table): Column[] {
  const reader = new Reader(table);
  return table.columns.filter((column) => {
    if (HIDDEN.has(column.name)) return false;
    if (isBound(column.name) && reader.has(column.name.replace(/_(low|high)$/, ""))) return false;
    // What is called by a title, and where a quote stands, need no key.
    if (column.name === "theme" && reader.has("title")) return false;
    if (column.name === "voice_id" && reader.has("quote")) return false;
    if (column.name !== "by_value") return true;
    return table.rows.some((row) => reader.text(row, "by_value") !== "");
  });
}

// What the insight is about when its chart does not say: the first estimate, else the first number.
export function mainColumn(table: Table, wanted: string): Column | undefined {
  const reader = new Reader(table);
  const chosen = reader.column(wanted);
  if (chosen && isNumeric(chosen.type)) return chosen;
  const numbers = table.columns.filter(
    (column) => isNumeric(column.type) && !isBound(column.name) && !HIDDEN.has(column.name),
  );
  return numbers.find((column) => reader.has(`${column.name}_low`)) ?? numbers[0];
}
