// SPDX-License-Identifier: Apache-2.0
// NPS from its eleven answers: one bar to scale, three brackets, the subtraction written out.
import { useWords } from "../text";
import { grouped } from "../shape/number";
import {
  narrowRange,
  type Part,
  type ScoreBar as Bar,
  type ScoreSegment,
  subtraction,
} from "../shape/scores";
import { useWidth } from "./scale";

const TOP = 44;
const HEIGHT = 40;
const NEEDED = 18;
const TEXT: Record<Part, string> = {
  detractors: "low-text",
  passives: "ink-text",
  promoters: "side-text",
};
const RANGE: Record<Part, string> = { detractors: "0–6", passives: "7–8", promoters: "9–10" };

function fill({ score }: ScoreSegment): string {
  if (score <= 4) return "low-deep";
  if (score <= 6) return "low-fill";
  if (score === 7) return "grey-1";
  if (score === 8) return "grey-2";
  return score === 9 ? "fill" : "deep";
}

interface Props {
  bar: Bar;
  value: number;
  title: string;
}

export function ScoreBar({ bar, value, title }: Props) {
  const { text } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>(1000);
  const wide = width > 520;
  const share = (part: Bar["parts"][number]) => `${grouped(part.share * 100, 1)}%`;
  const label = bar.parts.map((part) => `${text[part.part]} ${share(part)}`).join(", ");
  return (
    <div className="plot side-voice" ref={ref}>
      <svg width={width} height={120} viewBox={`0 0 ${width} 120`} role="img" aria-label={label}>
        {bar.segments.map((segment) => (
          <Segment key={segment.score} segment={segment} width={width} />
        ))}
        {bar.parts.map((part) => {
          const x = part.from * width;
          const end = (part.from + part.share) * width;
          const narrow = part.share * width < 60;
          if (part.count === 0) return null;
          const anchor = narrow && end > width - 60 ? "end" : "start";
          const at = anchor === "end" ? end : x;
          return (
            <g key={part.part}>
              <text className={`bold label ${TEXT[part.part]}`} x={at} y={16} textAnchor={anchor}>
                {text[part.part]}
                {wide ? ` ${RANGE[part.part]}` : ""}
              </text>
              <text x={at} y={34} textAnchor={anchor}>
                {wide ? `${share(part)} (${text.people(grouped(part.count))})` : share(part)}
              </text>
              <path className="axis" d={`M${x + 1},90 v6 H${Math.max(x + 1, end - 1)} v-6`} />
            </g>
          );
        })}
        <text className="soft-text" x={0} y={114}>
          {narrowRange(bar, width, NEEDED)}
        </text>
        <text className="ink-text" x={width} y={114} textAnchor="end">
          {subtraction(bar, value, title)}
        </text>
      </svg>
    </div>
  );
}

function Segment({ segment, width }: { segment: ScoreSegment; width: number }) {
  const x = segment.from * width;
  const own = segment.share * width;
  const passive = segment.part === "passives";
  return (
    <g>
      <rect className={fill(segment)} x={x} y={TOP} width={own} height={HEIGHT} />
      {segment.score > 0 && <line className="gap" x1={x} x2={x} y1={TOP} y2={TOP + HEIGHT} />}
      {own >= NEEDED && (
        <text
          className={`bold ${passive ? "ink-text" : "page-text"}`}
          x={x + own / 2}
          y={TOP + 25}
          textAnchor="middle"
        >
          {segment.score}
        </text>
      )}
    </g>
  );
}
