// SPDX-License-Identifier: Apache-2.0
// The command lines that say the same as the page.
import type { InsightRecord } from "../api/types";
import { type Query, requestQuery } from "../route";

function quoted(value: string): string {
  return /^[\w.,:/@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

export function insightCommand(
  record: Pick<InsightRecord, "name" | "parameters">,
  query: Query,
): string {
  const options = Object.entries(requestQuery(query, record)).map(([name, value]) => {
    const option = `--${name.replaceAll("_", "-")}`;
    const isSwitch =
      name === "all_answers" ||
      record.parameters.some((own) => own.name === name && own.type === "boolean");
    if (isSwitch) return value === "true" || value === "1" ? option : "";
    return `${option} ${quoted(value)}`;
  });
  return ["mikata", record.name, "BOOK", ...options.filter(Boolean)].join(" ");
}

// "voices.question=nps" -> which table to fill.
export interface Missing {
  table: string;
  column: string;
  value: string;
}

export function parseMissing(fact: string): Missing {
  const [place = "", value = ""] = fact.split("=");
  const [table = "", column = ""] = place.split(".");
  return { table, column, value };
}

// "a|b": either of them is enough.
export function alternatives(fact: string): string[] {
  return fact.split("|").filter(Boolean);
}

export function importCommand(missing: string[]): string {
  const facts = missing.flatMap(alternatives);
  const tables = [...new Set(facts.map((fact) => parseMissing(fact).table))].filter(Boolean);
  const [table] = tables;
  return table && tables.length === 1
    ? `mikata import BOOK FILE --as ${table}`
    : "mikata import BOOK FILE";
}
