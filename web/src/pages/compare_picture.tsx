// SPDX-License-Identifier: Apache-2.0
// Both answers drawn beside each other: rows in pairs, lines on one scale, else two pictures.
import { Line } from "../charts/line";
import { PairRows } from "../charts/pair_rows";
import { type Pairs, pairsAtEnd, pairsByName, pairsByPeriod, pairsTable } from "../shape/compare";
import { formatPeriod, grainOf } from "../shape/date";
import { fine } from "../shape/fine";
import { tickText } from "../shape/number";
import { extent, type OverTime } from "../shape/series";
import { Reader } from "../shape/table";
import { useWords } from "../text";
import { BehindOf } from "../ui/open_behind";
import { Section, SideName } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { SideProps, SidesProps } from "./compare_head";
import { Picture } from "./picture";
import { useTelling } from "./picture_time";

// Forms that are told by names.
const NAMED = new Set(["bars", "histogram", "marks", "fields", "states", "stacked", "line"]);

export function usePairs({ these, rest }: Pick<SidesProps, "these" | "rest">): Pairs | null {
  const { language } = useWords();
  const grain = grainOf(these.answer.parameters.period);
  const x = new Reader(these.answer).column(these.told?.x ?? "");
  if (these.told && rest.told && x) {
    const split = [these.told, rest.told].find((own) => own.splits.length > 0);
    if (!split) return pairsByPeriod(these.told, rest.told, x);
    const named = new Reader(these.answer).column(split.splits.at(-1) ?? "");
    return pairsAtEnd(these.told, rest.told, named ?? x);
  }
  return NAMED.has(these.answer.chart.form)
    ? pairsByName(these.answer, rest.answer, { grain, language })
    : null;
}

export function ComparePicture(props: SidesProps) {
  const { record, these, rest } = props;
  const { text } = useWords();
  const pairs = usePairs(props);
  const grain = grainOf(these.answer.parameters.period);
  if (!pairs) return <TwoPictures {...props} />;
  const lines = these.told && rest.told && pairs.x.name === these.told.x;
  return (
    <Section
      title={lines ? text.over_time(record.title) : text.compare_of(pairs.column.title)}
      note={<>{lines ? text.both_lines : <RowsNote pairs={pairs} {...props} />}</>}
    >
      {lines ? <TwoLines {...props} /> : <Rows pairs={pairs} {...props} />}
      <SeeTable
        table={pairsTable(pairs)}
        grain={grain}
        label={text.compare_of(pairs.column.title)}
      />
    </Section>
  );
}

function RowsNote({ pairs, these }: SidesProps & { pairs: Pairs }) {
  const { text, language } = useWords();
  const grain = grainOf(these.answer.parameters.period);
  const counted = these.answer.columns.find((own) => own.name === pairs.column.name);
  const shares = counted && counted.type !== pairs.column.type;
  return (
    <>
      {pairs.period && `${formatPeriod(pairs.period, grain, language)} · `}
      {text.compare_note} {shares && text.compare_share}
    </>
  );
}

function Rows({ pairs, these }: SidesProps & { pairs: Pairs }) {
  const { language } = useWords();
  const measure = fine(
    pairs.column,
    pairs.rows.flatMap((row) => [row.these.value, row.rest.value]),
  );
  return (
    <PairRows
      rows={pairs.rows}
      measure={measure}
      side={these.answer.chart.side}
      axis={(tick) => tickText(tick, measure, language)}
    />
  );
}

function TwoLines({ record, these, rest }: SidesProps) {
  const { text } = useWords();
  const points = [these, rest].flatMap((side) => side.told?.series[0]?.points ?? []);
  const domain = extent(points);
  return (
    <div className="halves">
      <OneLine name={text.these} of="" domain={domain} record={record} side={these} />
      <OneLine name={text.rest} of="rest" domain={domain} record={record} side={rest} />
    </div>
  );
}

interface LineProps extends Pick<SidesProps, "record"> {
  name: string;
  of: string;
  domain: [number, number];
  side: SideProps;
}

function OneLine({ of, side, ...more }: LineProps) {
  return side.told ? (
    <BehindOf value={of}>
      <DrawnLine {...more} side={side} told={side.told} />
    </BehindOf>
  ) : null;
}

function DrawnLine({
  name,
  domain,
  record,
  side,
  told,
}: Omit<LineProps, "of"> & { told: OverTime }) {
  const telling = { record, answer: side.answer, told, head: side.head, judged: null };
  const { shared, readOpen } = useTelling(telling);
  return (
    <figure className="figure">
      <figcaption>
        <h3>{name}</h3>
      </figcaption>
      <Line
        {...shared}
        points={told.series[0]?.points ?? []}
        label={`${record.title}: ${name}`}
        domain={domain}
        first={480}
      />
      {readOpen && <p className="small">{readOpen}</p>}
    </figure>
  );
}

function TwoPictures({ record, these, rest }: SidesProps) {
  const { text } = useWords();
  const sides = [
    { ...these, name: text.these, of: "" },
    { ...rest, name: text.rest, of: "rest" },
  ];
  return sides.map((side) => (
    <section key={side.name} className="section" aria-label={side.name}>
      <h2>{side.name}</h2>
      {side.answer.rows.length === 0 ? (
        <p className="note">{text.none_here}</p>
      ) : (
        <BehindOf value={side.of}>
          <SideName value={side.name}>
            <div className="inner">
              <Picture
                record={record}
                answer={side.answer}
                told={side.told}
                head={side.head}
                judged={null}
              />
            </div>
          </SideName>
        </BehindOf>
      )}
    </section>
  ));
}
