// SPDX-License-Identifier: Apache-2.0
// The people and comments behind one number, a page at a time. Words are shown as they were said.
import { useEffect, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { apiPath, getJson, Problem } from "../api/client";
import type { BehindPage, Cell } from "../api/types";
import { changeQuery, type Query } from "../route";
import { formatCell } from "../shape/cell";
import { grouped, isNumeric } from "../shape/number";
import { Reader } from "../shape/table";
import { useWords } from "../text";
import { AriaLanguage } from "./aria_language";
import { customerPath } from "./book";
import { Link } from "./link";
import { ScoreMark, Quote } from "./quote";
import { Failed, Loading } from "./states";

const PAGE = 50;

interface Props {
  name: string;
  title: string;
  query: Query;
  behind: string;
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
  const { text } = useWords();
  const { pages, problem, setCursor, retry } = useBehind(props);
  const last = pages.at(-1);
  const shown = pages.reduce((sum, page) => sum + page.rows.length, 0);
  const close = () => changeQuery({ key: null }, true);
  return (
    <AriaLanguage>
      <ModalOverlay
        className="overlay drawer-overlay"
        isOpen
        isDismissable
        onOpenChange={(open) => !open && close()}
      >
        <Modal className="drawer">
          <Dialog>
            <div className="dialog-head">
              <div>
                <Heading slot="title" level={2}>
                  {props.title}
                </Heading>
                <p className="note" role="status">
                  {last && text.behind_total(grouped(last.total))}
                </p>
              </div>
              <button type="button" className="link" onClick={close}>
                {text.close}
              </button>
            </div>
            {problem && <Failed problem={problem} retry={retry} />}
            {!last && !problem && <Loading slow />}
            {last?.total === 0 && <p className="note">{text.behind_none}</p>}
            <ol className="people">
              {pages.flatMap((page, at) =>
                page.rows.map((row, own) => (
                  <Person key={`${at}-${own}`} page={page} row={row} nps={props.name === "nps"} />
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
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}

const KNOWN = new Set(["customer_id", "name", "local_day", "what", "text", "voice_id", "score"]);

interface PersonProps {
  page: BehindPage;
  row: Cell[];
  nps: boolean;
}

function Person({ page, row, nps }: PersonProps) {
  const { text, language } = useWords();
  const reader = new Reader(page);
  const id = reader.text(row, "customer_id");
  const name = reader.text(row, "name");
  const day = reader.column("local_day");
  const what = reader.column("what");
  const said = reader.text(row, "text");
  const more = page.columns.filter(
    (column) => !KNOWN.has(column.name) && reader.cell(row, column.name) !== null,
  );
  const whatText = what ? formatCell(reader.cell(row, "what"), what, "day", language) : "";
  const isScore = /^\d{1,2}$/.test(whatText) && reader.has("voice_id");
  return (
    <li className={isScore ? "person scored" : "person"}>
      {isScore && <ScoreMark score={Number(whatText)} nps={nps} />}
      <div>
        {said && <Quote words={said} />}
        <p className="small">
          {id ? <Link to={customerPath(id)}>{name ? `${name} (${id})` : id}</Link> : text.unlinked}
          {day && reader.cell(row, "local_day") !== null && (
            <> · {formatCell(reader.cell(row, "local_day"), day, "day", language)}</>
          )}
          {more.map((column) => (
            <span key={column.name}>
              {" · "}
              {isNumeric(column.type) && `${column.title} `}
              {formatCell(reader.cell(row, column.name), column, "day", language)}
            </span>
          ))}
        </p>
      </div>
      {!isScore && whatText && <b className="amount">{whatText}</b>}
    </li>
  );
}
