// SPDX-License-Identifier: Apache-2.0
// The parts of a whole over time; with --by, one whole for each group.
import type { Answer, Cell } from "../api/types";
import { Stack } from "../charts/stack";
import { groupsOf } from "../shape/groups";
import { overTime } from "../shape/series";
import { useWords } from "../text";
import { SeeTable } from "../ui/see_table";
import { type TimeProps, useTelling } from "./picture_time";

// One group by itself is not split by group any more.
function unsplit(answer: Answer): Cell[][] {
  const at = answer.columns.findIndex((column) => column.name === "by_value");
  return answer.rows.map((row) => row.map((cell, column) => (column === at ? null : cell)));
}

export function StackSection(props: TimeProps) {
  const { answer, record } = props;
  const { text } = useWords();
  const { shared, readOpen } = useTelling(props);
  const title = text.parts_title(record.title);
  return (
    <section className="section" aria-labelledby="parts">
      <div className="section-head">
        <div>
          <h2 id="parts">{title}</h2>
          <p className="note">{readOpen}</p>
        </div>
      </div>
      <figure className="figure">
        {groupsOf(answer).map((group) => (
          <div key={group.name} className="group">
            {group.name && <h3>{group.name}</h3>}
            <Stack
              {...shared}
              series={
                overTime({ ...group.answer, rows: unsplit(group.answer) }, shared.language)
                  ?.series ?? []
              }
              label={`${title} ${group.name}`}
            />
          </div>
        ))}
        <SeeTable table={answer} grain={shared.grain} label={record.title} />
      </figure>
    </section>
  );
}
