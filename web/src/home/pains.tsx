// SPDX-License-Identifier: Apache-2.0
// The three that hurt most: whose words, and what they have cost, with its interval; where that
// cannot be said, how much money could go with them.
import type { Answer } from "../api/types";
import { PercentAxis, PercentGrid } from "../charts/percent_axis";
import { linear } from "../charts/scale";
import { formatNumber, grouped, tickText } from "../shape/number";
import { costKnown, moneyColumn, type Pain, painsOf } from "../shape/pains";
import { niceTicks } from "../shape/series";
import { useWords } from "../text";
import { useBook } from "../ui/book";
import { Link } from "../ui/link";
import { OpenBehind } from "../ui/open_behind";
import { Quote } from "../ui/quote";

const SHOWN = 3;

export function PainList({ answer }: { answer: Answer }) {
  const { text, language } = useWords();
  const money = moneyColumn(answer);
  const pains = painsOf(answer).slice(0, SHOWN);
  const unsure = costKnown(answer) ? text.not_clearly_lost : text.not_clearly;
  const ends = pains.flatMap((pain) => [pain.money ?? 0, pain.low ?? 0, pain.high ?? 0]);
  const least = Math.min(...ends, 0);
  const most = Math.max(...ends, 0) || (least < 0 ? 0 : 1);
  const room = (most - least) * 0.04;
  const place = linear([least < 0 ? least - room : 0, most + room], [0, 100]);
  const ticks = niceTicks(least, most, 3);
  return (
    <>
      <div className="pain-axis" aria-hidden="true">
        <svg width="100%" height="18">
          <PercentAxis
            ticks={ticks}
            place={place}
            say={(tick) => (tick === 0 ? "0" : tickText(tick, money, language))}
          />
        </svg>
      </div>
      <ol className="pains side-voice">
        {pains.map((pain) => (
          <li key={pain.theme} className="pain">
            <div className="pain-name">
              <ThemeName pain={pain} />
              <span className="small">
                {text.complaining(grouped(pain.customers))}
                {!pain.sure && ` · ${unsure}`}
              </span>
            </div>
            {pain.quote ? <Quote words={pain.quote} /> : <span />}
            <svg className="pain-track" width="100%" height="34" aria-hidden="true">
              <PercentGrid ticks={ticks} place={place} height={34} />
              <Bar pain={pain} place={place} />
            </svg>
            <div className="amount">
              <OpenBehind behind={pain.key} label={pain.title}>
                <b>{formatNumber(pain.money, money, language)}</b>
              </OpenBehind>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function Bar({ pain, place }: { pain: Pain; place: (value: number) => number }) {
  const from = place(Math.min(pain.money ?? 0, 0));
  const to = place(Math.max(pain.money ?? 0, 0));
  return (
    <>
      <rect
        className={pain.sure ? "low-fill" : "pain-unsure"}
        x={`${from}%`}
        width={`${to - from}%`}
        y={10}
        height={14}
      />
      {pain.low !== null && pain.high !== null && (
        <line
          className="whisker"
          x1={`${place(pain.low)}%`}
          x2={`${place(pain.high)}%`}
          y1={17}
          y2={17}
        />
      )}
    </>
  );
}

function ThemeName({ pain }: { pain: Pain }) {
  const { text } = useWords();
  const { voices } = useBook();
  if (!voices) return <b>{pain.title}</b>;
  return (
    <Link to="/voices" query={{ topic: pain.theme, sentiment: "negative" }}>
      <b>{pain.title}</b>
      <span className="hidden"> {text.read_voices}</span>
    </Link>
  );
}
