// SPDX-License-Identifier: Apache-2.0
import { Glyph } from "../charts/glyph";
import { type Change, changeText, lessIsBetter, type PulseRow, verdict } from "../shape/pulse";
import { formatRange, signOf } from "../shape/number";
import { formatDifference } from "../shape/number";
import { useWords, type Words } from "../text";

type Row = Pick<PulseRow, "name" | "measure">;

// In full, for those who hear it: "fell 8.9, changed, −14.9 to −2.9".
export function changeSpoken(change: Change, row: Row, { text, language }: Words): string {
  const size = formatDifference(change.value, row.measure, language);
  const range = differenceRange(change, row, { text, language });
  if (!change.changed) return `${signOf(change.value)}${size} ${verdict(change, text)} ${range}`;
  return `${size} ${change.value < 0 ? text.fell : text.rose} ${text.changed} ${range}`;
}

export function differenceRange(change: Change, row: Row, { language }: Words): string {
  const share = row.measure.type === "share";
  const factor = share ? 100 : 1;
  const measure = share ? { type: "points" as const, unit: "" } : row.measure;
  const ends = [change.low, change.high].map((end) => (end === null ? null : end * factor));
  const range = formatRange(ends[0] ?? null, ends[1] ?? null, measure, language);
  if (!range) return "";
  return share ? `${range}${language === "ja" ? "pt" : " pt"}` : range;
}

interface Props {
  change: Change | null;
  row: Row;
  // Less is better; what is known by name needs not say it.
  turned?: boolean;
}

export function ChangeMark({ change, row, turned = lessIsBetter(row.name) }: Props) {
  const words = useWords();
  if (!change) return <span />;
  const said = changeText(change, row.measure, words.language);
  return (
    <div className="change">
      {change.changed ? <b>{said}</b> : <span className="size">{said}</span>}
      <span className="verdict">{verdict(change, words.text)}</span>
      <Glyph change={change} turned={turned} label={changeSpoken(change, row, words)} />
    </div>
  );
}
