// SPDX-License-Identifier: Apache-2.0
// From a row of an answer to the remarks it speaks of: the same people, the same days.
import type { Answer, Cell, InsightRecord } from "../api/types";
import type { Query } from "../route";
import { alternatives, parseMissing } from "./command";
import { grainOf, periodEnd } from "./date";
import { Reader } from "./table";

// The one question an insight is about, "" when it is about none or several.
export function questionOf(record: Pick<InsightRecord, "requires">): string {
  const asked = record.requires.map(alternatives).filter((facts) => facts.length === 1);
  const found = asked
    .map(([fact = ""]) => parseMissing(fact))
    .filter((fact) => fact.table === "voices" && fact.column === "question" && fact.value);
  return found.length === 1 ? (found[0]?.value ?? "") : "";
}

// A column of the answer -> the filter that means the same.
const SAME: Record<string, string> = {
  theme: "topic",
  label: "sentiment",
  touchpoint: "touchpoint",
  channel: "channel",
};

// Whether the rows are remarks of a kind: then each leads to them.
export function tellsWords(answer: Answer): boolean {
  return answer.columns.some((column) => column.name in SAME);
}

function together(conditions: string[]): string {
  const known = conditions.filter(Boolean);
  return known.length > 1 ? known.map((own) => `(${own})`).join(" AND ") : (known[0] ?? "");
}

function daysOf(answer: Answer, reader: Reader, row: Cell[] | null): Query {
  const { start, end } = answer.period;
  const first = row ? reader.text(row, "period") : "";
  if (!first) return { start, end };
  const last = periodEnd(first, grainOf(answer.parameters.period));
  return { start: first > start ? first : start, end: last < end ? last : end };
}

function groupOf(answer: Answer, reader: Reader, row: Cell[] | null): Query {
  const by = answer.parameters.by;
  const value = row ? reader.text(row, "by_value") : "";
  if (typeof by !== "string" || !by || !value) return {};
  if (by === "voices.touchpoint" || by === "touchpoint") return { touchpoint: value };
  if (by === "voices.channel") return { channel: value };
  return { where: `${by} = '${value.replaceAll("'", "''")}'` };
}

// The people of one group as a condition of their own, "" when the row is of no group.
export function groupWhere(answer: Answer, row: Cell[] | null): string {
  const by = answer.parameters.by;
  if (typeof by !== "string" || !by || !row) return "";
  const value = new Reader(answer).text(row, "by_value");
  const asked = answer.parameters.where;
  const group = value ? `${by} = '${value.replaceAll("'", "''")}'` : `${by} IS NULL`;
  return together([typeof asked === "string" ? asked : "", group]);
}

// The scores that a part of a row of NPS stands for, "" for what is no such part.
const SCORES: Record<string, string> = { detractors: "0-6", passives: "7-8", promoters: "9-10" };
function scoresOf(key: string): string {
  const part = key.slice(key.lastIndexOf("|") + 1);
  return SCORES[part] ?? /^score_(\d+)$/.exec(part)?.[1] ?? "";
}

// null: the answer is not about what was said. Without a row, all of the answer.
// key: what of the row is opened, where it is a part of it.
export function wordsOf(
  answer: Answer,
  row: Cell[] | null,
  record: Pick<InsightRecord, "requires">,
  key = "",
): Query | null {
  if (answer.chart.side !== "voice") return null;
  const reader = new Reader(answer);
  const question = questionOf(record);
  const group = groupOf(answer, reader, row);
  const asked = answer.parameters.where;
  const where = together([typeof asked === "string" ? asked : "", group.where ?? ""]);
  const same = Object.entries(SAME).flatMap(([column, filter]) => {
    const value = row && reader.column(column)?.type === "string" ? reader.text(row, column) : "";
    return value ? [[filter, value]] : [];
  });
  // A view that is a list of remarks by itself: high scores with bitter words.
  const bitter = answer.parameters.view === "bitter" ? { sentiment: "bitter" } : {};
  return {
    ...daysOf(answer, reader, row),
    ...bitter,
    ...(question && { question }),
    ...(question && scoresOf(key) && { scores: scoresOf(key) }),
    ...group,
    ...(where && { where }),
    ...(Object.fromEntries(same) as Query),
  };
}

// The row that a key opens; a part of a row has the row's key and its own name: "2026-10||passives".
export function rowOfKey(answer: Answer, key: string): Cell[] | null {
  const reader = new Reader(answer);
  const found = answer.rows.find((own) => {
    const rowKey = reader.text(own, "key");
    return rowKey !== "" && (rowKey === key || key.startsWith(`${rowKey}|`));
  });
  return found ?? null;
}
