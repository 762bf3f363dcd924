// SPDX-License-Identifier: Apache-2.0
// The number of both groups, and the difference between them.
import type { Answer, InsightRecord } from "../api/types";
import { useUrl } from "../route";
import { difference, restOf } from "../shape/compare";
import { formatPeriod, grainOf } from "../shape/date";
import type { Headline } from "../shape/insight";
import { formatRange, grouped } from "../shape/number";
import type { OverTime } from "../shape/series";
import { useWords } from "../text";
import { Apart } from "../ui/apart";
import { Figure } from "../ui/figure";
import { BehindOf, OpenBehind } from "../ui/open_behind";

export interface SideProps {
  answer: Answer;
  told: OverTime | null;
  head: Headline | null;
}

export interface SidesProps {
  record: InsightRecord;
  these: SideProps;
  rest: SideProps;
}

export function CompareHead({ record, these, rest }: SidesProps) {
  const { text } = useWords();
  const { query } = useUrl();
  const where = query.where ?? "";
  // The newest closed periods of the two may differ; then their numbers are not of one time.
  const sameTime = these.head?.point.x === rest.head?.point.x;
  const apart =
    these.head && rest.head && sameTime ? difference(these.head.point, rest.head.point) : null;
  const measure = these.head?.measure ?? rest.head?.measure;
  return (
    <section className="section first" aria-label={text.compare_title}>
      <div className={`compare-head side-${these.answer.chart.side}`}>
        <OneSide name={text.these} where={where} of="" {...these} />
        <OneSide name={text.rest} where={restOf(where)} of="rest" {...rest} />
        {measure && (
          <div>
            <h2>{text.difference}</h2>
            <Apart difference={apart} measure={measure} />
          </div>
        )}
      </div>
      <p className="note after">{these.answer.definition || record.definition}</p>
    </section>
  );
}

type OneProps = SideProps & { name: string; where: string; of: string };

function OneSide({ name, where, of, answer, head }: OneProps) {
  const { text, language } = useWords();
  const grain = grainOf(answer.parameters.period);
  const range = head && formatRange(head.point.low, head.point.high, head.measure, language);
  return (
    <div>
      <h2>{name}</h2>
      <p className="small compare-where">{where}</p>
      {head && (
        <p className="big">
          <BehindOf value={of}>
            <OpenBehind behind={head.point.key} label={name}>
              <Figure value={head.point.value} measure={head.measure} />
            </OpenBehind>
          </BehindOf>
        </p>
      )}
      {range && <p className="note">{text.interval_95(range)}</p>}
      <p className="small">
        n {grouped(head?.point.n ?? answer.n)}
        {head?.point.x && ` · ${formatPeriod(head.point.x, grain, language)}`}
      </p>
      {answer.rows.length === 0 && <p className="note">{text.none_here}</p>}
    </div>
  );
}
