// SPDX-License-Identifier: Apache-2.0
// Points of two numbers with names, and where the names can stand without lying on each other.
import type { Answer, Column, Language } from "../api/types";
import { isCoded, valueText } from "../text/values";
import { Reader } from "./table";

export interface Dot {
  name: string;
  x: number;
  y: number;
  // Their intervals, none where they are not known.
  across: [number, number] | null;
  up: [number, number] | null;
  // What follows from where it stands, "" where that is not certain.
  field: string;
  key: string;
}

export interface Scatter {
  x: Column;
  y: Column;
  dots: Dot[];
}

export function readScatter(answer: Answer, language: Language): Scatter | null {
  const reader = new Reader(answer);
  const [x, y] = [reader.column(answer.chart.x), reader.column(answer.chart.y)];
  const named = answer.chart.series;
  if (!x || !y || !reader.has(named)) return null;
  const dots = answer.rows.flatMap((row) => {
    const [across, up] = [reader.number(row, x.name), reader.number(row, y.name)];
    if (across === null || up === null) return [];
    const name = wordOf(named, reader.text(row, named), language);
    const range = (of: string): [number, number] | null => {
      const [low, high] = [reader.number(row, `${of}_low`), reader.number(row, `${of}_high`)];
      return low === null || high === null ? null : [low, high];
    };
    const dot = { name, x: across, y: up, across: range(x.name), up: range(y.name) };
    return [{ ...dot, field: reader.text(row, "field"), key: reader.text(row, "key") }];
  });
  return dots.length > 0 ? { x, y, dots } : null;
}

function wordOf(column: string, code: string, language: Language): string {
  return isCoded(column) ? valueText(code, language) : code;
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

interface Rect {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function overlap(a: Rect, b: Rect): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

// About how wide a text of 12 px is.
export function textWidth(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 6.8), 0);
}

function rectOf({ text, x, y, anchor }: Label): Rect {
  const wide = textWidth(text);
  const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  return { left, right: left + wide, top: y - 11, bottom: y + 4 };
}

export interface Spot {
  text: string;
  x: number;
  y: number;
}

// Each name beside its point, where it covers the least; one that would lie on another is left out
// (the table and the keys still tell it). `taken`: texts that stand already.
export function placeLabels(spots: Spot[], area: Rect, taken: Label[] = []): (Label | null)[] {
  const dots = spots.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  const used = taken.map(rectOf);
  return spots.map(({ text, x, y }) => {
    const choices: Label[] = [
      { text, x: x + 10, y: y + 4, anchor: "start" },
      { text, x: x - 10, y: y + 4, anchor: "end" },
      { text, x, y: y - 10, anchor: "middle" },
      { text, x, y: y + 20, anchor: "middle" },
      { text, x: x + 8, y: y - 8, anchor: "start" },
      { text, x: x - 8, y: y + 18, anchor: "end" },
      { text, x: x + 8, y: y + 18, anchor: "start" },
      { text, x: x - 8, y: y - 8, anchor: "end" },
    ];
    const cost = (label: Label) => {
      const rect = rectOf(label);
      const out =
        Math.max(0, area.left - rect.left) +
        Math.max(0, rect.right - area.right) +
        Math.max(0, area.top - rect.top) +
        Math.max(0, rect.bottom - area.bottom);
      const covered = used.reduce((sum, one) => sum + overlap(rect, one), 0);
      const onDots = dots.reduce((sum, one) => sum + overlap(rect, one), 0);
      return { label, rect, covered, total: out * 50 + onDots };
    };
    const free = choices.map(cost).filter((own) => own.covered === 0);
    const [best] = free.sort((a, b) => a.total - b.total);
    if (!best) return null;
    used.push(best.rect);
    return best.label;
  });
}
