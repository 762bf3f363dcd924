// SPDX-License-Identifier: Apache-2.0
// The one thing to fix, and in one sentence why it is this one.
import type { Answer } from "../api/types";
import { formatNumber, formatRange, grouped } from "../shape/number";
import { costKnown, fixFirst, type FixFirst as Found, moneyColumn } from "../shape/pains";
import { Reader } from "../shape/table";
import { useWords } from "../text";
import { insightPath, useBook } from "../ui/book";
import { Link } from "../ui/link";
import { BehindOf, OpenBehind } from "../ui/open_behind";

interface Props {
  pains: Answer | null;
  drivers: Answer | null;
}

export function FixFirst({ pains, drivers }: Props) {
  const { text } = useWords();
  const found = fixFirst(pains, drivers);
  if (!found) return null;
  return (
    <section className="panel fix" aria-labelledby="fix-first">
      <h2 id="fix-first">{text.fix_first}</h2>
      {found.kind === "pain" && pains ? (
        <BehindOf value="pains">
          <PainPanel found={found} answer={pains} />
        </BehindOf>
      ) : (
        <BehindOf value="drivers">
          {found.kind === "driver" && drivers ? (
            <DriverPanel found={found} answer={drivers} />
          ) : (
            <p className="note">{text.fix_few}</p>
          )}
        </BehindOf>
      )}
    </section>
  );
}

function PainPanel({ found, answer }: { found: Found & { kind: "pain" }; answer: Answer }) {
  const { text, language } = useWords();
  const { voices } = useBook();
  const { pain } = found;
  const known = costKnown(answer);
  const column = moneyColumn(answer);
  const why = known
    ? pain.sure
      ? text.why_lost
      : text.why_lost_unsure
    : pain.sure
      ? text.why_pain
      : text.why_unsure;
  return (
    <>
      <p className="fix-title">{pain.title}</p>
      <dl className="facts">
        <div>
          <dt>{known ? text.lost : text.at_stake}</dt>
          <dd>
            <b>{formatNumber(pain.money, column, language)}</b>
            <span className="small">
              {known ? formatRange(pain.low, pain.high, column, language) : text.at_stake_note}
            </span>
          </dd>
        </div>
        <div>
          <dt>{text.who_complain}</dt>
          <dd>
            <b>{text.people_count(grouped(pain.customers))}</b>
            <span className="small">
              {pain.share !== null &&
                text.of_remarks(formatNumber(pain.share, { type: "share", unit: "" }, language))}
            </span>
          </dd>
        </div>
      </dl>
      <p className="note">{why}</p>
      <div className="tools">
        <OpenBehind behind={pain.key} label={pain.title} className="button strong">
          {text.see_them}
        </OpenBehind>
        {voices && (
          <Link
            to="/voices"
            query={{ topic: pain.theme, sentiment: "negative" }}
            className="button"
          >
            {text.read_words}
          </Link>
        )}
      </div>
    </>
  );
}

function DriverPanel({ found, answer }: { found: Found & { kind: "driver" }; answer: Answer }) {
  const { text, language } = useWords();
  const { driver } = found;
  const reader = new Reader(answer);
  const level = reader.column("performance") ?? { type: "number" as const, unit: "" };
  const share = { type: "share" as const, unit: "" };
  return (
    <>
      <p className="fix-title">{driver.title}</p>
      <dl className="facts">
        <div>
          <dt>{text.moves}</dt>
          <dd>
            <b>{formatNumber(driver.share, share, language)}</b>
            <span className="small">{formatRange(driver.low, driver.high, share, language)}</span>
          </dd>
        </div>
        <div>
          <dt>{text.done_now}</dt>
          <dd>
            <b>{formatNumber(driver.performance, level, language)}</b>
            <span className="small">
              {text.others_usual(formatNumber(driver.usual, level, language))}
            </span>
          </dd>
        </div>
      </dl>
      <p className="note">{text.why_driver}</p>
      <div className="tools">
        <OpenBehind behind={driver.key} label={driver.title} className="button strong">
          {text.see_them}
        </OpenBehind>
        <Link to={insightPath("drivers")} className="button">
          {text.what_moves}
        </Link>
      </div>
    </>
  );
}
