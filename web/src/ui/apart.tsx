// SPDX-License-Identifier: Apache-2.0
// How far two groups lie apart: the difference, its interval, and whether it is clear.
import { Glyph } from "../charts/glyph";
import { formatDifference, type Measure, signOf } from "../shape/number";
import type { Change } from "../shape/pulse";
import { useWords } from "../text";
import { differenceRange } from "./change";

interface Props {
  difference: Change | null;
  measure: Measure;
}

export function Apart({ difference, measure }: Props) {
  const words = useWords();
  const { text, language } = words;
  if (!difference) return <p className="apart small">{text.no_difference}</p>;
  const size = `${signOf(difference.value)}${formatDifference(difference.value, measure, language)}`;
  const range = differenceRange(difference, { name: "", measure }, words);
  const said = difference.changed ? text.clear_difference : text.no_difference;
  return (
    <div className="change apart">
      {difference.changed ? <b>{size}</b> : <span className="size">{size}</span>}
      <span className="verdict">{said}</span>
      <Glyph
        change={difference}
        turned={false}
        label={`${text.difference} ${size} ${range} ${said}`}
      />
      {range && <span className="small range">{range}</span>}
    </div>
  );
}
