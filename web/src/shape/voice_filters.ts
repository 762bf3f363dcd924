// SPDX-License-Identifier: Apache-2.0
// The view of the voices page and its address: which words are asked for.
import type { FacetName } from "../api/voices";
import type { Query } from "../route";
import { addDays, isDay, periodEnd } from "./date";

// What the server narrows by, in the order in which it stands in the address. In the address of a
// page `theme` is the look, light or dark; there the theme of a remark is its `topic`.
export const FILTERS = [
  "text",
  "topic",
  "sentiment",
  "touchpoint",
  "channel",
  "question",
  "scores",
  "start",
  "end",
  "where",
] as const;
export type FilterName = (typeof FILTERS)[number];

export function filterOf(facet: FacetName): FilterName {
  return facet === "theme" ? "topic" : facet;
}

// Remarks that have no touchpoint or channel are a group too; an address has no empty values.
export const NONE = "-";

export function keyInAddress(key: string): string {
  return key || NONE;
}

function askedValue(name: FilterName, value: string): string {
  return value === NONE && (name === "touchpoint" || name === "channel") ? "" : value;
}

function askedName(name: FilterName): string {
  return name === "topic" ? "theme" : name;
}

// Everything that narrows the list: `last` is told to the server as start and end.
const NARROWING = [...FILTERS, "last"] as const;

// What is opened on the page belongs to the list it stands in.
const OPENED = { voice: null } as const;

export function narrowing(query: Query): string[] {
  return NARROWING.filter((name) => query[name]);
}

export type Change = Record<string, string | null>;

export function cleared(): Change {
  return { ...Object.fromEntries(NARROWING.map((name) => [name, null])), ...OPENED };
}

// The part of the address that the server is asked with. asOf: the book's latest day.
export function voicesRequest(query: Query, asOf: string | null): Query {
  const asked = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = query[name];
      return value ? [[askedName(name), askedValue(name, value)]] : [];
    }),
  ) as Query;
  const days = Number(/^(\d{1,5})d$/.exec(query.last ?? "")?.[1] ?? 0);
  if (days === 0 || !asOf) return asked;
  return { ...asked, start: addDays(asOf, 1 - days), end: asOf };
}

// A filter that is chosen again is taken away.
export function choose(query: Query, name: FilterName, key: string): Change {
  return { [name]: query[name] === key ? null : key, ...OPENED };
}

export function without(names: string[]): Change {
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...OPENED };
}

// 2026-10 -> its first and last day; null for what is no month.
export function monthDays(month: string): { start: string; end: string } | null {
  const start = `${month}-01`;
  if (!isDay(start)) return null;
  return { start, end: periodEnd(start, "month") };
}

// The month that the period is, "" when it is none.
export function monthOf(query: Query): string {
  const month = (query.start ?? "").slice(0, 7);
  const days = monthDays(month);
  return days && days.start === query.start && days.end === query.end ? month : "";
}

export function chooseMonth(query: Query, month: string): Change {
  const days = monthDays(month);
  if (!days || monthOf(query) === month) return without(["start", "end", "last"]);
  return { ...days, last: null, ...OPENED };
}

// The months between the first and the last one, also those without a word.
export function everyMonth(months: string[], most: number): string[] {
  const known = months.filter((month) => monthDays(month)).sort();
  const last = known.at(-1);
  const first = known[0];
  if (!last || !first) return [];
  const all: string[] = [];
  for (let month = last; month >= first && all.length < most;) {
    all.unshift(month);
    month = addDays(`${month}-01`, -1).slice(0, 7);
  }
  return all;
}
