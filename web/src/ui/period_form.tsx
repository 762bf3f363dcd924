// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { changeQuery, useUrl } from "../route";
import { GRAINS } from "../shape/date";
import { useWords } from "../text";
import { submitted } from "./submitted";
import { useBook } from "./book";
import { Options } from "./options";

const LAST = ["30d", "90d", "365d"];
const USUAL = "usual";
const FROM_TO = "from_to";
const EVERYTHING = "everything";

interface Props {
  close: () => void;
  // A list has no grain, and all of it is its usual range.
  daysOnly?: boolean;
}

export function PeriodForm({ close, daysOnly = false }: Props) {
  const { text } = useWords();
  const { query } = useUrl();
  const { book } = useBook();
  const first = query.last ?? (query.start || query.end ? FROM_TO : USUAL);
  const [range, setRange] = useState(first);
  const [start, setStart] = useState(query.start ?? "");
  const [end, setEnd] = useState(query.end ?? "");
  const [grain, setGrain] = useState(query.period ?? "month");
  const apply = () => {
    const cleared = { start: null, end: null, last: null, key: null, voice: null };
    const chosen: Record<string, Record<string, string>> = {
      [USUAL]: {},
      [FROM_TO]: { start, end },
      [EVERYTHING]: book?.first_day && book.as_of ? { start: book.first_day, end: book.as_of } : {},
    };
    const own = chosen[range] ?? { last: range };
    changeQuery({ ...cleared, ...own, period: grain === "month" ? null : grain });
    close();
  };
  const ranges = [
    { id: USUAL, name: daysOnly ? text.all_days : text.usual_range },
    ...LAST.map((id) => ({ id, name: text.last_days(Number.parseInt(id, 10)) })),
    ...(daysOnly ? [] : [{ id: EVERYTHING, name: text.all_days }]),
    { id: FROM_TO, name: text.from_to },
  ];
  return (
    <form className="form" onSubmit={submitted(apply)}>
      <Options label={text.range} name="range" value={range} choices={ranges} choose={setRange} />
      {range === FROM_TO && (
        <div className="ends">
          <label className="field">
            <span className="label">{text.start}</span>
            <input
              type="date"
              required
              value={start}
              max={end}
              onChange={(event) => setStart(event.target.value)}
            />
          </label>
          <label className="field">
            <span className="label">{text.end}</span>
            <input
              type="date"
              required
              value={end}
              min={start}
              onChange={(event) => setEnd(event.target.value)}
            />
          </label>
        </div>
      )}
      {!daysOnly && (
        <Options
          label={text.grain}
          name="grain"
          value={grain}
          choices={GRAINS.map((id) => ({ id, name: text.grains[id] }))}
          choose={setGrain}
        />
      )}
      <div className="tools">
        <button type="submit" className="button strong">
          {text.apply}
        </button>
      </div>
    </form>
  );
}
