// SPDX-License-Identifier: Apache-2.0
// What a person changed in a reading: only that is sent.
import type { Correction, Label, Reading } from "../api/voices";

function same(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}

// null: nothing was changed.
export function correctionOf(
  reading: Reading | null,
  label: Label | "",
  themes: string[],
): Correction | null {
  const before = reading?.themes.map((theme) => theme.key) ?? [];
  const correction: Correction = {
    ...(label && label !== reading?.label && { label }),
    ...(!same(before, themes) && { themes }),
  };
  return Object.keys(correction).length > 0 ? correction : null;
}
