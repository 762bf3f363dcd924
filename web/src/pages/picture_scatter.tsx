// SPDX-License-Identifier: Apache-2.0
// What matters against how well it is done: what to fix first stands in one corner.
import { ScatterChart } from "../charts/scatter_chart";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { grouped } from "../shape/number";
import { readScatter } from "../shape/scatter";
import { useWords } from "../text";
import { useOpenBehind } from "../ui/open_behind";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function ScatterSection({ record, answer }: PictureProps) {
  const { text, language } = useWords();
  const open = useOpenBehind();
  const groups = groupsOf(answer);
  return (
    <Section title={text.scatter_title} note={`n ${grouped(answer.n)}`}>
      <div className="with-notes">
        <div>
          {groups.map((group) => {
            const scatter = readScatter(group.answer, language);
            if (!scatter) return null;
            return (
              <figure key={group.name} className="figure group">
                {groups.length > 1 && <h3>{group.name || text.unknown_group}</h3>}
                <ScatterChart
                  scatter={scatter}
                  side={answer.chart.side}
                  language={language}
                  label={`${text.scatter_title} ${group.name}`.trim()}
                  open={open}
                />
              </figure>
            );
          })}
        </div>
        <div className="note aside">
          <h3>{text.how_to_read}</h3>
          <p>{text.scatter_read}</p>
          <p>{text.not_a_cause}</p>
        </div>
      </div>
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}
