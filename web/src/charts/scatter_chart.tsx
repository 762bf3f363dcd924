// SPDX-License-Identifier: Apache-2.0
// How well it is done across, how much it matters up; the lines are the means of all.
import type { Language, Side } from "../api/types";
import { formatNumber, type Measure, tickText } from "../shape/number";
import { type Dot, type Label, mean, placeLabels, type Scatter } from "../shape/scatter";
import { niceTicks } from "../shape/series";
import { useWords } from "../text";
import { Plot } from "./plot";
import { PointKeys } from "./point_keys";
import { linear, useWidth } from "./scale";

interface Props {
  scatter: Scatter;
  side: Side;
  language: Language;
  label: string;
  open: (key: string) => void;
}

const HEIGHT = 340;
const AREA = { left: 44, top: 40, bottom: HEIGHT - 48 };

function padded(values: number[], { type }: Measure): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const top = type === "share" ? Math.min(1, high + room) : high + room;
  return [low >= 0 ? Math.max(0, low - room) : low - room, top];
}

export function ScatterChart({ scatter, side, language, label, open }: Props) {
  const { text } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>(480);
  const right = width - 12;
  const dots = [...scatter.dots].sort((a, b) => a.x - b.x);
  const [xs, ys] = [dots.map((dot) => dot.x), dots.map((dot) => dot.y)];
  const wide = [...xs, ...dots.flatMap((dot) => dot.across ?? [])];
  const high = [...ys, ...dots.flatMap((dot) => dot.up ?? [])];
  const domains = { x: padded(wide, scatter.x), y: padded(high, scatter.y) };
  const x = linear(domains.x, [AREA.left, right]);
  const y = linear(domains.y, [AREA.bottom, AREA.top]);
  const [middleX, middleY] = [x(mean(xs)), y(mean(ys))];
  const corners: Label[] = [
    { text: text.fix_corner, x: middleX - 8, y: AREA.top - 6, anchor: "end" },
    { text: text.keep_corner, x: middleX + 8, y: AREA.top - 6, anchor: "start" },
  ];
  const spots = dots.map((dot) => ({ text: dot.name, x: x(dot.x), y: y(dot.y) }));
  const area = { left: 0, right: width, top: AREA.top, bottom: AREA.bottom + 2 };
  const labels = placeLabels(spots, area, corners);
  const told = (dot: Dot) =>
    [
      dot.name,
      `${scatter.x.title} ${formatNumber(dot.x, scatter.x, language)}`,
      `${scatter.y.title} ${formatNumber(dot.y, scatter.y, language)}`,
      dot.field,
    ]
      .filter(Boolean)
      .join(" · ");
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
          items={dots.map((dot) => ({ text: told(dot), key: dot.key }))}
          places={spots.map((spot) => spot.x)}
          range={{ width, top: AREA.top, bottom: AREA.bottom }}
          open={open}
        />
      }
    >
      <text className="soft-text" x={0} y={12}>
        {scatter.y.title}
      </text>
      {niceTicks(...domains.y).map((tick) => (
        <text key={tick} className="soft-text" x={AREA.left - 8} y={y(tick) + 4} textAnchor="end">
          {tickText(tick, scatter.y, language)}
        </text>
      ))}
      {niceTicks(...domains.x).map((tick) => (
        <text
          key={tick}
          className="soft-text"
          x={x(tick)}
          y={AREA.bottom + 18}
          textAnchor={x(tick) > right - 16 ? "end" : "middle"}
        >
          {tickText(tick, scatter.x, language)}
        </text>
      ))}
      <text className="soft-text" x={right} y={AREA.bottom + 36} textAnchor="end">
        {scatter.x.title}
      </text>
      <line className="axis" x1={AREA.left} x2={right} y1={AREA.bottom} y2={AREA.bottom} />
      <line className="rule" x1={middleX} x2={middleX} y1={AREA.top - 18} y2={AREA.bottom} />
      <line className="rule" x1={AREA.left} x2={right} y1={middleY} y2={middleY} />
      {dots.map((dot) => (
        <g key={dot.name} className="scatter-range">
          {dot.across && (
            <line x1={x(dot.across[0])} x2={x(dot.across[1])} y1={y(dot.y)} y2={y(dot.y)} />
          )}
          {dot.up && <line x1={x(dot.x)} x2={x(dot.x)} y1={y(dot.up[0])} y2={y(dot.up[1])} />}
        </g>
      ))}
      {corners.map((corner) => (
        <text
          key={corner.text}
          className="ink-text bold"
          x={corner.x}
          y={corner.y}
          textAnchor={corner.anchor}
        >
          {corner.text}
        </text>
      ))}
      {dots.map((dot) => (
        <circle
          key={dot.name}
          className={dot.field ? "fill ringed" : "hollow"}
          cx={x(dot.x)}
          cy={y(dot.y)}
          r={5}
        />
      ))}
      {labels.map(
        (own, at) =>
          own && (
            <text
              key={own.text}
              className={`halo${dots[at]?.field ? " ink-text bold" : ""}`}
              x={own.x}
              y={own.y}
              textAnchor={own.anchor}
            >
              {own.text}
            </text>
          ),
      )}
    </Plot>
  );
}
