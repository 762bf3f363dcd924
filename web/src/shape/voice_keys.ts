// SPDX-License-Identifier: Apache-2.0
// What a key does on the voices page, and where it leads.

export type VoiceAction = "next" | "previous" | "open" | "correct" | "undo" | "search" | "close";

export interface Pressed {
  key: string;
  // Ctrl, Alt, Meta, or in the middle of writing Japanese.
  other: boolean;
  typing: boolean;
  // What has the focus: a remark itself, something inside one, or neither.
  focus: "remark" | "inside" | "outside";
}

const ANYWHERE: Record<string, VoiceAction> = {
  j: "next",
  k: "previous",
  e: "correct",
  u: "undo",
  "/": "search",
};
const ON_REMARK: Record<string, VoiceAction> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Enter: "open",
};

export function actionOf({ key, other, typing, focus }: Pressed): VoiceAction | null {
  if (other) return null;
  // Where one writes, Esc belongs to the field, but for the form inside a remark.
  if (key === "Escape") return typing && focus === "outside" ? null : "close";
  if (typing) return null;
  return ANYWHERE[key] ?? (focus === "remark" ? (ON_REMARK[key] ?? null) : null);
}

// The remark to go to: the first one from nowhere, none beyond the ends.
export function placeAfter(action: "next" | "previous", current: number, count: number): number {
  if (count === 0) return -1;
  if (current < 0) return action === "next" ? 0 : count - 1;
  const wanted = current + (action === "next" ? 1 : -1);
  return wanted < 0 || wanted >= count ? -1 : wanted;
}
