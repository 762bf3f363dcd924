// SPDX-License-Identifier: Apache-2.0
// The scale that rows share, where each row is as wide as the page lets it be: places are percent.

interface AxisProps {
  ticks: number[];
  place: (value: number) => number;
  say: (tick: number) => string;
}

export function PercentAxis({ ticks, place, say }: AxisProps) {
  return (
    <>
      {ticks.map((tick) => (
        <text
          key={tick}
          className="soft-text"
          x={`${place(tick)}%`}
          y={13}
          textAnchor={place(tick) < 4 ? "start" : place(tick) > 97 ? "end" : "middle"}
        >
          {say(tick)}
        </text>
      ))}
    </>
  );
}

interface GridProps {
  ticks: number[];
  place: (value: number) => number;
  height: number;
}

export function PercentGrid({ ticks, place, height }: GridProps) {
  return (
    <>
      {ticks.map((tick) => (
        <line
          key={tick}
          className={tick === 0 ? "axis" : "grid"}
          x1={`${place(tick)}%`}
          x2={`${place(tick)}%`}
          y1={0}
          y2={height}
        />
      ))}
    </>
  );
}
