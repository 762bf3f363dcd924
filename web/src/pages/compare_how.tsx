// SPDX-License-Identifier: Apache-2.0
// How the two were compared, who is in neither, and how to take it away.
import type { Answer, InsightRecord } from "../api/types";
import type { Query } from "../route";
import { insightCommand } from "../shape/command";
import { pairsTable } from "../shape/compare";
import { csvText } from "../shape/csv";
import { formatDay } from "../shape/date";
import { told } from "../shape/insight";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { download } from "../ui/download";
import { usePairs } from "./compare_picture";

interface Props {
  record: InsightRecord;
  these: Answer;
  rest: Answer;
  // Everyone together; null while it is on its way.
  all: Answer | null;
  asked: Query[];
}

export function HowCompared({ record, these, rest, all, asked }: Props) {
  const { text, language } = useWords();
  const side = (answer: Answer) => ({ answer, told: told(answer, language), head: null });
  const pairs = usePairs({ these: side(these), rest: side(rest) });
  const compared = pairs?.rows.filter((row) => row.difference?.judged).length ?? 0;
  const neither = (all?.n ?? 0) - these.n - rest.n;
  const { start, end } = these.period;
  return (
    <section className="section" aria-labelledby="how">
      <div className="section-head">
        <h2 id="how">{text.how_compared}</h2>
      </div>
      <dl className="sure">
        <div>
          <dt>{text.method}</dt>
          <dd>
            <p>{text.compare_method}</p>
            {compared > 1 && <p>{text.compare_many(grouped(compared))}</p>}
            <p>{text.compare_not_cause}</p>
          </dd>
        </div>
        <div>
          <dt>{text.period}</dt>
          <dd>
            {formatDay(start, language)} – {formatDay(end, language)}
          </dd>
        </div>
        <div>
          <dt>n</dt>
          <dd>
            {text.these} {grouped(these.n)} · {text.rest} {grouped(rest.n)}
            {neither > 0 && <p>{text.compare_unknown(grouped(neither))}</p>}
          </dd>
        </div>
        <div className="tools">
          <dt>{text.take_out}</dt>
          <dd>
            {pairs && (
              <button
                type="button"
                className="link"
                onClick={() => download(`${record.name}-compared.csv`, csvText(pairsTable(pairs)))}
              >
                {text.csv}
              </button>
            )}
            {asked.map((query) => (
              <code key={query.where}>{insightCommand(record, query)}</code>
            ))}
          </dd>
        </div>
      </dl>
    </section>
  );
}
