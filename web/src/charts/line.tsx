// SPDX-License-Identifier: Apache-2.0
// A line with its band. The last closed point carries its value; the open period is hollow and dashed.
import type { Language, Side } from "../api/types";
import { formatShortPeriod, formatYear, type Grain } from "../shape/date";
import { bareCount, formatNumber, type Measure, tickText } from "../shape/number";
import { extent, niceTicks, type Point } from "../shape/series";
import { Plot } from "./plot";
import { PointKeys } from "./point_keys";
import { bandPath, labelPlace, linear, path, useWidth } from "./scale";

export interface LineProps {
  points: Point[];
  measure: Measure;
  side: Side;
  grain: Grain;
  language: Language;
  label: string;
  // "15日目" beside the open point.
  openNote: string;
  height?: number;
  domain?: [number, number] | undefined;
  first?: number;
  speak: (point: Point) => string;
  open: (key: string) => void;
}

interface Layout {
  x: (at: number) => number;
  y: (value: number) => number;
  left: number;
  right: number;
  bottom: number;
}

const MARGIN = { left: 40, right: 56, top: 16, bottom: 40 };

function padded([low, high]: [number, number], measure: Measure): [number, number] {
  const room = (high - low) * 0.12;
  const limit =
    measure.type === "share"
      ? [0, 1]
      : measure.type === "points"
        ? [-100, 100]
        : [-Infinity, Infinity];
  return [Math.max(limit[0] ?? 0, low - room), Math.min(limit[1] ?? 0, high + room)];
}

export function Line(props: LineProps) {
  const { points, measure, side, label, height = 264, first = 672 } = props;
  const [ref, width] = useWidth<HTMLDivElement>(first);
  const domain = padded(props.domain ?? extent(points), measure);
  const [left, right, bottom] = [MARGIN.left, width - MARGIN.right, height - MARGIN.bottom];
  const layout: Layout = {
    x: linear([0, Math.max(1, points.length - 1)], [left + 8, right]),
    y: linear(domain, [bottom, MARGIN.top]),
    left,
    right,
    bottom,
  };
  return (
    <Plot
      box={ref}
      width={width}
      height={height}
      side={side}
      label={label}
      keys={
        <PointKeys
          label={label}
          items={points.map((point) => ({ text: props.speak(point), key: point.key }))}
          open={props.open}
          places={points.map((_, at) => layout.x(at))}
          range={{ width, top: MARGIN.top, bottom }}
        />
      }
    >
      <Grid {...props} layout={layout} domain={domain} />
      <Marks {...props} layout={layout} />
    </Plot>
  );
}

type Inner = LineProps & { layout: Layout };

function Grid({
  points,
  measure,
  grain,
  language,
  layout,
  domain,
}: Inner & { domain: [number, number] }) {
  const { x, y, left, right, bottom } = layout;
  const every = Math.max(1, Math.ceil(56 / ((right - left) / Math.max(1, points.length - 1))));
  const lastAt = points.length - 1;
  const labelled = points.map((_, at) => (lastAt - at) % every === 0);
  let year = "";
  return (
    <>
      {niceTicks(...domain).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="soft-text" x={left - 8} y={y(tick) + 4} textAnchor="end">
            {tickText(tick, measure, language)}
          </text>
        </g>
      ))}
      {points.map((point, at) => {
        if (!labelled[at]) return null;
        const own = formatYear(point.x, language);
        const told = own === year || grain === "year" ? "" : own;
        year = own;
        return (
          <text key={point.x} className="soft-text" x={x(at)} y={bottom + 20} textAnchor="middle">
            {formatShortPeriod(point.x, grain, language)}
            {told && (
              <tspan x={x(at)} dy={15}>
                {told}
              </tspan>
            )}
          </text>
        );
      })}
    </>
  );
}

function Marks({ points, measure, language, openNote, layout }: Inner) {
  const place = (point: Point, value: number) => ({
    x: layout.x(points.indexOf(point)),
    y: layout.y(value),
  });
  const closed = points.filter((point) => !point.open && point.value !== null);
  const banded = closed.filter((point) => point.low !== null && point.high !== null);
  const line = closed.map((point) => place(point, point.value ?? 0));
  const last = closed.at(-1);
  const end = line.at(-1);
  const open = points.find((point) => point.open && point.value !== null);
  const next = open ? place(open, open.value ?? 0) : null;
  // Where periods lie close, the value ends at its point and the open one's words begin after it.
  const close = end && next && next.x - end.x < 36;
  const valueY = end ? labelPlace(end, line.at(-2), close ? null : next, layout.bottom) : 0;
  const openY = next ? Math.min(next.y + 2, layout.bottom - (openNote ? 20 : 4)) : 0;
  return (
    <>
      <path
        className="band"
        d={bandPath(
          banded.map((point) => place(point, point.high ?? 0)),
          banded.map((point) => place(point, point.low ?? 0)),
        )}
      />
      <path className="line" d={path(line)} />
      {line.length <= 40 &&
        line
          .slice(0, -1)
          .map((at) => <circle key={at.x} className="fill" cx={at.x} cy={at.y} r={2.5} />)}
      {open && next && (
        <g>
          {end && <path className="line dashed" d={path([end, next])} />}
          {open.low !== null && open.high !== null && (
            <line
              className="whisker dashed"
              x1={next.x}
              x2={next.x}
              y1={layout.y(open.low)}
              y2={layout.y(open.high)}
            />
          )}
          <circle className="hollow" cx={next.x} cy={next.y} r={4} />
          <text className="halo side-soft-text" x={next.x + 9} y={openY}>
            {formatNumber(open.value, bareCount(measure), language)}
            <tspan className="soft-text" x={next.x + 9} dy={15}>
              {openNote}
            </tspan>
          </text>
        </g>
      )}
      {last && end && (
        <g>
          <circle className="fill" cx={end.x} cy={end.y} r={5} />
          <text
            className="side-text halo chart-value"
            x={end.x + (close ? 6 : 0)}
            y={valueY}
            textAnchor={close ? "end" : "middle"}
          >
            {formatNumber(last.value, bareCount(measure), language)}
          </text>
        </g>
      )}
    </>
  );
}
