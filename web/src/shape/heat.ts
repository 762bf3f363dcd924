// SPDX-License-Identifier: Apache-2.0
// Rows -> a grid: the cohort triangle, recency by frequency, and their kin.
import type { Answer, Cell, Column } from "../api/types";
import { Reader } from "./table";

export interface HeatCell {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number | null;
  open: boolean;
  key: string;
  // 0 soft, 1 band, 2 fill.
  shade: 0 | 1 | 2;
}

export interface Heat {
  rowColumn: Column;
  column: Column;
  value: Column;
  columns: Cell[];
  rows: { head: Cell; n: number | null; cells: (HeatCell | null)[] }[];
}

// x gives the columns; of y and series the one that is an estimate is the value, else it is y.
function chooseValue(answer: Answer, reader: Reader): Column | undefined {
  const { x, y, series } = answer.chart;
  const named = [y, series, x]
    .map((name) => reader.column(name))
    .filter((own) => own !== undefined);
  const estimate = named.find((column) => reader.has(`${column.name}_low`));
  const typed = named.find((column) => ["share", "money", "points"].includes(column.type));
  return estimate ?? typed ?? reader.column(y);
}

function byValue(a: Cell, b: Cell): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""));
}

function distinct(cells: Cell[]): Cell[] {
  return [...new Set(cells)].sort(byValue);
}

export function heat(answer: Answer): Heat | null {
  const reader = new Reader(answer);
  const value = chooseValue(answer, reader);
  const { x, y, series } = answer.chart;
  const axes = [x, y, series].filter((name) => name && name !== value?.name && reader.has(name));
  // A date reads downwards: it is what one row of the grid is.
  const [first, second] = axes;
  const dated = axes.find((name) => reader.column(name)?.type === "date");
  const rowName = dated ?? second;
  const columnName = rowName === first ? second : first;
  const rowColumn = reader.column(rowName ?? "");
  const column = reader.column(columnName ?? "");
  if (!value || !rowColumn || !column) return null;
  const columns = distinct(answer.rows.map((row) => reader.cell(row, column.name)));
  const heads = distinct(answer.rows.map((row) => reader.cell(row, rowColumn.name)));
  const shadeOf = shader(answer, reader, value.name);
  const rows = heads.map((head) => {
    const own = answer.rows.filter((row) => reader.cell(row, rowColumn.name) === head);
    const cells = columns.map((at) => {
      const row = own.find((candidate) => reader.cell(candidate, column.name) === at);
      return row ? heatCell(reader, row, value.name, shadeOf) : null;
    });
    const size = ["customers", "n"].find((name) => name !== value.name && reader.has(name));
    return { head, n: size && own[0] && dated ? reader.number(own[0], size) : null, cells };
  });
  return { rowColumn, column, value, columns, rows };
}

function heatCell(
  reader: Reader,
  row: Cell[],
  name: string,
  shadeOf: (value: number) => 0 | 1 | 2,
): HeatCell {
  const value = reader.number(row, name);
  const size = ["customers", "n"].find((count) => count !== name && reader.has(count));
  return {
    value,
    low: reader.number(row, `${name}_low`),
    high: reader.number(row, `${name}_high`),
    n: size ? reader.number(row, size) : null,
    open: reader.flag(row, "open"),
    key: reader.text(row, "key"),
    shade: value === null ? 0 : shadeOf(value),
  };
}

// Three shades of one hue. The whole (100 %) stands alone; the rest is split at its middle.
function shader(answer: Answer, reader: Reader, name: string): (value: number) => 0 | 1 | 2 {
  const values = answer.rows
    .map((row) => reader.number(row, name))
    .filter((value) => value !== null);
  const share = reader.column(name)?.type === "share";
  const top = share ? 1 : Math.max(...values) * (2 / 3);
  const rest = values.filter((value) => value < top).sort((a, b) => a - b);
  const middle = rest[Math.floor(rest.length / 2)] ?? 0;
  return (value) => (value >= top ? 2 : value >= middle ? 1 : 0);
}
