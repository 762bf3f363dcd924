// SPDX-License-Identifier: Apache-2.0
// Why there is no number where one is expected: the answer's own note.
import type { Answer } from "../api/types";

export function whyUnknown(value: number | null | undefined, notes: Answer["notes"]): string {
  if (value !== null && value !== undefined) return "";
  return notes.find((note) => note.kind === "not_enough")?.text ?? "";
}
