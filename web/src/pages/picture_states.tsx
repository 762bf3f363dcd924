// SPDX-License-Identifier: Apache-2.0
// States that follow each other: how many are in each, how sure, what they buy, what changed.
import type { Answer, Cell } from "../api/types";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { formatNumber, formatRange, grouped, type Measure } from "../shape/number";
import { readChange } from "../shape/pulse";
import { Reader } from "../shape/table";
import { useWords } from "../text";
import { ChangeMark } from "../ui/change";
import { OpenBehind } from "../ui/open_behind";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

const SHARE = { type: "share" as const, unit: "" };
// Of these fewer is better: their change is turned round.
const FEWER = new Set(["lapsed", "none", "spurious"]);

export function StateSection({ record, answer }: PictureProps) {
  const { text } = useWords();
  const groups = groupsOf(answer);
  // One scale for all groups.
  const reader = new Reader(answer);
  const most = Math.max(1, ...answer.rows.map((row) => reader.number(row, answer.chart.y) ?? 0));
  return (
    <Section
      title={text.states_title}
      note={text.states_note}
      tools={
        <p className="small key-line">
          <span aria-hidden="true">●</span> {text.changed} <span aria-hidden="true">○</span>{" "}
          {text.within_noise}
        </p>
      }
    >
      {groups.map((group) => (
        <div key={group.name} className="group">
          {groups.length > 1 && <h3>{group.name || text.unknown_group}</h3>}
          <ol className={`states side-${answer.chart.side}`}>
            {group.answer.rows.map((row, at) => (
              <State key={at} row={row} answer={group.answer} most={most} />
            ))}
          </ol>
        </div>
      ))}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}

// Of those gone, what they bought before; else what they buy.
function moneyOf(reader: Reader, row: Cell[]): { measure: Measure; value: number } | null {
  const measure = reader.column("revenue_12m");
  if (!measure) return null;
  const [now, before] = ["revenue_12m", "revenue_before_12m"].map((own) => reader.number(row, own));
  const value = FEWER.has(reader.text(row, "stage")) ? before : now;
  return value ? { measure, value } : null;
}

function State({ row, answer, most }: { row: Cell[]; answer: Answer; most: number }) {
  const { text, language } = useWords();
  const reader = new Reader(answer);
  const { x, y } = answer.chart;
  const count = reader.number(row, y) ?? 0;
  const name = reader.text(row, x);
  const code = reader.text(row, "stage") || reader.text(row, "state") || name;
  const range = formatRange(
    reader.number(row, "share_low"),
    reader.number(row, "share_high"),
    SHARE,
    language,
  );
  const money = moneyOf(reader, row);
  return (
    <li className="state-row">
      <b>{name}</b>
      <svg width="100%" height="34" aria-hidden="true">
        <rect className="fill" x={0} y={8} width={`${(100 * count) / most}%`} height={18} />
        <line className="axis" x1={0} x2={0} y1={0} y2={34} />
      </svg>
      <div className="amount">
        <OpenBehind behind={count > 0 ? reader.text(row, "key") : ""} label={name}>
          <b>{text.people_count(grouped(count))}</b>
        </OpenBehind>
        <span className="small">
          {formatNumber(reader.number(row, "share"), SHARE, language)} {range}
        </span>
      </div>
      <p className="small">
        {money && (
          <>
            {FEWER.has(code) ? text.bought_before : text.buys_now}{" "}
            <b className="nowrap">{formatNumber(money.value, money.measure, language)}</b>
          </>
        )}
      </p>
      <ChangeMark
        change={readChange(reader, row, "")}
        row={{ name: code, measure: SHARE }}
        turned={FEWER.has(code)}
      />
    </li>
  );
}
