// SPDX-License-Identifier: Apache-2.0
// A curve with its peak and its end labelled; a dotted line at the whole, where it goes beyond. What
// was to be expected runs beside it, thin, each line with its name.
import type { Language, Side } from "../api/types";
import { type Curve, hasPeak, type Place } from "../shape/curve";
import { addDays, formatShortDay } from "../shape/date";
import { bareCount, formatNumber, tickText } from "../shape/number";
import { niceTicks } from "../shape/series";
import { Plot } from "./plot";
import { PointKeys } from "./point_keys";
import { linear, path, useWidth } from "./scale";

interface Props {
  curve: Curve;
  side: Side;
  language: Language;
  label: string;
}

interface Scales {
  x: (at: number) => number;
  y: (value: number) => number;
}

const HEIGHT = 280;
const AREA = { left: 48, top: 24, bottom: HEIGHT - 44 };

function spoken(curve: Curve, at: Place, language: Language): string {
  const across =
    curve.x.type === "date"
      ? formatShortDay(dayText(at.x), language, true)
      : formatNumber(at.x, curve.x, language);
  const { beside } = curve;
  const other = beside?.points.find((place) => place.x === at.x);
  const expected =
    beside && other
      ? ` ${beside.column.title} ${formatNumber(other.y, beside.column, language)}`
      : "";
  return `${across} ${formatNumber(at.y, curve.y, language)}${expected}`;
}

// Where the line of x is told: round numbers, or some of the days that have a point.
function marksOf(curve: Curve, wanted: number, language: Language) {
  if (curve.x.type !== "date") {
    const xs: [number, number] = [Math.min(0, curve.points[0]?.x ?? 0), curve.end.x];
    return niceTicks(...xs, wanted).map((at) => ({ at, text: tickText(at, curve.x, language) }));
  }
  const every = Math.max(1, Math.ceil(curve.points.length / wanted));
  return curve.points
    .filter((_, index) => index % every === 0)
    .map(({ x }, index) => ({
      at: x,
      text: formatShortDay(dayText(x), language, index === 0),
    }));
}

function dayText(days: number): string {
  return addDays("1970-01-01", days);
}

// Two thirds along, each line's name on the side away from the other.
function Names({ curve, x, y, beside }: Scales & { curve: Curve; beside: Curve["beside"] }) {
  const own = curve.points[Math.floor(curve.points.length * 0.62)];
  const other = beside?.points.find((at) => at.x === own?.x);
  if (!own || !other || !beside) return null;
  const above = own.y >= other.y;
  const name = (at: Place, up: boolean) => ({
    x: x(at.x),
    y: y(at.y) + (up ? -12 : 22),
    textAnchor: "middle" as const,
  });
  return (
    <>
      <text className="side-text halo" {...name(own, above)}>
        {curve.y.title}
      </text>
      <text className="soft-text halo" {...name(other, !above)}>
        {beside.column.title}
      </text>
    </>
  );
}

export function CurveChart({ curve, side, language, label }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>(672);
  const { points, peak, end, beside } = curve;
  const right = width - 56;
  const start = points[0]?.x ?? 0;
  const xs: [number, number] = [curve.x.type === "date" ? start : Math.min(0, start), end.x];
  const others = beside?.points.map((at) => at.y) ?? [];
  const low = Math.min(0, ...points.map((at) => at.y), ...others);
  const high = Math.max(peak.y, ...others);
  const ys: [number, number] = [low, high + (high - low) * 0.08];
  const x = linear(xs, [AREA.left, right]);
  const y = linear(ys, [AREA.bottom, AREA.top]);
  // A unit stands once, under the heading; figures in the picture go without.
  const bare = curve.y.type === "number" ? { ...curve.y, unit: "" } : bareCount(curve.y);
  const told = (value: number) => formatNumber(value, bare, language);
  const beyond = curve.y.type === "share" && peak.y > 1.005;
  return (
    <Plot
      box={ref}
      width={width}
      height={HEIGHT}
      side={side}
      label={label}
      keys={
        <PointKeys
          label={label}
          items={points.map((at) => ({
            text: spoken(curve, at, language),
            key: "",
          }))}
          places={points.map((at) => x(at.x))}
          range={{ width, top: AREA.top, bottom: AREA.bottom }}
          open={() => undefined}
        />
      }
    >
      {niceTicks(...ys).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={AREA.left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="soft-text" x={AREA.left - 8} y={y(tick) + 4} textAnchor="end">
            {tickText(tick, bare, language)}
          </text>
        </g>
      ))}
      {marksOf(curve, width < 500 ? 3 : 5, language).map(({ at, text }) => (
        <text key={at} className="soft-text" x={x(at)} y={AREA.bottom + 18} textAnchor="middle">
          {text}
        </text>
      ))}
      <text className="soft-text" x={right} y={AREA.bottom + 36} textAnchor="end">
        {curve.x.title}
      </text>
      {beyond && <line className="rule" x1={AREA.left} x2={right} y1={y(1)} y2={y(1)} />}
      {beside && (
        <path
          className="expected"
          d={path(beside.points.map((at) => ({ x: x(at.x), y: y(at.y) })))}
        />
      )}
      <path className="line" d={path(points.map((at) => ({ x: x(at.x), y: y(at.y) })))} />
      <Names curve={curve} beside={beside} x={x} y={y} />
      {hasPeak(curve) && (
        <g>
          <circle className="fill" cx={x(peak.x)} cy={y(peak.y)} r={5} />
          <text
            className="ink-text bold halo"
            x={x(peak.x)}
            y={y(peak.y) - 10}
            textAnchor="middle"
          >
            {told(peak.y)}
          </text>
        </g>
      )}
      <circle className="fill" cx={x(end.x)} cy={y(end.y)} r={5} />
      <text className="side-text halo" x={x(end.x) + 9} y={y(end.y) + 4}>
        {told(end.y)}
      </text>
    </Plot>
  );
}
