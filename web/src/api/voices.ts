// SPDX-License-Identifier: Apache-2.0
// What the server says of the words of customers: /v1/voices, /v1/themes.

export type Label = "positive" | "neutral" | "negative";
export const LABELS: Label[] = ["positive", "neutral", "negative"];

// start and end count Unicode code points of the text; `of` is a theme, or how it is judged.
export interface Evidence {
  start: number;
  end: number;
  of: string;
}

export interface NamedTheme {
  key: string;
  title: string;
}

export interface Reading {
  // -1..1
  sentiment: number | null;
  label: Label;
  confidence: number | null;
  themes: NamedTheme[];
  emotion: string | null;
  evidence: Evidence[];
  // A person has set it right; the machine never overwrites it.
  corrected: boolean;
}

export interface Respond {
  measure: string;
  answer: string;
}

export interface Voice {
  voice_id: string;
  customer_id: string | null;
  day: string;
  question: string | null;
  score: number | null;
  scale: [number, number] | null;
  touchpoint: string | null;
  channel: string | null;
  language: string;
  text: string;
  // null: not read yet.
  reading: Reading | null;
  like: number;
  respond: Respond | null;
}

export interface FacetValue {
  key: string;
  title: string;
  count: number;
}

export const FACETS = ["theme", "sentiment", "touchpoint", "channel"] as const;
export type FacetName = (typeof FACETS)[number];

export interface VoicesPage {
  as_of: string | null;
  total: number;
  unread: number;
  // Promised anonymous, in the whole book: counted in insights, never listed.
  anonymous: number;
  reader: {
    version: string;
    trained: boolean;
    auc: number | null;
    n: number | null;
    date: string | null;
  } | null;
  facets: Record<FacetName | "month", FacetValue[]>;
  voices: Voice[];
  next: string | null;
}

export interface Theme {
  key: string;
  title: { ja: string; en: string };
  own: boolean;
  patterns: { ja: string[]; en: string[] };
}

export interface Correction {
  label?: Label;
  themes?: string[];
}
