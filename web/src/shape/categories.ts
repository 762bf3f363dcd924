// SPDX-License-Identifier: Apache-2.0
// Rows that are not told over time: one point per category.
import type { Answer, Cell, Column, Language } from "../api/types";
import { formatPeriod, type Grain } from "./date";
import { isCoded, valueText } from "../text/values";
import { formatNumber, isNumeric } from "./number";
import { type Point, readPoint } from "./series";
import { isBound, mainColumn, Reader } from "./table";

export interface Category {
  name: string;
  point: Point;
  row: Cell[];
}

export interface Categories {
  column: Column;
  x: Column;
  // The period the rows are of, "" when they have none.
  period: string;
  rows: Category[];
}

// A histogram's bins carry their unit once, below the axis.
function nameOf(
  value: string | number | null,
  x: Column,
  grain: Grain,
  language: Language,
): string {
  if (value === null) return "";
  if (isCoded(x.name)) return valueText(String(value), language);
  if (x.type === "date") return formatPeriod(String(value), grain, language);
  if (typeof value === "number") return formatNumber(value, { ...x, unit: "" }, language);
  return value.replace(/^(\d+)-(\d+%)/, "$1–$2");
}

// The largest first; bands of numbers (0–20%, 1–2 years) stay as they follow each other.
export function inOrder(rows: Category[]): Category[] {
  if (rows.every(({ name }) => /^\d/.test(name))) return rows;
  return [...rows].sort((a, b) => (b.point.value ?? -Infinity) - (a.point.value ?? -Infinity));
}

function xColumn(answer: Answer, reader: Reader): Column | undefined {
  const filled = answer.rows.some((row) => reader.text(row, "by_value") !== "");
  const wanted = reader.column(answer.chart.x);
  const usable = wanted && wanted.name !== "by_value" && wanted.name !== "period";
  if (usable) return wanted;
  if (filled) return reader.column("by_value");
  return (
    wanted ??
    answer.columns.find(
      ({ name, type }) => name !== "key" && !isNumeric(type) && !isBound(name),
    )
  );
}

// What else tells rows of one name apart: what the chart splits by, and the group of --by.
function apart(answer: Answer, reader: Reader, x: Column): string[] {
  return [...new Set([answer.chart.series, "by_value"])].filter((name) => {
    if (name === x.name || reader.column(name)?.type !== "string") return false;
    return new Set(answer.rows.map((row) => reader.text(row, name))).size > 1;
  });
}

// null when the rows have no category. Of rows over time only the last closed period is taken.
export function categories(answer: Answer, grain: Grain, language: Language): Categories | null {
  const reader = new Reader(answer);
  const x = xColumn(answer, reader);
  const column = mainColumn(answer, answer.chart.y);
  if (!x || !column) return null;
  const dated = reader.has("period") && x.name !== "period";
  const closed = answer.rows.filter((row) => !reader.flag(row, "open"));
  const periods = (closed.length ? closed : answer.rows).map((row) => reader.text(row, "period"));
  const period = dated ? (periods.sort().at(-1) ?? "") : "";
  const splits = apart(answer, reader, x);
  const rows = answer.rows
    .filter((row) => !dated || reader.text(row, "period") === period)
    .map((row) => {
      const own = nameOf(reader.cell(row, x.name), x, grain, language);
      const name = [own, ...splits.map((split) => reader.text(row, split))]
        .filter(Boolean)
        .join(" · ");
      return { name, point: { ...readPoint(reader, row, x.name, column.name), x: name }, row };
    });
  return { column, x, period, rows };
}
