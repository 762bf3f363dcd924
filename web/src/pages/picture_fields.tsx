// SPDX-License-Identifier: Apache-2.0
// Where people stand between voice and action, and where they moved.
import type { Answer } from "../api/types";
import { FieldMap } from "../charts/field_map";
import { FlowChart } from "../charts/flow_chart";
import { grainOf } from "../shape/date";
import { fullest, readFields } from "../shape/fields";
import { type Flow, type Flows, movesOfBest, readFlows } from "../shape/flows";
import { groupsOf } from "../shape/groups";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { OpenBehind } from "../ui/open_behind";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function FieldSection({ record, answer }: PictureProps) {
  const { text } = useWords();
  const groups = groupsOf(answer).map((group) => ({
    name: group.name,
    fields: readFields(group.answer),
  }));
  const most = fullest(groups.map((group) => group.fields));
  return (
    <Section title={text.fields_title} note={text.fields_note}>
      {groups.map((group) => (
        <div key={group.name} className="group">
          {groups.length > 1 && <h3>{group.name || text.unknown_group}</h3>}
          <FieldMap {...group.fields} most={most} />
        </div>
      ))}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}

export function FlowSection({ record, answer }: PictureProps) {
  const groups = groupsOf(answer);
  return (
    <>
      {groups.map((group) => (
        <FlowGroup
          key={group.name}
          name={groups.length > 1 ? group.name : ""}
          answer={group.answer}
          title={record.title}
        />
      ))}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </>
  );
}

function FlowGroup({ name, answer, title }: { name: string; answer: Answer; title: string }) {
  const { text } = useWords();
  const flows = readFlows(answer);
  if (!flows) return null;
  const moves = movesOfBest(flows);
  const gone = moves?.left.reduce((sum, flow) => sum + flow.count, 0) ?? 0;
  const said = moves
    ? text.moved_from(moves.best.title, grouped(moves.best.count), grouped(gone))
    : text.moves_of(title);
  return (
    <Section title={name ? `${name}: ${said}` : said} note={text.flows_note}>
      <div className="with-notes">
        <figure className="figure">
          <FlowChart flows={flows} label={said} />
        </figure>
        <FlowNotes flows={flows} />
      </div>
    </Section>
  );
}

function FlowNotes({ flows }: { flows: Flows }) {
  const { text } = useWords();
  const losses = flows.flows.filter((flow) => flow.turn === "loss");
  const gains = flows.flows.filter((flow) => flow.turn === "gain");
  return (
    <div className="note aside flow-notes">
      <FlowList name={text.losses} look="low-mark" own={losses} flows={flows} />
      <FlowList name={text.gains} look="voice-mark" own={gains} flows={flows} />
      <h3>{text.grey}</h3>
      <p>{text.grey_note}</p>
      {flows.outside > 0 && <p>{text.not_drawn(grouped(flows.outside))}</p>}
    </div>
  );
}

interface ListProps {
  name: string;
  look: string;
  own: Flow[];
  flows: Flows;
}

function FlowList({ name, look, own, flows }: ListProps) {
  const { text } = useWords();
  if (own.length === 0) return null;
  const total = own.reduce((sum, flow) => sum + flow.count, 0);
  const title = (code: string) =>
    [...flows.from, ...flows.to].find((node) => node.code === code)?.title ?? code;
  return (
    <>
      <h3>
        <i className={look} /> {name} {text.people_count(grouped(total))}
      </h3>
      <ul>
        {[...own]
          .sort((a, b) => b.count - a.count)
          .map((flow) => {
            const said = text.from_to_field(title(flow.from), title(flow.to));
            return (
              <li key={flow.key || said}>
                {said}{" "}
                <OpenBehind behind={flow.key} label={said}>
                  <b>{text.people_count(grouped(flow.count))}</b>
                </OpenBehind>
              </li>
            );
          })}
      </ul>
    </>
  );
}
