// SPDX-License-Identifier: Apache-2.0
// Estimates one below the other: a dot with its interval, and the careless number beside it.
import { type ChartRow, RowChart } from "../charts/rows";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { type Marks, readMarks } from "../shape/marks";
import { tickText } from "../shape/number";
import { type Text, useWords } from "../text";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

function rowsOf(marks: Marks, text: Text): ChartRow[] {
  return marks.rows.map(({ naive, sides, move, band, ...own }) => ({
    ...own,
    name: own.name || text.everyone,
    ...(move && { kind: text.moved_with(move) }),
    ...(sides && { kind: text.with_without(sides.with, sides.without) }),
    naive: naive === null ? null : { value: naive, name: marks.naiveName || text.naive },
    band: band && { ...band, name: text.band },
  }));
}

export function MarkSection({ record, answer }: PictureProps) {
  const { text, language } = useWords();
  const groups = groupsOf(answer).flatMap((group) => {
    const marks = readMarks(group.answer, language);
    return marks ? [{ name: group.name, measure: marks.measure, rows: rowsOf(marks, text) }] : [];
  });
  const among = groups.flatMap((group) => group.rows);
  const all = readMarks(answer, language);
  const title = all?.title ?? record.title;
  const rows = all?.rows ?? [];
  const said = [
    text.marks_note,
    rows.some((row) => row.sides || row.move) ? text.marks_zero : "",
    rows.some((row) => row.band) ? text.marks_band : "",
    rows.some((row) => row.naive !== null) ? text.marks_naive : "",
  ];
  return (
    <Section title={title} note={said.join(" ")}>
      {groups.map(({ name, measure, rows }) => (
        <div key={name} className="group marks">
          {groups.length > 1 && <h3>{name || text.unknown_group}</h3>}
          <RowChart
            rows={rows}
            among={among}
            measure={measure}
            side={answer.chart.side}
            form="mark"
            all={among.some((row) => (row.point.value ?? 0) < 0) ? 0 : null}
            allName=""
            axis={(tick) => tickText(tick, measure, language)}
          />
        </div>
      ))}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}
