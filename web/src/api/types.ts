// SPDX-License-Identifier: Apache-2.0
// What the server says, as the OpenAPI document has it.

export type Language = "ja" | "en";

export type ColumnType =
  "string" | "integer" | "number" | "money" | "share" | "points" | "date" | "timestamp";

export interface Column {
  name: string;
  type: ColumnType;
  unit: string;
  title: string;
}

// null is "nothing to say", never 0.
export type Cell = string | number | null;

export interface Table {
  columns: Column[];
  rows: Cell[][];
}

export interface Book {
  name: string;
  currency: string;
  timezone: string;
  language: Language;
  // null: nothing has been imported yet.
  as_of: string | null;
  first_day: string | null;
  tables: Record<string, number>;
  columns: { name: string; table: string; type: string }[];
}

export type Side = "voice" | "action";

export interface ChartSpec {
  form: string;
  x: string;
  y: string;
  series: string;
  side: Side;
  // Drawn thin next to y, e.g. what a model expects; "" for none.
  beside?: string;
}

export interface Parameter {
  name: string;
  type: "text" | "integer" | "number" | "boolean" | "choice";
  default: string;
  choices: string[];
  title: string;
}

export interface InsightRecord {
  name: string;
  title: string;
  question: string;
  definition: string;
  interval: string;
  parameters: Parameter[];
  columns: Column[];
  chart: ChartSpec;
  requires: string[];
  missing: string[];
}

export interface Note {
  kind: string;
  text: string;
}

export interface LeftOut {
  reason: string;
  count: number;
}

export interface Answer extends Table {
  insight: string;
  title: string;
  question: string;
  as_of: string;
  period: { start: string; end: string };
  parameters: Record<string, string | number | boolean | null>;
  n: number;
  method: string;
  definition: string;
  source: string;
  left_out: LeftOut[];
  notes: Note[];
  chart: ChartSpec;
  missing: string[];
}

export interface BehindPage extends Table {
  total: number;
  next_cursor: string | null;
}

export interface Customer {
  customer_id: string;
  name: string | null;
  attributes: { name: string; title: string; value: Cell }[];
  measures: Table;
  timeline: Table;
}
