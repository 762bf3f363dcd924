// SPDX-License-Identifier: Apache-2.0
import { CurveChart } from "../charts/curve_chart";
import { curve, hasPeak } from "../shape/curve";
import { grainOf } from "../shape/date";
import { figure, formatNumber } from "../shape/number";
import { useWords } from "../text";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function CurveSection({ record, answer }: PictureProps) {
  const { text, language } = useWords();
  const found = curve(answer);
  if (!found) return null;
  const { peak, x, y, beside } = found;
  const title = beside
    ? text.curve_beside(y.title, beside.column.title)
    : hasPeak(found)
      ? text.peak_at(formatNumber(peak.y, y, language), formatNumber(peak.x, x, language))
      : text.curve_title(x.title, y.title);
  const unit = y.type === "number" ? figure(2, y, language).after.trim() : "";
  return (
    <Section
      title={title}
      note={
        <>
          {text.curve_title(x.title, y.title)}
          {unit && ` (${unit})`}
        </>
      }
    >
      <figure className="figure narrow">
        <CurveChart curve={found} side={answer.chart.side} language={language} label={title} />
        <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
      </figure>
    </Section>
  );
}
