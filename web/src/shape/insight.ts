// SPDX-License-Identifier: Apache-2.0
// What the head of an insight page says: the number, and whether it moved.
import type { Answer, Cell, Language } from "../api/types";
import type { Text } from "../text";
import { formatSpokenPeriod, type Grain } from "./date";
import { formatNumber, formatRange, grouped, type Measure } from "./number";
import { type PulseRow, pulseRows } from "./pulse";
import { lastClosed, type OverTime, overTime, type Point } from "./series";
import { mainColumn, Reader } from "./table";

export interface Headline {
  point: Point;
  measure: Measure;
  title: string;
  row: Cell[];
}

const LISTS = new Set([
  "fields",
  "flows",
  "states",
  "scatter",
  "event",
  "marks",
  "sentences",
  "balance",
]);

// The one number of the page: of the last closed period, or of the only row; else there is none.
export function headline(answer: Answer, told: OverTime | null): Headline | null {
  const reader = new Reader(answer);
  // A list of one is still a list.
  const listed = answer.chart.form !== "marks" || answer.chart.x !== "by_value";
  if (LISTS.has(answer.chart.form) && listed) return null;
  if (told && told.splits.length === 0) {
    const series = told.series[0];
    const point = series ? (lastClosed(series) ?? series.points.at(-1)) : undefined;
    const row = answer.rows.find((own) => reader.text(own, told.x) === point?.x);
    if (!point || !row) return null;
    return { point, measure: told.column, title: told.column.title, row };
  }
  const column = mainColumn(answer, answer.chart.y);
  const [only, ...others] = answer.rows;
  if (told || !column || !only || others.length > 0) return null;
  const point = {
    x: "",
    value: reader.number(only, column.name),
    low: reader.number(only, `${column.name}_low`),
    high: reader.number(only, `${column.name}_high`),
    n: answer.n,
    open: reader.flag(only, "open"),
    key: reader.text(only, "key"),
  };
  return { point, measure: column, title: column.title, row: only };
}

// The pulse judges changes; its judgement is used only where it speaks of the very same number.
export function judgedChange(
  pulse: Answer | null,
  name: string,
  head: Headline | null,
): PulseRow | null {
  if (!pulse || !head || head.point.value === null) return null;
  const row = pulseRows(pulse).find((own) => own.name === name);
  const last = row?.points.at(-1);
  if (!row?.change || last?.x !== head.point.x || last.value === null) return null;
  const scale = Math.max(1e-9, Math.abs(last.value));
  return Math.abs(last.value - head.point.value) / scale < 1e-6 ? row : null;
}

export function trendTitle(head: Headline | null, judged: PulseRow | null, words: Words): string {
  const { text, language, grain, title } = words;
  if (!head || !judged?.change) return text.trend_of(title);
  const period = formatSpokenPeriod(head.point.x, grain, language);
  return judged.change.changed
    ? text.moved(period, judged.change.value > 0)
    : text.not_moved(period);
}

interface Words {
  text: Text;
  language: Language;
  grain: Grain;
  title: string;
}

// A point in one line: 2026年10月 25.4 (21.1–29.6) n 1,284
export function speakPoint(
  point: Point,
  name: string,
  measure: Measure,
  language: Language,
): string {
  const range = formatRange(point.low, point.high, measure, language);
  const parts = [
    name,
    formatNumber(point.value, measure, language),
    range && `(${range})`,
    point.n !== null && `n ${grouped(point.n)}`,
  ];
  return parts.filter(Boolean).join(" ");
}

export function told(answer: Answer, language: Language = "ja"): OverTime | null {
  const { form } = answer.chart;
  return LISTS.has(form) || form === "heat" || form === "histogram"
    ? null
    : overTime(answer, language);
}
