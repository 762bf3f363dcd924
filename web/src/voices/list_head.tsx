// SPDX-License-Identifier: Apache-2.0
// What is in the list, by what it is narrowed, and how to take it away.
import { FACETS, type VoicesPage } from "../api/voices";
import { type Query, useUrl } from "../route";
import { formatPeriod, formatSpan } from "../shape/date";
import { grouped } from "../shape/number";
import { cleared, filterOf, monthOf, narrowing, without } from "../shape/voice_filters";
import { useWords, type Words } from "../text";
import { questionText } from "../text/values";
import { CsvButton } from "./csv_button";
import { FilterLink } from "./filter_link";
import { type TitleOf, useTitles } from "./use_titles";

interface Narrowed {
  names: string[];
  title: string;
}

function periodText(query: Query, { text, language }: Words): string {
  const days = /^(\d+)d$/.exec(query.last ?? "")?.[1];
  if (days) return text.last_days(Number(days));
  const month = monthOf(query);
  if (month) return formatPeriod(`${month}-01`, "month", language);
  const { start, end } = query;
  if (start && end) return formatSpan(start, end, language);
  return start ? `${start} –` : `– ${end ?? ""}`;
}

function narrowedBy(query: Query, titleOf: TitleOf, words: Words): Narrowed[] {
  const { text, language } = words;
  const period = ["start", "end", "last"].filter((name) => query[name]);
  const quote = (said: string) => (language === "ja" ? `「${said}」` : `“${said}”`);
  const named: Narrowed[] = narrowing(query)
    .filter((name) => !period.includes(name))
    .map((name) => {
      const key = query[name] ?? "";
      if (name === "text") return { names: [name], title: quote(key) };
      if (name === "where") return { names: [name], title: key };
      if (name === "question")
        return {
          names: [name, "scores"],
          title: `${text.facet.question}: ${questionText(key, language)}`,
        };
      if (name === "scores")
        return { names: [name], title: text.scores_between(key.replace("-", "–")) };
      const facet = FACETS.find((own) => filterOf(own) === name);
      return { names: [name], title: facet ? titleOf(facet, key) : key };
    });
  return period.length > 0 ? [...named, { names: period, title: periodText(query, words) }] : named;
}

interface Props {
  page: VoicesPage;
  request: Query;
  editThemes: () => void;
}

export function ListHead({ page, request, editThemes }: Props) {
  const words = useWords();
  const { text } = words;
  const { query } = useUrl();
  const narrowed = narrowedBy(query, useTitles(page), words);
  const theme = query.topic && narrowed.find((own) => own.names[0] === "topic")?.title;
  const count = grouped(page.total);
  return (
    <div className="list-head">
      <div className="section-head">
        <div>
          <h2 id="voices-list" aria-live="polite">
            {theme ? text.voices_of_theme(theme, count) : text.voices_count(count)}
          </h2>
          <p className="small">{text.newest}</p>
        </div>
        <p className="list-tools">
          <button type="button" className="link" aria-haspopup="dialog" onClick={editThemes}>
            {text.themes_edit}
          </button>
          <CsvButton request={request} total={page.total} />
        </p>
      </div>
      {narrowed.length > 0 && (
        <ul className="narrowed">
          {narrowed.map(({ names, title }) => (
            <li key={names.join()}>
              <FilterLink change={without(names)} className="button narrow">
                <span>{title}</span>
                <span aria-hidden="true">×</span>
                <span className="hidden"> {text.take_away}</span>
              </FilterLink>
            </li>
          ))}
          {narrowed.length > 1 && (
            <li>
              <FilterLink change={cleared()} className="take-all">
                {text.take_all_away}
              </FilterLink>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
