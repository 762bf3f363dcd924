// SPDX-License-Identifier: Apache-2.0
// Thirteen closed periods with their band; the open one hollow at the end.
import { extent, type Point } from "../shape/series";
import { bandPath, linear, path } from "./scale";

const WIDTH = 122;
const HEIGHT = 44;
const MARGIN = 4;
const SLOTS = 14;

interface Props {
  points: Point[];
  open: Point | null;
  label: string;
}

export function Spark({ points, open, label }: Props) {
  const all = open ? [...points, open] : points;
  const known = points.filter((point) => point.value !== null);
  if (known.length === 0)
    return <svg className="spark" width={WIDTH} height={HEIGHT} aria-hidden="true" />;
  const domain = extent(open ? [...points, { ...open, low: null, high: null }] : points);
  const y = linear(domain, [HEIGHT - MARGIN, MARGIN]);
  const offset = SLOTS - 1 - points.length;
  const x = linear([0, SLOTS - 1], [MARGIN, 112]);
  const place = (point: Point, at: number) => ({ x: x(all.indexOf(point) + offset), y: y(at) });
  const line = known.map((point) => place(point, point.value ?? 0));
  const banded = known.filter((point) => point.low !== null && point.high !== null);
  const last = line.at(-1);
  const next = open && open.value !== null ? place(open, open.value) : null;
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <path
        className="band"
        d={bandPath(
          banded.map((point) => place(point, point.high ?? 0)),
          banded.map((point) => place(point, point.low ?? 0)),
        )}
      />
      <path className="line" d={path(line)} />
      {last && next && <path className="line dashed" d={path([last, next])} />}
      {next && <circle className="hollow" cx={next.x} cy={next.y} r={3} />}
      {last && <circle className="fill" cx={last.x} cy={last.y} r={3.5} />}
    </svg>
  );
}
