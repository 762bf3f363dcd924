// SPDX-License-Identifier: Apache-2.0
// One row per group: a bar from zero, or a mark with its interval, all on one shared scale.
import type { Side } from "../api/types";
import type { Query } from "../route";
import { formatRange, grouped, type Measure } from "../shape/number";
import { niceTicks, type Point } from "../shape/series";
import { useWords } from "../text";
import { useBook } from "../ui/book";
import { Figure } from "../ui/figure";
import { Link } from "../ui/link";
import { OpenBehind } from "../ui/open_behind";
import { Quote } from "../ui/quote";
import { PercentAxis } from "./percent_axis";
import { Track } from "./row_track";
import { linear } from "./scale";

export interface ChartRow {
  name: string;
  point: Point;
  // Where the remarks of this row can be read, and one of them.
  words?: Query | null;
  quote?: string;
  // Its place among the rows, "2–4" where the order is not certain; the first place stands out.
  rank?: string;
  first?: boolean;
  // A second bar on the same row, e.g. the gain beside the loss, and what the two are called.
  second?: Point | null;
  kind?: string;
  // What stands for the value where it is told in another unit than the others.
  instead?: string;
  // Why there is no value.
  why?: string;
  // Another estimate of the same that is not to be believed: drawn hollow, and called what it is.
  naive?: { value: number; name: string } | null;
  // How far it may lie off where something cannot be known.
  band?: { low: number; high: number; name: string } | null;
}

interface Props {
  rows: ChartRow[];
  // All rows of the groups that stand beside this one: they share one scale.
  among?: ChartRow[];
  measure: Measure;
  side: Side;
  form: "bar" | "mark";
  // Everyone together, as a dotted line.
  all?: number | null | undefined;
  // What that line is called; "" says nothing.
  allName?: string;
  axis: (tick: number) => string;
  // Some groups are hidden because they are small: a missing value says so.
  suppressed?: boolean;
}

// null: there is nothing to draw.
function domainOf({ rows, among = rows, form, all }: Props): [number, number] | null {
  const values = among.flatMap(({ point, second, naive, band }) => [
    ...[naive?.value, band?.low, band?.high].map((own) => own ?? null),
    ...[point, second].flatMap((own) =>
      [own?.value, own?.low, own?.high, all].map((end) => end ?? null),
    ),
  ]);
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const low = Math.min(...known, ...(form === "bar" ? [0] : []));
  const high = Math.max(...known, ...(form === "bar" ? [0] : []));
  const room = (high - low || 1) * 0.04;
  return [low < 0 || form === "mark" ? low - room : low, high + room];
}

export function RowChart(props: Props) {
  const { rows, measure, side, form, all, axis, suppressed = false, allName } = props;
  const { text } = useWords();
  const known = rows.some((row) => row.point.value !== null || row.second?.value != null);
  const domain = known ? domainOf(props) : null;
  const place = linear(domain ?? [0, 1], [0, 100]);
  const ticks = domain ? niceTicks(...domain, 5) : [];
  const two = rows.some((row) => row.second);
  const isAll = (tick: number) =>
    allName !== "" && all != null && Math.abs(place(tick) - place(all)) < 8;
  return (
    <div className={`row-chart side-${side}${two ? " two-bars" : ""}`}>
      <div className="row-axis" aria-hidden="true">
        <svg width="100%" height="18">
          <PercentAxis ticks={ticks.filter((tick) => !isAll(tick))} place={place} say={axis} />
          {all != null && allName !== "" && (
            <text className="ink-text" x={`${place(all)}%`} y={13} textAnchor="middle">
              {allName ?? text.split_all}
            </text>
          )}
        </svg>
      </div>
      <ul>
        {rows.map((row) => (
          <li key={`${row.name} ${row.kind ?? ""}`} className="chart-row">
            <div className="name">
              {row.rank && <span className="rank">{row.rank}</span>}
              <RowName row={row} />
              {row.kind && <span className="small">{row.kind}</span>}
              {row.point.n !== null && !row.kind && (
                <span className="small">n {grouped(row.point.n)}</span>
              )}
            </div>
            <div className="track">
              <Track row={row} place={place} ticks={ticks} form={form} all={all ?? null} />
            </div>
            <RowValue row={row} measure={measure} suppressed={suppressed} />
            {row.quote && <Quote words={row.quote} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function RowName({ row }: { row: ChartRow }) {
  const { text } = useWords();
  const { voices } = useBook();
  const name = row.name || text.unknown_group;
  return voices && row.words ? (
    <Link to="/voices" query={row.words}>
      {name}
      <span className="hidden"> {text.read_voices}</span>
    </Link>
  ) : (
    name
  );
}

interface ValueProps {
  row: ChartRow;
  measure: Measure;
  suppressed: boolean;
}

function RowValue({ row, measure, suppressed }: ValueProps) {
  const { text, language } = useWords();
  const { value, low, high, n, key } = row.point;
  if (value === null && row.instead) {
    return (
      <div className="amount">
        <OpenBehind behind={key} label={row.name}>
          <b>{row.instead}</b>
        </OpenBehind>
      </div>
    );
  }
  if (value === null) {
    return (
      <div className="amount small">
        {suppressed && n === null ? text.small_cell : row.why || text.no_value}
      </div>
    );
  }
  return (
    <div className="amount">
      <p>
        <OpenBehind behind={key} label={row.name}>
          <b>
            <Figure value={value} measure={measure} />
          </b>
        </OpenBehind>{" "}
        <span className="small">{formatRange(low, high, measure, language)}</span>
      </p>
      {row.naive && (
        <p className="small">
          {row.naive.name} <Figure value={row.naive.value} measure={measure} />
        </p>
      )}
      {row.band && (
        <p className="small">
          {row.band.name} {formatRange(row.band.low, row.band.high, measure, language)}
        </p>
      )}
      {row.second && row.second.value !== null && (
        <p>
          <b>
            <Figure value={row.second.value} measure={measure} />
          </b>{" "}
          <span className="small">
            {formatRange(row.second.low, row.second.high, measure, language)}
          </span>
        </p>
      )}
    </div>
  );
}
