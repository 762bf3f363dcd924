// SPDX-License-Identifier: Apache-2.0
// Two lanes on one time axis: voice above, action below.
import type { Language } from "../api/types";
import { daysBetween, formatShortDay } from "../shape/date";
import { formatNumber, type Measure } from "../shape/number";
import type { Lanes } from "../shape/timeline";
import { type Text, useWords } from "../text";
import { valueText } from "../text/values";
import { ActionLane, type LaneProps, TimeAxis } from "./person_action";
import { ACTION, HEIGHT, LEFT, VOICE, WORDS } from "./person_lanes";
import { PointKeys } from "./point_keys";
import { linear, path, useWidth } from "./scale";

interface Props {
  lanes: Lanes;
  money: Measure;
  label: string;
}

export function PersonChart({ lanes, money, label }: Props) {
  const { language } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>(1000);
  const right = width - 12;
  const x = (day: string) =>
    linear([0, lanes.days], [LEFT + 6, right])(daysBetween(lanes.start, day));
  const events = spokenEvents(lanes, money, language);
  const inner = { lanes, money, x, right, language };
  return (
    <div className="plot" ref={ref}>
      <svg
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={label}
      >
        <VoiceLane {...inner} />
        <ActionLane {...inner} />
        <TimeAxis {...inner} />
      </svg>
      <PointKeys
        label={label}
        items={events.map(({ text }) => ({ text, key: "" }))}
        places={events.map(({ day }) => x(day))}
        range={{ width, top: VOICE.top, bottom: ACTION.bottom }}
        open={() => undefined}
      />
    </div>
  );
}

function spokenEvents(
  lanes: Lanes,
  money: Measure,
  language: Language,
): { day: string; text: string }[] {
  const day = (at: string) => formatShortDay(at, language, true);
  const events = [
    ...lanes.scores.map((fact) => ({
      day: fact.day,
      text: `${day(fact.day)} ${valueText(fact.kind, language)} ${fact.score}`,
    })),
    ...lanes.words.map((fact) => ({
      day: fact.day,
      text: `${day(fact.day)} ${valueText(fact.kind, language)}`,
    })),
    ...lanes.others.map((fact) => ({
      day: fact.day,
      text: `${day(fact.day)} ${valueText(fact.kind, language)}`,
    })),
    ...lanes.amounts.map((own) => ({
      day: own.day,
      text: `${day(own.day)} ${formatNumber(own.amount, money, language)}`,
    })),
  ];
  return events.sort((a, b) => a.day.localeCompare(b.day));
}

function laneTitle(lanes: Lanes, text: Text, language: Language): string {
  if (lanes.scores.length === 0) return text.lane_events;
  const question = valueText(lanes.question, language);
  return lanes.scale ? text.lane_score(question) : text.lane_score_share(question);
}

function VoiceLane({ lanes, x, right, language }: LaneProps) {
  const { text } = useWords();
  const y = linear([0, 1], [VOICE.bottom, VOICE.top]);
  const { scale } = lanes;
  const ends = scale ? [scale.low, scale.high] : [0, 1];
  const line = [...lanes.scores].reverse().map((fact) => ({ x: x(fact.day), y: y(fact.share) }));
  return (
    <g className="side-voice">
      <text className="side-text" x={0} y={12}>
        {laneTitle(lanes, text, language)}
      </text>
      <rect className="low-soft" x={LEFT} y={y(0.6)} width={right - LEFT} height={y(0) - y(0.6)} />
      <rect className="soft" x={LEFT} y={y(1)} width={right - LEFT} height={y(0.9) - y(1)} />
      {ends.map((end, at) => (
        <g key={end}>
          <line className="grid" x1={LEFT} x2={right} y1={y(at)} y2={y(at)} />
          <text className="soft-text" x={LEFT - 8} y={y(at) + 4} textAnchor="end">
            {scale ? end : `${end * 100}%`}
          </text>
        </g>
      ))}
      <path className="line thin" d={path(line)} />
      {lanes.words.map((fact, at) => (
        <circle key={at} className="hollow" cx={x(fact.day)} cy={WORDS.y} r={WORDS.radius} />
      ))}
      {lanes.scores.map((fact, at) => {
        const high = fact.share > 0.75;
        return (
          <g key={at}>
            <circle
              className={fact.poor ? "low-fill ringed" : "fill ringed"}
              cx={x(fact.day)}
              cy={y(fact.share)}
              r={5}
            />
            <text
              className={`bold halo ${fact.poor ? "low-text" : "side-text"}`}
              x={x(fact.day)}
              y={y(fact.share) + (high ? 20 : -10)}
              textAnchor="middle"
            >
              {fact.score}
            </text>
          </g>
        );
      })}
    </g>
  );
}
