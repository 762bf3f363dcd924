// SPDX-License-Identifier: Apache-2.0
import type { Cell } from "../api/types";
import type { Measure } from "./number";

// Numbers that stand together have as many decimals as the largest of them needs: 0.0140, 0.0087.
export function fine<T extends Measure>(measure: T, values: (Cell | undefined)[]): T {
  const sizes = values.map((value) => (typeof value === "number" ? Math.abs(value) : 0));
  const most = Math.max(0, ...sizes);
  if (measure.type !== "number" || most === 0 || most >= 0.1) return measure;
  return { ...measure, decimals: Math.min(8, 2 + Math.ceil(-Math.log10(most))) };
}
