// SPDX-License-Identifier: Apache-2.0
// Who this is, in five seconds: where they are with us, what they wish for in their own words, what
// they are worth, what went wrong last.
import type { Glance as Told } from "../api/types";
import { formatShortDay } from "../shape/date";
import { formatNumber, type Measure } from "../shape/number";
import { useWords } from "../text";
import { valueText } from "../text/values";
import { useBook } from "./book";
import { Figure } from "./figure";
import { Quote } from "./quote";

const SHARE = { type: "share" as const, unit: "" };

interface Props {
  told: Told;
  money: Measure;
}

export function Glance({ told, money }: Props) {
  const { text } = useWords();
  return (
    <section className="glance" aria-label={text.at_a_glance}>
      <div className="glance-facts">
        <div className="side-action">
          <h2>{text.stage}</h2>
          <p className="glance-word">{told.stage?.title ?? text.nothing_recorded}</p>
        </div>
        <Worth worth={told.worth} money={money} />
      </div>
      <div className="glance-said">
        <Wish wish={told.wish} />
        <Wrong wrong={told.wrong} />
      </div>
    </section>
  );
}

function Worth({ worth, money }: { worth: Told["worth"]; money: Measure }) {
  const { text, language } = useWords();
  const { clv_12m: value, p_alive: alive, revenue, revenue_365d: year } = worth;
  const first = value ?? year;
  return (
    <div className="side-action">
      <h2>{value === null ? text.bought_year : text.worth_12m}</h2>
      <p className="glance-word">
        <Figure value={first} measure={money} />
      </p>
      <ul className="small">
        {value !== null && (
          <li>
            {text.bought_year} {formatNumber(year, money, language)}
          </li>
        )}
        <li>
          {text.bought_so_far} {formatNumber(revenue, money, language)}
        </li>
        {alive !== null && (
          <li>
            {text.still_there} {formatNumber(alive, SHARE, language)}
          </li>
        )}
      </ul>
    </div>
  );
}

function Day({ day }: { day: string }) {
  const { language } = useWords();
  const { book } = useBook();
  const year = day.slice(0, 4) !== book?.as_of?.slice(0, 4);
  return <time dateTime={day}>{formatShortDay(day, language, year)}</time>;
}

function Wish({ wish }: { wish: Told["wish"] }) {
  const { text } = useWords();
  return (
    <div className="side-voice">
      <h2>
        {wish && !wish.asks ? text.last_words : text.last_wish}{" "}
        {wish && (
          <span className="small">
            <Day day={wish.day} />
          </span>
        )}
      </h2>
      {wish ? <Quote words={wish.text} /> : <p className="note">{text.no_words_yet}</p>}
    </div>
  );
}

// 推奨度 5 (0–10の尺度), 困りごと, or what it was about.
function Wrong({ wrong }: { wrong: Told["wrong"] }) {
  const { text, language } = useWords();
  if (!wrong) {
    return (
      <div className="side-low">
        <h2>{text.went_wrong}</h2>
        <p className="note">{text.nothing_wrong}</p>
      </div>
    );
  }
  const { score, scale_low: low, scale_high: high } = wrong;
  const scale = low !== null && high !== null ? ` (${text.scale(String(low), String(high))})` : "";
  return (
    <div className="side-low">
      <h2>
        {text.went_wrong}{" "}
        <span className="small">
          <Day day={wrong.day} />
        </span>
      </h2>
      <p>
        <b>{wrong.title}</b>
        {wrong.touchpoint && ` · ${valueText(wrong.touchpoint, language)}`}
        {score !== null && (
          <>
            {" "}
            <b className="low">{score}</b>
            <span className="small">{scale}</span>
          </>
        )}
      </p>
      {wrong.text && <Quote words={wrong.text} />}
    </div>
  );
}
