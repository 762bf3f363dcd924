// SPDX-License-Identifier: Apache-2.0
// Which chart an answer becomes. Only forms are known here, never the names of insights.
import type { Answer, InsightRecord } from "../api/types";
import { HeatGrid } from "../charts/heat_grid";
import { grainOf } from "../shape/date";
import { heat } from "../shape/heat";
import type { Headline } from "../shape/insight";
import type { PulseRow } from "../shape/pulse";
import type { OverTime } from "../shape/series";
import { useWords } from "../text";
import { SeeTable } from "../ui/see_table";
import { TableView } from "../ui/table_view";
import { BinSection, CategorySection } from "./picture_categories";
import { SplitSection, StackSection, TrendSection } from "./picture_time";

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
    case "histogram":
      return <BinSection {...props} />;
    case "bars":
      return (
        <>
          <CategorySection {...props} />
          {told && <TimeSections {...props} told={told} compact />}
        </>
      );
    case "line":
    case "stacked":
      return told ? <TimeSections {...props} told={told} /> : <CategorySection {...props} />;
    default:
      return <PlainSection {...props} />;
  }
}

function TimeSections(props: PictureProps & { told: OverTime; compact?: boolean }) {
  const { answer, told } = props;
  if (!told.split) return <TrendSection {...props} />;
  const isParts = answer.chart.form === "stacked" && told.split !== "by_value";
  return isParts ? <StackSection {...props} /> : <SplitSection {...props} />;
}

function HeatSection(props: PictureProps) {
  const { answer, record } = props;
  const { text } = useWords();
  const grid = heat(answer);
  const grain = grainOf(answer.parameters.period);
  if (!grid) return <PlainSection {...props} />;
  return (
    <section className="section" aria-labelledby="picture">
      <div className="section-head">
        <div>
          <h2 id="picture">
            {text.by_two(grid.value.title, grid.rowColumn.title, grid.column.title)}
          </h2>
          <p className="note">
            {grid.value.type === "share" && "% · "}n {answer.n.toLocaleString("en-US")}
          </p>
        </div>
      </div>
      <HeatGrid heat={grid} side={answer.chart.side} grain={grain} />
      <SeeTable table={answer} grain={grain} label={record.title} />
    </section>
  );
}

function PlainSection({ answer, record }: PictureProps) {
  const { text } = useWords();
  return (
    <section className="section" aria-labelledby="picture">
      <div className="section-head">
        <h2 id="picture">{text.answer_rows}</h2>
      </div>
      <TableView table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </section>
  );
}
