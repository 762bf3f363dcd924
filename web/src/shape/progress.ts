// SPDX-License-Identifier: Apache-2.0
// What the server says of an answer that it is working on.

export interface Told {
  making: boolean;
  share: number | null; // 0..1
  what: string;
}

// Whole percent, never 100 before the answer is there; null: not known.
export function percentDone(told: Told): number | null {
  if (told.share === null) return null;
  return Math.min(99, Math.max(0, Math.round(100 * told.share)));
}

// What is being done, with a capital where the script has them.
export function sayable(told: Told, otherwise: string): string {
  const what = told.what.trim();
  return what ? what.charAt(0).toUpperCase() + what.slice(1) : otherwise;
}
