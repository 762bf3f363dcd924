// SPDX-License-Identifier: Apache-2.0
// Estimates one below the other: a dot with its interval, and the careless number beside it.
import { RowChart } from "../charts/rows";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { readMarks } from "../shape/marks";
import { tickText } from "../shape/number";
import { useWords } from "../text";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function MarkSection({ record, answer }: PictureProps) {
  const { text, language } = useWords();
  const groups = groupsOf(answer);
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
      {groups.map((group) => {
        const marks = readMarks(group.answer, language);
        if (!marks) return null;
        const rows = marks.rows.map(({ naive, sides, move, band, ...own }) => ({
          ...own,
          name: own.name || text.everyone,
          ...(move && { kind: text.moved_with(move) }),
          ...(sides && { kind: text.with_without(sides.with, sides.without) }),
          naive: naive === null ? null : { value: naive, name: marks.naiveName || text.naive },
          band: band && { ...band, name: text.band },
        }));
        return (
          <div key={group.name} className="group marks">
            {groups.length > 1 && <h3>{group.name || text.unknown_group}</h3>}
            <RowChart
              rows={rows}
              measure={marks.measure}
              side={answer.chart.side}
              form="mark"
              all={rows.some((row) => (row.point.value ?? 0) < 0) ? 0 : null}
              allName=""
              axis={(tick) => tickText(tick, marks.measure, language)}
            />
          </div>
        );
      })}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}
