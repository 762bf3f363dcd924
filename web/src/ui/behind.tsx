// SPDX-License-Identifier: Apache-2.0
// The people and comments behind one number, a page at a time. Words are shown as they were said.
import { useEffect, useState } from "react";
import { apiPath, getJson, Problem } from "../api/client";
import type { BehindPage } from "../api/types";
import type { Query } from "../route";
import { grouped } from "../shape/number";
import { personOf } from "../shape/person";
import { useWords } from "../text";
import { insightPath, useBook } from "./book";
import { Drawer } from "./drawer";
import { Link } from "./link";
import { closeBehind } from "./open_behind";
import { PersonRow } from "./person_row";
import { Failed, Loading } from "./states";

const PAGE = 50;

interface Props {
  name: string;
  title: string;
  query: Query;
  behind: string;
  // Where the same can be read on the voices page; null when nothing was said here.
  words: Query | null;
  // The same people against all others; null when they are not told apart.
  against?: Query | null;
}

function useBehind({ name, query, behind }: Props) {
  const { language } = useWords();
  const [pages, setPages] = useState<BehindPage[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [cursor, setCursor] = useState("");
  const [attempt, setAttempt] = useState(0);
  const path = apiPath(`insights/${encodeURIComponent(name)}/behind`, {
    ...query,
    lang: language,
    key: behind,
    ...(cursor && { cursor }),
  });
  useEffect(() => {
    const abort = new AbortController();
    setProblem(null);
    getJson<BehindPage>(path, abort.signal)
      .then((page) => setPages((old) => (cursor ? [...old, page] : [page])))
      .catch((error: unknown) => {
        if (!abort.signal.aborted)
          setProblem(error instanceof Problem ? error : new Problem({ status: 0 }));
      });
    return () => abort.abort();
  }, [path, cursor, attempt]);
  return { pages, problem, setCursor, retry: () => setAttempt((old) => old + 1) };
}

export default function Behind(props: Props) {
  const { text, language } = useWords();
  const { voices } = useBook();
  const { pages, problem, setCursor, retry } = useBehind(props);
  const last = pages.at(-1);
  const shown = pages.reduce((sum, page) => sum + page.rows.length, 0);
  return (
    <Drawer
      title={props.title}
      note={last ? text.behind_total(grouped(last.total)) : ""}
      close={closeBehind}
    >
      {voices && props.words && (
        <p className="note read-words">
          <Link to="/voices" query={props.words}>
            {text.read_voices}
          </Link>
        </p>
      )}
      {props.against && (
        <p className="note read-words">
          <Link to={insightPath(props.name)} query={props.against}>
            {text.compare_rest}
          </Link>
        </p>
      )}
      {problem && <Failed problem={problem} retry={retry} />}
      {!last && !problem && <Loading slow />}
      {last?.total === 0 && <p className="note">{text.behind_none}</p>}
      <ol className="people">
        {pages.flatMap((page, at) =>
          page.rows.map((row, own) => (
            <PersonRow
              key={`${at}-${own}`}
              person={personOf(page, row, language)}
              nps={props.name === "nps"}
            />
          )),
        )}
      </ol>
      {last?.next_cursor && (
        <button
          type="button"
          className="button after"
          onClick={() => setCursor(last.next_cursor ?? "")}
        >
          {text.behind_more(grouped(Math.min(PAGE, last.total - shown)))}
        </button>
      )}
    </Drawer>
  );
}
