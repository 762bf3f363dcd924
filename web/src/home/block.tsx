// SPDX-License-Identifier: Apache-2.0
// One part of the home page: it asks by itself, and waits, is empty or fails without the others.
import { type ReactNode } from "react";
import { apiPath } from "../api/client";
import type { Answer } from "../api/types";
import { type Asked, useApi } from "../api/use_api";
import { type Query, useUrl } from "../route";
import { useWords } from "../text";
import { insightPath, useBook } from "../ui/book";
import { Link } from "../ui/link";
import { BehindOf } from "../ui/open_behind";
import { Failed, Loading, MissingFacts } from "../ui/states";

// Who and when are the same on all of the page; the step belongs to the pulse.
export function homeRequest(query: Query): Query {
  const names = ["where", "as_of", "unit"];
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

// null while it is not known whether this server answers the question; undefined: it does not.
export function useQuestion(name: string, more: Query = {}): Asked<Answer> | null | undefined {
  const { language } = useWords();
  const { query } = useUrl();
  const { insights } = useBook();
  const known = insights?.some((record) => record.name === name);
  const path = apiPath(`insights/${name}`, {
    ...homeRequest(query),
    ...more,
    lang: language,
  });
  const asked = useApi<Answer>(known ? path : null);
  if (!insights) return null;
  return known ? asked : undefined;
}

interface Props {
  name: string;
  title: string;
  note?: string;
  // Where the whole of it is.
  more?: string;
  asked: Asked<Answer> | null;
  // Said where nothing is missing and there is still nothing to show.
  none: string;
  children: (answer: Answer) => ReactNode;
}

export function Block({ name, title, note, more, asked, none, children }: Props) {
  const { query } = useUrl();
  const id = `home-${name}`;
  const answer = asked?.data ?? null;
  return (
    <section className="section" aria-labelledby={id} aria-busy={!answer}>
      <div className="section-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p className="note">{note}</p>}
        </div>
        {more && (
          <p className="note nowrap">
            <Link to={insightPath(name)} query={homeRequest(query)}>
              {more}
            </Link>
          </p>
        )}
      </div>
      {asked?.error ? (
        <Failed problem={asked.error} retry={asked.retry} />
      ) : !answer ? (
        <Loading slow={asked?.slow ?? false} />
      ) : answer.missing.length > 0 ? (
        <MissingFacts missing={answer.missing} />
      ) : answer.rows.length === 0 ? (
        <p className="note">{answer.notes[0]?.text ?? none}</p>
      ) : (
        <BehindOf value={name}>{children(answer)}</BehindOf>
      )}
    </section>
  );
}
