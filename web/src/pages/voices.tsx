// SPDX-License-Identifier: Apache-2.0
// What customers write: found by words, narrowed by how it was read, corrected in its place.
import { lazy, Suspense, useMemo, useRef } from "react";
import { apiPath } from "../api/client";
import { useApi } from "../api/use_api";
import type { Theme, VoicesPage } from "../api/voices";
import { changeQuery, useUrl } from "../route";
import { formatDay } from "../shape/date";
import { grouped } from "../shape/number";
import { cleared, narrowing, voicesRequest } from "../shape/voice_filters";
import { useWords } from "../text";
import { useBook, useTitle } from "../ui/book";
import { Controls } from "../ui/controls";
import { Failed, Loading, StateBox } from "../ui/states";
import { Facets } from "../voices/facets";
import { ListHead } from "../voices/list_head";
import { RemarkList } from "../voices/remark_list";
import { SearchField } from "../voices/search_field";
import { ThemesContext } from "../voices/themes_context";
import { Unread } from "../voices/unread";
import { useVoices } from "../voices/use_voices";

const ThemeEditor = lazy(() => import("../voices/theme_editor"));
const RECORD = { name: "voices", parameters: [] };

export default function VoicesPageView() {
  const { text, language } = useWords();
  const { query } = useUrl();
  const { book } = useBook();
  const request = { ...voicesRequest(query, book?.as_of ?? null), lang: language };
  // The latest days are counted back from the book's last one.
  const list = useVoices(query.last && !book ? null : request);
  const themes = useApi<{ themes: Theme[] }>(apiPath("themes", { lang: language }));
  const field = useRef<HTMLInputElement>(null);
  const { data, error, retry } = themes;
  const known = useMemo(
    () => ({ themes: data?.themes ?? null, problem: error, retry }),
    [data, error, retry],
  );
  // A book without words: nothing to search, nothing to narrow.
  const bare = list.page?.total === 0 && !list.stale && narrowing(query).length === 0;
  // A sentence where some are not listed; a program of before does not tell.
  const anonymous = list.page?.anonymous ?? 0;
  const leftOut = anonymous > 0 && (
    <p className="small anonymous-left">{text.anonymous_left(grouped(anonymous))}</p>
  );
  useTitle(query.text ? `${query.text} · ${text.voices_page}` : text.voices_title);
  const search = () => {
    field.current?.focus();
    field.current?.select();
  };
  const themesChanged = () => {
    themes.retry();
    list.retry();
  };
  return (
    <ThemesContext value={known}>
      <p className="crumb">
        {text.listen} / {text.voices_page}
      </p>
      <div className="head">
        <h1>{text.voices_title}</h1>
        {!bare && (
          <Controls record={RECORD} answer={null} problem={list.problem} only={["days", "who"]} />
        )}
      </div>
      {!bare && <SearchField field={field} />}
      {bare ? (
        <>
          <Nothing narrowed={false} />
          {leftOut}
        </>
      ) : list.problem ? (
        <Failed problem={list.problem} retry={list.retry} reset={() => changeQuery(cleared())} />
      ) : list.page ? (
        <div className={list.slow ? "voices stale" : "voices"} aria-busy={list.stale}>
          <Facets page={list.page} />
          <section className="section first" aria-labelledby="voices-list">
            <ListHead
              page={list.page}
              request={request}
              editThemes={() => changeQuery({ panel: "themes" })}
            />
            {leftOut}
            <Unread count={list.page.unread} voices={list.voices} again={list.retry} />
            {list.voices.length === 0 ? (
              <Nothing narrowed />
            ) : (
              <>
                <p className="small evidence-key">
                  {list.voices.some((voice) => voice.reading) && text.evidence_key}
                </p>
                <RemarkList list={list} search={search} />
              </>
            )}
            <ReadBy page={list.page} />
          </section>
        </div>
      ) : (
        <Loading slow={list.slow} />
      )}
      {query.panel === "themes" && (
        <Suspense>
          <ThemeEditor changed={themesChanged} />
        </Suspense>
      )}
    </ThemesContext>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  const { text } = useWords();
  return narrowed ? (
    <StateBox title={text.none_match_title}>
      <p className="note">{text.none_match_todo}</p>
      <button type="button" className="button" onClick={() => changeQuery(cleared())}>
        {text.take_all_away}
      </button>
    </StateBox>
  ) : (
    <StateBox title={text.no_words_title}>
      <p className="note">{text.no_words_todo}</p>
      <p className="note">
        <span className="small">{text.empty_command}</span>{" "}
        <code>mikata import BOOK FILE --as voices</code>
      </p>
    </StateBox>
  );
}

// How far the readings can be trusted.
function ReadBy({ page }: { page: VoicesPage }) {
  const { text, language } = useWords();
  const { reader } = page;
  if (!reader) return null;
  const { trained, auc, n, date } = reader;
  const told = trained && auc !== null && n !== null && date !== null;
  return (
    <p className="small after">
      {told
        ? text.reader_trained(grouped(n), grouped(auc, 2), formatDay(date, language))
        : text.reader_cold}{" "}
      {reader.version && <span className="nowrap">({reader.version})</span>}
    </p>
  );
}
