// SPDX-License-Identifier: Apache-2.0
// Sentences with their evidence: of whom they speak, how many of them, against everybody.
import type { Cell, Column } from "../api/types";
import { linear } from "../charts/scale";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { formatNumber, formatRange, grouped } from "../shape/number";
import { mainColumn, Reader } from "../shape/table";
import { useWords } from "../text";
import { OpenBehind } from "../ui/open_behind";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

// What the estimate is set against: those of equal tenure where known, else everybody.
const AGAINST = ["rate_equal", "rate_all"];

export function SentenceSection({ record, answer }: PictureProps) {
  const { text } = useWords();
  const groups = groupsOf(answer);
  return (
    <Section title={text.sentences_title} note={text.sentences_note}>
      {groups.map((group) => (
        <div key={group.name} className="group">
          {groups.length > 1 && <h3>{group.name || text.unknown_group}</h3>}
          <ol className={`sentences side-${answer.chart.side}`}>
            {group.answer.rows.map((row, at) => (
              <Sentence key={at} row={row} answer={group.answer} />
            ))}
          </ol>
        </div>
      ))}
      <p className="small after">{text.not_a_cause}</p>
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}

function Sentence({ row, answer }: { row: Cell[]; answer: PictureProps["answer"] }) {
  const { text, language } = useWords();
  const reader = new Reader(answer);
  const measure = mainColumn(answer, answer.chart.y);
  const said = reader.text(row, answer.chart.x);
  const n = reader.number(row, "n");
  if (!measure) return <li className="sentence">{said}</li>;
  const value = reader.number(row, measure.name);
  const [low, high] = ["_low", "_high"].map((end) => reader.number(row, measure.name + end));
  const found = AGAINST.map((name) => reader.column(name)).find((own) => own !== undefined);
  const usual = found ? reader.number(row, found.name) : null;
  return (
    <li className="sentence">
      <p className="said-of-them">{said}</p>
      <Against measure={measure} value={value} low={low ?? null} high={high ?? null} all={usual} />
      <p className="small">
        {formatNumber(value, measure, language)}{" "}
        {formatRange(low ?? null, high ?? null, measure, language)}
        {found && ` · ${found.title} ${formatNumber(usual, found, language)}`}
        {n !== null && (
          <>
            {" · "}
            <OpenBehind behind={reader.text(row, "key")} label={said}>
              {text.people_count(grouped(n))}
            </OpenBehind>
          </>
        )}
      </p>
    </li>
  );
}

interface AgainstProps {
  measure: Column;
  value: number | null;
  low: number | null;
  high: number | null;
  all: number | null;
}

function Against({ measure, value, low, high, all }: AgainstProps) {
  const known = [value, low, high, all].filter((own) => own !== null);
  const most = measure.type === "share" ? 1 : Math.max(...known, 1e-9) * 1.1;
  const place = linear([0, most], [0, 100]);
  const clear = all !== null && low !== null && high !== null && (low > all || high < all);
  return (
    <svg width="100%" height="22" aria-hidden="true">
      <line className="grid" x1="0" x2="100%" y1={11} y2={11} />
      {all !== null && (
        <line className="rule" x1={`${place(all)}%`} x2={`${place(all)}%`} y1={0} y2={22} />
      )}
      {low !== null && high !== null && (
        <line className="bar" x1={`${place(low)}%`} x2={`${place(high)}%`} y1={11} y2={11} />
      )}
      {value !== null && (
        <circle
          className={clear ? "fill ringed" : "hollow"}
          cx={`${place(value)}%`}
          cy={11}
          r={5}
        />
      )}
    </svg>
  );
}
