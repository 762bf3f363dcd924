// SPDX-License-Identifier: Apache-2.0
// What follows an event, against those who had none: step by step, with the trend before it.
import type { Answer } from "../api/types";
import { EventChart } from "../charts/event_chart";
import { grainOf } from "../shape/date";
import { type Event, readEvent, type Step } from "../shape/event";
import { groupsOf } from "../shape/groups";
import { speakPoint } from "../shape/insight";
import { formatNumber, grouped, signOf } from "../shape/number";
import { extent } from "../shape/series";
import { useWords } from "../text";
import { useOpenBehind } from "../ui/open_behind";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

export function EventSection({ record, answer }: PictureProps) {
  const { text } = useWords();
  const groups = groupsOf(answer).flatMap((group) => {
    const event = readEvent(group.answer);
    return event ? [{ ...group, event }] : [];
  });
  // One scale for all groups.
  const reach = extent(groups.flatMap((group) => group.event.steps));
  return (
    <>
      {groups.map((group) => (
        <EventGroup
          key={group.name}
          answer={group.answer}
          event={group.event}
          reach={reach}
          name={groups.length > 1 ? group.name || text.unknown_group : ""}
        />
      ))}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </>
  );
}

interface GroupProps {
  answer: Answer;
  event: Event;
  reach: [number, number];
  name: string;
}

function EventGroup({ answer, event, reach, name }: GroupProps) {
  const { text, language } = useWords();
  const open = useOpenBehind();
  const { largest, y, x } = event;
  const size = (step: Step) =>
    `${signOf(step.value ?? 0)}${formatNumber(Math.abs(step.value ?? 0), y, language)}`;
  const said = largest
    ? text.event_title(y.title, size(largest), `${x.title} +${largest.at}`)
    : text.event_none(y.title);
  const speak = (step: Step) => speakPoint(step, `${x.title} ${step.at}`, y, language);
  return (
    <Section title={name ? `${name}: ${said}` : said} note={`n ${grouped(answer.n)}`}>
      <div className="with-notes">
        <figure className="figure">
          <EventChart
            event={event}
            reach={reach}
            side={answer.chart.side}
            language={language}
            label={said}
            speak={speak}
            open={open}
          />
        </figure>
        <div className="note aside">
          <h3>{text.how_to_read}</h3>
          <p>{text.event_read}</p>
          <p>{event.before ? text.event_differed : text.event_alike}</p>
        </div>
      </div>
    </Section>
  );
}
