// SPDX-License-Identifier: Apache-2.0
// The people and comments behind one number, a page at a time. Words are shown as they were said.
import { useEffect, useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { apiPath, getJson, Problem } from "../api/client";
import type { BehindPage, Cell, Column } from "../api/types";
import { changeQuery, type Query } from "../route";
import { formatCell } from "../shape/cell";
import { grouped, isNumeric } from "../shape/number";
import { Reader } from "../shape/table";
import { useWords } from "../text";
import { columnText } from "../text/values";
import { AriaLanguage } from "./aria_language";
import { customerPath, useBook } from "./book";
import { Link } from "./link";
import { ScoreMark, Quote } from "./quote";
import { Failed, Loading } from "./states";

const PAGE = 50;

interface Props {
  name: string;
  title: string;
  query: Query;
  behind: string;
  // Where the same can be read on the voices page; null when nothing was said here.
  words: Query | null;
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
  const { voices } = useBook();
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
            {voices && props.words && (
              <p className="note">
                <Link to="/voices" query={props.words}>
                  {text.read_voices}
                </Link>
              </p>
            )}
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
// What stands large at the right when nothing was said.
const AMOUNTS = ["what", "profit", "revenue"];

interface PersonProps {
  page: BehindPage;
  row: Cell[];
  nps: boolean;
}

function scoreOf(reader: Reader, row: Cell[]): number | null {
  const told =
    reader.cell(row, "score") ?? (reader.has("voice_id") ? reader.cell(row, "what") : null);
  const score = told === null || told === "" ? Number.NaN : Number(told);
  return Number.isFinite(score) && Math.abs(score) < 1000 ? score : null;
}

function Person({ page, row, nps }: PersonProps) {
  const { text, language } = useWords();
  const reader = new Reader(page);
  const id = reader.text(row, "customer_id");
  const name = reader.text(row, "name");
  const said = reader.text(row, "text");
  const score = scoreOf(reader, row);
  const shown = (column: Column) =>
    formatCell(reader.cell(row, column.name), column, "day", language);
  const amount =
    score === null ? AMOUNTS.map((own) => reader.column(own)).find(Boolean) : undefined;
  const more = page.columns.filter((column) => {
    if (KNOWN.has(column.name) || column === amount) return false;
    return reader.text(row, column.name) !== "";
  });
  const day = reader.column("local_day");
  return (
    <li className={score === null ? "person" : "person scored"}>
      {score !== null && <ScoreMark score={score} nps={nps} />}
      <div>
        {said && <Quote words={said} />}
        <p className="small">
          {id ? <Link to={customerPath(id)}>{name ? `${name} (${id})` : id}</Link> : text.unlinked}
          {day && reader.text(row, "local_day") && (
            <span className="nowrap">{` · ${shown(day)}`}</span>
          )}
          {more.map((column) => (
            <span key={column.name}>
              {" "}
              <span className="nowrap">
                · {isNumeric(column.type) && `${columnText(column, language)} `}
                {shown(column)}
              </span>
            </span>
          ))}
        </p>
      </div>
      {amount && <b className="amount">{shown(amount)}</b>}
    </li>
  );
}
