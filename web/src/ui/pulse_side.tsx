// SPDX-License-Identifier: Apache-2.0
import { Spark } from "../charts/spark";
import type { Side } from "../api/types";
import { useUrl, withQuery } from "../route";
import type { Grain } from "../shape/date";
import { formatNumber, formatRange, grouped } from "../shape/number";
import { type PulseRow, toldPoint } from "../shape/pulse";
import { useWords } from "../text";
import { insightPath, useBook } from "./book";
import { ChangeMark } from "./change";
import { Figure, Range } from "./figure";
import { Link } from "./link";
import { OpenBehind } from "./open_behind";

interface Props {
  side: Side;
  rows: PulseRow[];
  grain: Grain;
}

export function PulseSide({ side, rows }: Props) {
  const { text } = useWords();
  return (
    <div className={`side-${side}`}>
      <h3 className="side-title">
        {text[side]} <span>{side === "voice" ? text.voice_said : text.action_did}</span>
      </h3>
      {rows.length === 0 && <p className="note after">{text.no_measures(side)}</p>}
      <ol>
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </ol>
    </div>
  );
}

// Measures that are told in full by an insight of another name.
const HOMES: Record<string, string> = {
  returned: "retention",
  newcomers: "tenure",
  profit_per_customer: "profitability",
};

// The measure's own insight, when there is one of that name, with the same people and grain.
function Name({ row }: { row: PulseRow }) {
  const { insights } = useBook();
  const { query } = useUrl();
  const inner = (
    <>
      <b>{row.title}</b>
      <span className="small">n {grouped(toldPoint(row)?.n ?? 0)}</span>
    </>
  );
  const home = HOMES[row.name] ?? row.name;
  if (!insights?.some((record) => record.name === home)) {
    return <span className="name">{inner}</span>;
  }
  const { where = "", period = "", as_of = "" } = query;
  return (
    <Link to={insightPath(home)} query={withQuery({}, { where, period, as_of })} className="name">
      {inner}
    </Link>
  );
}

function Row({ row }: { row: PulseRow }) {
  const { text, language } = useWords();
  const last = toldPoint(row);
  const value = last?.value ?? null;
  const range = formatRange(last?.low ?? null, last?.high ?? null, row.measure, language);
  const label = `${text.trend_of(row.title)}: ${formatNumber(value, row.measure, language)} ${range}`;
  return (
    <li className="pulse-row">
      <Name row={row} />
      <div className="value">
        <OpenBehind
          behind={last?.key ?? ""}
          label={`${row.title} ${formatNumber(value, row.measure, language)}`}
        >
          <b>
            <Figure value={value} measure={row.measure} />
          </b>
        </OpenBehind>
        <span className="small">
          <Range low={last?.low ?? null} high={last?.high ?? null} measure={row.measure} />
        </span>
      </div>
      {row.points.length > 0 && <Spark points={row.points} open={row.open} label={label} />}
      <ChangeMark change={row.change} row={row} />
    </li>
  );
}
