// SPDX-License-Identifier: Apache-2.0
// Differences of shares, told in points.
import type { Measure } from "./number";
import type { Point } from "./series";

// −16.9pt
export const POINTS = { type: "number" as const, unit: "pt", decimals: 1 };

export function isDifferenceOfShares(measure: Measure): boolean {
  return measure.type === "number" && measure.unit === "share";
}

export function times(point: Point, factor: number): Point {
  const scaled = (value: number | null) => (value === null ? null : value * factor);
  return { ...point, value: scaled(point.value), low: scaled(point.low), high: scaled(point.high) };
}
