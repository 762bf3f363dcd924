// SPDX-License-Identifier: Apache-2.0
// The three that hurt most: whose words, and how much money could go with them.
import type { Answer } from "../api/types";
import { PercentAxis, PercentGrid } from "../charts/percent_axis";
import { linear } from "../charts/scale";
import { formatNumber, grouped, tickText } from "../shape/number";
import { moneyColumn, type Pain, painsOf } from "../shape/pains";
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
  const most = Math.max(...pains.map((pain) => pain.money ?? 0), 0) || 1;
  const place = linear([0, most * 1.04], [0, 100]);
  const ticks = niceTicks(0, most, 3);
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
                {!pain.sure && ` · ${text.not_clearly}`}
              </span>
            </div>
            {pain.quote ? <Quote words={pain.quote} /> : <span />}
            <svg className="pain-track" width="100%" height="34" aria-hidden="true">
              <PercentGrid ticks={ticks} place={place} height={34} />
              <rect
                className={pain.sure ? "low-fill" : "pain-unsure"}
                width={`${place(pain.money ?? 0)}%`}
                y={10}
                height={14}
              />
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
