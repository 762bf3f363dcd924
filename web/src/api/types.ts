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

// A column that --where and --by may name.
export interface BookColumn {
  name: string;
  title: string;
  table: string;
  type: string;
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
  columns: BookColumn[];
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

// What somebody at the counter needs; null: nothing of the kind is recorded.
export interface Glance {
  stage: { name: string; title: string } | null;
  // asks: it is a wish; else it is the last they said.
  wish: { text: string; voice_id: string; day: string; asks: boolean } | null;
  // clv_12m, p_alive: null where no model fits them.
  worth: {
    revenue: number;
    revenue_365d: number;
    clv_12m: number | null;
    p_alive: number | null;
  };
  wrong: {
    kind: "low_score" | "trouble" | "remark";
    day: string;
    title: string;
    touchpoint: string | null;
    score: number | null;
    scale_low: number | null;
    scale_high: number | null;
    text: string | null;
    voice_id: string | null;
  } | null;
}

export interface FoundCustomers extends Table {
  more: boolean;
}

export interface Customer {
  customer_id: string;
  name: string | null;
  glance?: Glance;
  attributes: { name: string; title: string; value: Cell }[];
  measures: Table;
  timeline: Table;
}
