// SPDX-License-Identifier: Apache-2.0
import type { Cell } from "../api/types";
import { figure, formatRange, type Measure, UNKNOWN } from "../shape/number";
import { useWords } from "../text";

interface Props {
  value: Cell;
  measure: Measure;
}

// What belongs to the digits and not to the unit: ¥3.84M.
const SCALES = ["M", "B"];

// The number with its unit set smaller.
export function Figure({ value, measure }: Props) {
  const { language } = useWords();
  if (typeof value !== "number") return <>{UNKNOWN}</>;
  const parts = figure(value, measure, language);
  const small = parts.after !== "" && !SCALES.includes(parts.after);
  return (
    <>
      {parts.sign}
      {parts.before}
      {parts.digits}
      {small ? <i className="unit">{parts.after}</i> : parts.after}
    </>
  );
}

export function Range({ low, high, measure }: { low: Cell; high: Cell; measure: Measure }) {
  const { language } = useWords();
  return <>{formatRange(low, high, measure, language)}</>;
}
