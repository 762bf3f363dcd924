// SPDX-License-Identifier: Apache-2.0
// The list as a file: one row per remark.
import type { Cell, Column, ColumnType, Table } from "../api/types";
import type { Voice } from "../api/voices";

const COLUMNS: [string, ColumnType, (voice: Voice) => Cell][] = [
  ["voice_id", "string", (voice) => voice.voice_id],
  ["customer_id", "string", (voice) => voice.customer_id],
  ["day", "date", (voice) => voice.day],
  ["question", "string", (voice) => voice.question],
  ["score", "number", (voice) => voice.score],
  ["scale_low", "number", (voice) => voice.scale?.[0] ?? null],
  ["scale_high", "number", (voice) => voice.scale?.[1] ?? null],
  ["touchpoint", "string", (voice) => voice.touchpoint],
  ["channel", "string", (voice) => voice.channel],
  ["language", "string", (voice) => voice.language],
  ["text", "string", (voice) => voice.text],
  ["sentiment", "number", (voice) => voice.reading?.sentiment ?? null],
  ["label", "string", (voice) => voice.reading?.label ?? null],
  ["confidence", "number", (voice) => voice.reading?.confidence ?? null],
  [
    "themes",
    "string",
    (voice) => voice.reading?.themes.map((theme) => theme.key).join(" ") ?? null,
  ],
  ["corrected", "string", (voice) => (voice.reading ? String(voice.reading.corrected) : null)],
  ["like", "integer", (voice) => voice.like],
];

export function voiceTable(voices: Voice[]): Table {
  const columns: Column[] = COLUMNS.map(([name, type]) => ({ name, type, unit: "", title: name }));
  return { columns, rows: voices.map((voice) => COLUMNS.map(([, , read]) => read(voice))) };
}
