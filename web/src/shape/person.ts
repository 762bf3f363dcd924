// SPDX-License-Identifier: Apache-2.0
// One row behind a number: who, what they said, what stands large beside it, and the rest.
import type { BehindPage, Cell, Column, Language } from "../api/types";
import { columnText } from "../text/values";
import { formatCell } from "./cell";
import { formatRange, isNumeric } from "./number";
import { isBound, Reader } from "./table";

export interface Person {
  id: string;
  name: string;
  said: string;
  score: number | null;
  day: string;
  // "" when something was said.
  amount: string;
  amountRange: string;
  details: string[];
}

// Told in places of their own; themes by their keys are for files, the voices page names them.
const KNOWN = new Set([
  "customer_id",
  "name",
  "local_day",
  "what",
  "text",
  "voice_id",
  "score",
  "themes",
]);
// What stands large at the right when nothing was said, the first that there is.
const AMOUNTS = ["what", "value", "profit", "revenue"];

function scoreOf(reader: Reader, row: Cell[]): number | null {
  const told =
    reader.cell(row, "score") ?? (reader.has("voice_id") ? reader.cell(row, "what") : null);
  const score = told === null || told === "" ? Number.NaN : Number(told);
  return Number.isFinite(score) && Math.abs(score) < 1000 ? score : null;
}

function rangeOf(reader: Reader, row: Cell[], name: string, language: Language): string {
  const column = reader.column(`${name}_low`);
  if (!column) return "";
  const high = reader.cell(row, `${name}_high`);
  return formatRange(reader.cell(row, column.name), high, column, language);
}

// A number and its interval are one thing; an interval of another width than the usual one stands
// by itself, once: value_80_low, value_80_high.
function detailOf(reader: Reader, row: Cell[], column: Column, language: Language): string {
  const base = column.name.replace(/_(low|high)$/, "");
  if (isBound(column.name)) {
    if (reader.has(base) || column.name.endsWith("_high")) return "";
    const range = rangeOf(reader, row, base, language);
    const title = columnText({ name: base, title: base }, language);
    return range && `${title} ${range}`;
  }
  if (reader.text(row, column.name) === "") return "";
  const shown = formatCell(reader.cell(row, column.name), column, "day", language);
  if (!isNumeric(column.type)) return shown;
  const range = rangeOf(reader, row, column.name, language);
  return `${columnText(column, language)} ${shown}${range && ` (${range})`}`;
}

export function personOf(page: BehindPage, row: Cell[], language: Language): Person {
  const reader = new Reader(page);
  const score = scoreOf(reader, row);
  const amount =
    score === null ? AMOUNTS.map((own) => reader.column(own)).find(Boolean) : undefined;
  const shown = (column: Column | undefined) =>
    column && reader.text(row, column.name) !== ""
      ? formatCell(reader.cell(row, column.name), column, "day", language)
      : "";
  const others = page.columns.filter(
    (column) => !KNOWN.has(column.name) && column.name !== amount?.name,
  );
  return {
    id: reader.text(row, "customer_id"),
    name: reader.text(row, "name"),
    said: reader.text(row, "text"),
    score,
    day: shown(reader.column("local_day")),
    amount: shown(amount),
    amountRange: amount ? rangeOf(reader, row, amount.name, language) : "",
    details: others.map((column) => detailOf(reader, row, column, language)).filter(Boolean),
  };
}
