// SPDX-License-Identifier: Apache-2.0
// A curve with its peak and its end labelled; a dotted line at the whole, where it goes beyond.
import type { Language, Side } from "../api/types";
import { type Curve, hasPeak } from "../shape/curve";
import { formatNumber, tickText } from "../shape/number";
import { niceTicks } from "../shape/series";
import { PointKeys } from "./point_keys";
import { linear, path, useWidth } from "./scale";

interface Props {
  curve: Curve;
  side: Side;
  language: Language;
  label: string;
}

const HEIGHT = 280;
const AREA = { left: 48, top: 24, bottom: HEIGHT - 44 };

export function CurveChart({ curve, side, language, label }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>(672);
  const { points, peak, end } = curve;
  const right = width - 56;
  const xs: [number, number] = [Math.min(0, points[0]?.x ?? 0), end.x];
  const low = Math.min(0, ...points.map((at) => at.y));
  const ys: [number, number] = [low, peak.y + (peak.y - low) * 0.08];
  const x = linear(xs, [AREA.left, right]);
  const y = linear(ys, [AREA.bottom, AREA.top]);
  const told = (value: number) => formatNumber(value, curve.y, language);
  const beyond = curve.y.type === "share" && peak.y > 1.005;
  return (
    <div className={`plot side-${side}`} ref={ref}>
      <svg
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={label}
      >
        {niceTicks(...ys).map((tick) => (
          <g key={tick}>
            <line className="grid" x1={AREA.left} x2={right} y1={y(tick)} y2={y(tick)} />
            <text className="soft-text" x={AREA.left - 8} y={y(tick) + 4} textAnchor="end">
              {tickText(tick, curve.y, language)}
            </text>
          </g>
        ))}
        {niceTicks(...xs, width < 500 ? 3 : 5).map((tick) => (
          <text
            key={tick}
            className="soft-text"
            x={x(tick)}
            y={AREA.bottom + 18}
            textAnchor="middle"
          >
            {tickText(tick, curve.x, language)}
          </text>
        ))}
        <text className="soft-text" x={right} y={AREA.bottom + 36} textAnchor="end">
          {curve.x.title}
        </text>
        {beyond && <line className="rule" x1={AREA.left} x2={right} y1={y(1)} y2={y(1)} />}
        <path className="line" d={path(points.map((at) => ({ x: x(at.x), y: y(at.y) })))} />
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
      </svg>
      <PointKeys
        label={label}
        items={points.map((at) => ({
          text: `${formatNumber(at.x, curve.x, language)} ${told(at.y)}`,
          key: "",
        }))}
        places={points.map((at) => x(at.x))}
        range={{ width, top: AREA.top, bottom: AREA.bottom }}
        open={() => undefined}
      />
    </div>
  );
}
