// SPDX-License-Identifier: Apache-2.0
// pulse -> rows of the home page, and the sentence that opens it.
import type { Cell, Language, Side, Table } from "../api/types";
import type { Text } from "../text";
import { formatSpokenPeriod, type Grain } from "./date";
import { formatDifference, type Measure, measureOfUnit, signOf } from "./number";
import { type Point, readPoint } from "./series";
import { Reader } from "./table";

export interface Change {
  value: number;
  low: number | null;
  high: number | null;
  changed: boolean;
  // Whether it can be said at all that it is more than chance.
  judged: boolean;
}

export interface PulseRow {
  name: string;
  side: Side;
  title: string;
  measure: Measure;
  // At most thirteen closed periods, oldest first.
  points: Point[];
  open: Point | null;
  previous: number | null;
  change: Change | null;
  yearAgo: Change | null;
}

const CLOSED_PERIODS = 13;
// Of these, less is better: their axis is turned round, so that right stays better.
const LESS_IS_BETTER = new Set(["churn", "cost_to_serve"]);

export function lessIsBetter(name: string): boolean {
  return LESS_IS_BETTER.has(name);
}

// What the row says in figures: the newest closed period, or while none is closed yet the one under
// way.
export function toldPoint(row: PulseRow): Point | null {
  return row.points.at(-1) ?? row.open;
}

// A change says itself: it is one only when the server judged it so.
export function readChange(reader: Reader, row: Cell[], suffix: "" | "_year"): Change | null {
  const value = reader.number(row, `change${suffix}`);
  if (value === null) return null;
  return {
    value,
    low: reader.number(row, `change${suffix}_low`),
    high: reader.number(row, `change${suffix}_high`),
    changed: reader.flag(row, `changed${suffix}`),
    judged: reader.number(row, `changed${suffix}`) !== null,
  };
}

export function pulseRows(answer: Table, language: Language = "ja"): PulseRow[] {
  const reader = new Reader(answer);
  const rows = new Map<string, PulseRow>();
  const ordered = [...answer.rows].sort((a, b) =>
    reader.text(a, "period").localeCompare(reader.text(b, "period")),
  );
  for (const name of answer.rows.map((row) => reader.text(row, "measure"))) {
    if (rows.has(name)) continue;
    const own = ordered.filter((row) => reader.text(row, "measure") === name);
    const row = pulseRow(reader, own, language);
    if (row) rows.set(name, row);
  }
  return [...rows.values()];
}

function titleOf(reader: Reader, row: Cell[], language: Language): string {
  const told = reader.text(row, "title") || reader.text(row, `title_${language}`);
  return told || reader.text(row, "measure");
}

function pulseRow(reader: Reader, own: Cell[][], language: Language): PulseRow | null {
  const points = own.map((row) => readPoint(reader, row, "period", "value"));
  const known = points.filter((point) => !point.open).slice(-CLOSED_PERIODS);
  const lastRow = own.filter((row) => !reader.flag(row, "open")).at(-1) ?? own.at(-1);
  const last = points.at(-1);
  if (!lastRow || !last) return null;
  return {
    name: reader.text(lastRow, "measure"),
    side: reader.text(lastRow, "side") === "voice" ? "voice" : "action",
    title: titleOf(reader, lastRow, language),
    measure: measureOfUnit(reader.text(lastRow, "unit")),
    points: known,
    open: last.open ? last : null,
    previous: reader.number(lastRow, "previous"),
    change: readChange(reader, lastRow, ""),
    yearAgo: readChange(reader, lastRow, "_year"),
  };
}

// ▼ 8.9 for a change; −1.4pt for a difference that is within noise.
export function changeText(change: Change, measure: Measure, language: Language): string {
  const size = formatDifference(change.value, measure, language);
  if (!change.changed) return `${signOf(change.value)}${size}`;
  return `${change.value < 0 ? "▼" : "▲"} ${size}`;
}

export function verdict(change: Change, text: Text): string {
  if (!change.judged) return text.not_judged;
  return change.changed ? text.changed : text.within_noise;
}

export interface Sentence {
  lines: string[];
  lead: string;
}

function joined(names: string[], language: Language): string {
  if (language === "en") {
    if (names.length < 3) return names.join(" and ");
    return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  }
  // A name that is itself a verb is quoted, or the sentence would run on.
  const quoted = names.map((name) => (/[たるい]$/.test(name) ? `「${name}」` : name));
  return quoted.length === 2 ? quoted.join("と、") : quoted.join("、");
}

function movement(rows: PulseRow[], language: Language): string {
  const down = rows.filter((row) => (row.change?.value ?? 0) < 0).map((row) => row.title);
  const up = rows.filter((row) => (row.change?.value ?? 0) > 0).map((row) => row.title);
  if (language === "ja") {
    if (!up.length) return `${joined(down, "ja")}が下がりました。`;
    if (!down.length) return `${joined(up, "ja")}が上がりました。`;
    return `${joined(down, "ja")}が下がり、${joined(up, "ja")}が上がりました。`;
  }
  const parts = [
    ...(down.length ? [`${joined(down, "en")} went down`] : []),
    ...(up.length ? [`${joined(up, "en")} went up`] : []),
  ];
  return `${parts.join("; ")}.`;
}

// The newest closed period that the measures share, and the one before it.
export function comparedPeriods(rows: PulseRow[]): { now: string; before: string } | null {
  const periods = [...new Set(rows.flatMap((row) => row.points.map((point) => point.x)))].sort();
  const [before, now] = periods.slice(-2);
  return before && now ? { now, before } : null;
}

export function pulseSentence(
  rows: PulseRow[],
  grain: Grain,
  language: Language,
  text: Text,
): Sentence {
  const judged = rows.filter((row) => row.change !== null);
  const periods = comparedPeriods(rows);
  if (judged.length === 0 || !periods) return { lines: [text.nothing_to_compare], lead: "" };
  const changed = judged.filter((row) => row.change?.changed);
  const compared = text.compared(
    formatSpokenPeriod(periods.now, grain, language),
    formatSpokenPeriod(periods.before, grain, language),
  );
  if (changed.length === 0) {
    const told = judged.some((row) => row.change?.judged);
    const since = judged.filter((row) => row.yearAgo?.changed).length;
    return {
      lines: [told ? text.nothing_changed : text.too_few_to_judge],
      lead: compared + (since ? text.changed_since_year(since) : ""),
    };
  }
  const still = (["voice", "action"] as const).find(
    (side) => !changed.some((row) => row.side === side),
  );
  const count = judged.filter((row) => row.side === still).length;
  return {
    lines: [text.changed_count(changed.length, judged.length), movement(changed, language)],
    lead: compared + (still && count ? text.side_unmoved(still, count) : ""),
  };
}
