// SPDX-License-Identifier: Apache-2.0
// The columns that customers can be split by, as choices.

import type { BookColumn } from "../api/types";

const SINGLE = new Set(["name", "email", "phone"]);
const GROUPING = new Set(["text", "boolean", "integer"]);

// Ids and names would make a group of each person; the URL still takes any column.
export function makesGroups({ name, type }: BookColumn): boolean {
  return GROUPING.has(type) && !name.endsWith("_id") && !SINGLE.has(name);
}

function shared(values: string[]): Set<string> {
  return new Set(values.filter((value, at) => values.indexOf(value) !== at));
}

// A name that two tables share is asked for with its table; a title, shown with it.
export function groupings(
  columns: BookColumn[],
  tables: Record<string, string>,
): { id: string; name: string; group: string }[] {
  const names = shared(columns.map((column) => column.name));
  const titles = shared(columns.map((column) => column.title));
  return columns.map(({ name, title, table }) => ({
    id: names.has(name) ? `${table}.${name}` : name,
    name: titles.has(title) ? `${title} (${tables[table] ?? table})` : title,
    group: table,
  }));
}
