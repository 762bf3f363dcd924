// SPDX-License-Identifier: Apache-2.0
// What the server says of low scores that wait for an answer: /v1/desk/low_scores.

export interface Tick {
  at: string;
  by: string | null;
}

export interface LowScore {
  voice_id: string;
  customer_id: string | null;
  name: string | null;
  day: string;
  question: string;
  score: number | null;
  scale: [number, number];
  touchpoint: string | null;
  text: string | null;
  answered: Tick | null;
}

export interface LowScores {
  as_of: string | null;
  start: string | null;
  total: number;
  // Of the same days, ticked or not.
  waiting: number;
  voices: LowScore[];
  next: string | null;
}
