// SPDX-License-Identifier: Apache-2.0
// Estimates of different things on one scale: what they are, with what they may be compared.
import type { Answer, Cell, Language } from "../api/types";
import { isDifferenceOfShares, POINTS, times } from "./difference";
import { formatNumber, formatRange, type Measure } from "./number";
import { type Point, readPoint } from "./series";
import { mainColumn, Reader } from "./table";

export interface Mark {
  name: string;
  point: Point;
  // The same worked out without care, where it is told.
  naive: number | null;
  // How far it may lie off where something cannot be known.
  band: { low: number; high: number } | null;
  // Why there is no value, "" where the answer does not say.
  why: string;
  // Told in days where it is no share.
  instead: string;
  // How many of those with, and of those without.
  sides: { with: string; without: string } | null;
  // Of a move between states: from where to where, and how many of both had it.
  move: { from: string; to: string; movers: string; stayers: string } | null;
}

export interface Marks {
  measure: Measure;
  title: string;
  // What the careless number is called; "" where the answer does not say.
  naiveName: string;
  rows: Mark[];
}

const SHARE = { type: "share" as const, unit: "" };

function daysOf(reader: Reader, row: Cell[], language: Language): string {
  const column = reader.column("days");
  const value = column ? reader.number(row, "days") : null;
  if (!column || value === null) return "";
  const measure = { ...column, unit: "days" };
  const [low, high] = ["days_low", "days_high"].map((end) => reader.number(row, end));
  const range = formatRange(low ?? null, high ?? null, measure, language);
  return `${formatNumber(value, measure, language)}${range && ` (${range})`}`;
}

function sidesOf(reader: Reader, row: Cell[], language: Language): Mark["sides"] {
  const [own, others] = ["with", "without"].map((side) => reader.number(row, side));
  if (own == null || others == null) return null;
  const told = (value: number) => formatNumber(value, SHARE, language);
  return { with: told(own), without: told(others) };
}

function moveOf(reader: Reader, row: Cell[], language: Language): Mark["move"] {
  const [from, to] = [reader.text(row, "from_title"), reader.text(row, "to_title")];
  if (!from || !to) return null;
  const told = (name: string) => formatNumber(reader.number(row, name), SHARE, language);
  return { from, to, movers: told("movers_share"), stayers: told("stayers_share") };
}

export function readMarks(answer: Answer, language: Language): Marks | null {
  const reader = new Reader(answer);
  const column = mainColumn(answer, answer.chart.y);
  // Without a split there is no column of groups, and the one row is of everybody.
  const named = reader.has(answer.chart.x) || answer.chart.x === "by_value";
  if (!column || !named) return null;
  const differs = isDifferenceOfShares(column);
  const factor = differs ? 100 : 1;
  const careless = reader.has("naive") ? "naive" : `${column.name}_before`;
  const rows = answer.rows.map((row) => {
    const point = readPoint(reader, row, answer.chart.x, column.name);
    const naive = reader.number(row, careless);
    const [low, high] = ["band_low", "band_high"].map((end) => reader.number(row, end));
    return {
      name: reader.text(row, answer.chart.x),
      point: times(point, factor),
      naive: naive === null ? null : naive * factor,
      band: low == null || high == null ? null : { low: low * factor, high: high * factor },
      why: reader.text(row, "why"),
      instead: point.value === null ? daysOf(reader, row, language) : "",
      sides: sidesOf(reader, row, language),
      move: moveOf(reader, row, language),
    };
  });
  return {
    measure: differs ? POINTS : column,
    title: column.title,
    naiveName: careless === "naive" ? "" : (reader.column(careless)?.title ?? ""),
    rows,
  };
}
