// SPDX-License-Identifier: Apache-2.0
// Rows over time -> series of points with intervals.
import type { Answer, Cell, Column, Language } from "../api/types";
import { isCoded, valueText } from "../text/values";
import { isSplit } from "./groups";
import { mainColumn, Reader } from "./table";

export interface Point {
  x: string;
  value: number | null;
  low: number | null;
  high: number | null;
  n: number | null;
  open: boolean;
  key: string;
}

export interface Series {
  name: string;
  points: Point[];
}

const COUNTS = ["n", "customers", "people", "count"];

export function readPoint(reader: Reader, row: Cell[], x: string, y: string): Point {
  const count = COUNTS.find((name) => name !== y && reader.has(name));
  return {
    x: reader.text(row, x),
    value: reader.number(row, y),
    low: reader.number(row, `${y}_low`),
    high: reader.number(row, `${y}_high`),
    n: count ? reader.number(row, count) : null,
    open: reader.flag(row, "open"),
    key: reader.text(row, "key"),
  };
}

export interface OverTime {
  column: Column;
  x: string;
  // The columns that tell the series apart: by_value of --by, and what the chart itself splits by.
  splits: string[];
  series: Series[];
}

function splitColumns(answer: Answer, reader: Reader, x: string): string[] {
  const own = (name: string) =>
    name !== x && name !== "by_value" && reader.column(name)?.type === "string";
  const series = [answer.chart.series, answer.chart.x].find(own);
  return [...(isSplit(answer) ? ["by_value"] : []), ...(series ? [series] : [])];
}

// null when the rows are not told over time.
export function overTime(answer: Answer, language: Language = "ja"): OverTime | null {
  const reader = new Reader(answer);
  const dated = (name: string) => reader.column(name)?.type === "date";
  const x = dated(answer.chart.x) ? answer.chart.x : dated("period") ? "period" : "";
  const column = mainColumn(answer, answer.chart.y);
  if (!x || !column) return null;
  const splits = splitColumns(answer, reader, x);
  const series = new Map<string, Point[]>();
  for (const row of answer.rows) {
    const names = splits.map((name) => wordOf(name, titleOf(reader, row, name), language));
    const name = names.filter(Boolean).join(" · ");
    const points = series.get(name) ?? [];
    points.push(readPoint(reader, row, x, column.name));
    series.set(name, points);
  }
  const named = [...series].map(([name, points]) => ({
    name,
    points: points.sort((a, b) => a.x.localeCompare(b.x)),
  }));
  return { column, x, splits, series: named };
}

// A theme is told apart by its key and called by its title.
function titleOf(reader: Reader, row: Cell[], name: string): string {
  return (name === "theme" && reader.text(row, "title")) || reader.text(row, name);
}

function wordOf(column: string, text: string, language: Language): string {
  return isCoded(column) ? valueText(text, language) : text;
}

export function closedPoints(series: Series): Point[] {
  return series.points.filter((point) => !point.open);
}

export function lastClosed(series: Series): Point | null {
  return closedPoints(series).at(-1) ?? null;
}

export function openPoint(series: Series): Point | null {
  const last = series.points.at(-1);
  return last?.open ? last : null;
}

// The newest closed period that any group has.
export function newestClosed(data: OverTime): string {
  return (
    data.series
      .map((series) => lastClosed(series)?.x ?? "")
      .sort()
      .at(-1) ?? ""
  );
}

export function pointAt(series: Series, x: string): Point {
  const none = { x, value: null, low: null, high: null, n: null, open: false, key: "" };
  return series.points.find((point) => point.x === x) ?? none;
}

// The groups at one moment, the largest value first; a group without a value comes last.
export function segmentsAt(data: OverTime, x: string): Series[] {
  const valueOf = (series: Series) => pointAt(series, x).value ?? -Infinity;
  return [...data.series].sort((a, b) => valueOf(b) - valueOf(a) || 0);
}

// Round steps so that three to five gridlines cover the range.
export function niceTicks(low: number, high: number, wanted = 4): number[] {
  if (!(high > low)) return [low];
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= raw) ?? raw;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
    ticks.push(Math.abs(tick) < step * 1e-9 ? 0 : tick);
  }
  return ticks;
}

export function extent(points: Point[]): [number, number] {
  const values = points.flatMap((point) =>
    [point.value, point.low, point.high].filter((value) => value !== null),
  );
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low - 1, high + 1] : [low, high];
}
