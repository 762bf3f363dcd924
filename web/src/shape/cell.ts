// SPDX-License-Identifier: Apache-2.0
import type { Cell, Column, Language } from "../api/types";
import { formatDay, formatPeriod, type Grain, isDay } from "./date";
import { isCoded, valueText } from "../text/values";
import { formatNumber, isNumeric, UNKNOWN } from "./number";

const PERIODS = new Set(["period", "cohort"]);

// 2026-10-14T09:30:00Z as the book's own clock shows it.
export function formatMoment(moment: string, timezone: string, language: Language): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).formatToParts(date);
  const part = (type: string) => parts.find((own) => own.type === type)?.value ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  return `${formatDay(day, language)} ${part("hour")}:${part("minute")}`;
}

export function formatCell(cell: Cell, column: Column, grain: Grain, language: Language): string {
  if (cell === null || cell === "") return UNKNOWN;
  // The head of the column has said what is counted.
  if (column.type === "integer") return formatNumber(cell, { ...column, unit: "" }, language);
  if (isNumeric(column.type)) return formatNumber(cell, column, language);
  if (isCoded(column.name)) return valueText(String(cell), language);
  const text = String(cell);
  if (column.type === "date" && isDay(text)) {
    return PERIODS.has(column.name)
      ? formatPeriod(text, grain, language)
      : formatDay(text, language);
  }
  return text;
}
