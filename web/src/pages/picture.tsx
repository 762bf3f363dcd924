// SPDX-License-Identifier: Apache-2.0
// Which chart an answer becomes. Only forms are known here, never the names of insights.
import type { Answer, InsightRecord } from "../api/types";
import { HeatGrid } from "../charts/heat_grid";
import { isCurve } from "../shape/curve";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { heat } from "../shape/heat";
import type { Headline } from "../shape/insight";
import { grouped } from "../shape/number";
import type { PulseRow } from "../shape/pulse";
import type { OverTime } from "../shape/series";
import { useWords } from "../text";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import { TableView } from "../ui/table_view";
import { BalanceSection } from "./picture_balance";
import { CurveSection } from "./picture_curve";
import { BinSection } from "./picture_bins";
import { CategorySection } from "./picture_categories";
import { EventSection } from "./picture_event";
import { FieldSection, FlowSection } from "./picture_fields";
import { StateSection } from "./picture_states";
import { StackSection } from "./picture_parts";
import { MarkSection } from "./picture_marks";
import { ScatterSection } from "./picture_scatter";
import { SentenceSection } from "./picture_sentences";
import { SplitSection, TrendSection } from "./picture_time";

export interface PictureProps {
  record: InsightRecord;
  answer: Answer;
  told: OverTime | null;
  head: Headline | null;
  judged: PulseRow | null;
}

export function Picture(props: PictureProps) {
  const { answer, told } = props;
  switch (answer.chart.form) {
    case "heat":
      return <HeatSection {...props} />;
    case "fields":
      return <FieldSection {...props} />;
    case "flows":
      return <FlowSection {...props} />;
    case "scatter":
      return <ScatterSection {...props} />;
    case "states":
      return <StateSection {...props} />;
    case "event":
      return <EventSection {...props} />;
    case "balance":
      return <BalanceSection {...props} />;
    case "sentences":
      return <SentenceSection {...props} />;
    case "histogram":
      return <BinSection {...props} />;
    case "marks":
      return <MarkSection {...props} />;
    case "bars":
      // Nothing tells the bars apart: what is left is one line.
      if (told && told.splits.length === 0) return <TrendSection {...props} told={told} />;
      return (
        <>
          <CategorySection {...props} />
          {told && <TimeSections {...props} told={told} compact />}
        </>
      );
    case "line":
    case "stacked":
      if (answer.chart.beside && isCurve(answer)) return <CurveSection {...props} />;
      if (told) return <TimeSections {...props} told={told} />;
      return isCurve(answer) ? <CurveSection {...props} /> : <CategorySection {...props} />;
    default:
      return <PlainSection {...props} />;
  }
}

function TimeSections(props: PictureProps & { told: OverTime; compact?: boolean }) {
  const { answer, told } = props;
  if (told.splits.length === 0) return <TrendSection {...props} />;
  const isParts =
    answer.chart.form === "stacked" && told.splits.some((name) => name !== "by_value");
  return isParts ? <StackSection {...props} /> : <SplitSection {...props} />;
}

function HeatSection(props: PictureProps) {
  const { answer, record } = props;
  const { text } = useWords();
  const grain = grainOf(answer.parameters.period);
  const grids = groupsOf(answer).map((group) => ({ name: group.name, grid: heat(group.answer) }));
  const first = grids[0]?.grid;
  if (!first) return <PlainSection {...props} />;
  return (
    <Section
      title={text.by_two(first.value.title, first.rowColumn.title, first.column.title)}
      note={
        <>
          {first.value.type === "share" && "% · "}n {grouped(answer.n)}
        </>
      }
    >
      {grids.map(({ name, grid }) => (
        <div key={name} className="group">
          {grids.length > 1 && <h3>{name || text.unknown_group}</h3>}
          {grid && <HeatGrid heat={grid} side={answer.chart.side} grain={grain} />}
        </div>
      ))}
      <SeeTable table={answer} grain={grain} label={record.title} />
    </Section>
  );
}

function PlainSection({ answer, record }: PictureProps) {
  const { text } = useWords();
  return (
    <Section title={text.answer_rows}>
      <TableView table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}
