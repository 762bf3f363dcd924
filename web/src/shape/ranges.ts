// SPDX-License-Identifier: Apache-2.0
// Bins that say where they begin and end: x_from, x_to. The last one may be open upwards.
import type { Answer, Column } from "../api/types";
import { type Point, readPoint } from "./series";
import { mainColumn, Reader } from "./table";

export interface Range {
  from: number;
  to: number | null;
  point: Point;
}

export interface Ranges {
  x: Column;
  column: Column;
  rows: Range[];
}

const MOST = 120;

function readRanges(answer: Answer, x: string, y: string): Range[] {
  const reader = new Reader(answer);
  return answer.rows.flatMap((row) => {
    const from = reader.number(row, `${x}_from`);
    const to = reader.number(row, `${x}_to`);
    return from === null ? [] : [{ from, to, point: readPoint(reader, row, `${x}_from`, y) }];
  });
}

// What nobody falls into is not in the rows, but it is on the axis.
function everyRange(own: Range[], all: Range[]): Range[] {
  const widths = all.flatMap(({ from, to }) => (to === null ? [] : [to - from]));
  const width = Math.min(...widths);
  const first = Math.min(...all.map((range) => range.from));
  const last = Math.max(...all.map((range) => range.from));
  const count = Math.round((last - first) / width) + 1;
  const even = widths.every((one) => Math.abs(one - width) < width * 1e-6);
  if (widths.length === 0 || !even || count > MOST) return own;
  const open = all.find((range) => range.to === null);
  return Array.from({ length: count }, (_, at) => {
    const from = first + at * width;
    const known = own.find((range) => Math.abs(range.from - from) < width / 2);
    if (known) return known;
    const to = open && open.from === from ? null : from + width;
    const none = { x: String(from), value: 0, low: null, high: null, n: null };
    return { from, to, point: { ...none, open: false, key: "" } };
  });
}

// null when the bins do not say their ends. The groups of one answer stand on the axis of the whole.
export function ranges(answer: Answer, whole: Answer): Ranges | null {
  const name = /^(.+)_from$/.exec(answer.chart.x)?.[1];
  const reader = new Reader(answer);
  const x = reader.column(answer.chart.x);
  const column = mainColumn(answer, answer.chart.y);
  if (!name || !x || !column || !reader.has(`${name}_to`)) return null;
  const own = readRanges(answer, name, column.name).sort((a, b) => a.from - b.from);
  const all = readRanges(whole, name, column.name);
  if (all.length === 0) return null;
  const title = x.title.replace(/ from$/, "");
  return { x: { ...x, title }, column, rows: everyRange(own, all) };
}
