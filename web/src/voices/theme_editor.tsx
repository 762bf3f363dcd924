// SPDX-License-Identifier: Apache-2.0
// The themes of the company: its own can be written, changed and deleted; that it is open stands in
// the URL.
import { useEffect, useRef, useState } from "react";
import { apiPath, change, type Problem, problemOf } from "../api/client";
import type { Theme } from "../api/voices";
import { changeQuery } from "../route";
import { useWords } from "../text";
import { Drawer } from "../ui/drawer";
import { Failed, Loading } from "../ui/states";
import { ThemeForm } from "./theme_form";
import { themeTitle, useThemes } from "./themes_context";

// What was done last, and how it is taken back.
interface Said {
  text: string;
  deleted: Theme | null;
}

function useThemeChanges(changed: () => void) {
  const { text, language } = useWords();
  const [said, setSaid] = useState<Said | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = async (work: Promise<unknown>, then: Said | null) => {
    try {
      await work;
      setProblem(null);
      setSaid(then);
      changed();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const path = (theme: Theme) => apiPath(`themes/${encodeURIComponent(theme.key)}`, {});
  return {
    said,
    problem,
    saved: (name: string) => {
      setSaid({ text: text.theme_saved(name), deleted: null });
      setProblem(null);
      changed();
    },
    remove: (theme: Theme) =>
      void attempt(change("DELETE", path(theme)), {
        text: text.theme_deleted(themeTitle(theme, language)),
        deleted: theme,
      }),
    restore: (theme: Theme) =>
      void attempt(change("PUT", path(theme), { title: theme.title, patterns: theme.patterns }), {
        text: text.undone_now,
        deleted: null,
      }),
  };
}

export default function ThemeEditor({ changed }: { changed: () => void }) {
  const { text } = useWords();
  const { themes, problem, retry } = useThemes();
  return (
    <Drawer title={text.themes_edit} close={() => changeQuery({ panel: null }, true)}>
      {problem && <Failed problem={problem} retry={retry} />}
      {!themes && !problem && <Loading slow />}
      {themes && <Editor themes={themes} changed={changed} />}
    </Drawer>
  );
}

function Editor({ themes, changed }: { themes: Theme[]; changed: () => void }) {
  const { text, language } = useWords();
  const [editing, setEditing] = useState<string | null>(null);
  const { said, problem, saved, remove, restore } = useThemeChanges(changed);
  // What was pressed goes with its row: the words about it take the focus, and the keys stay here.
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => (said ? note.current?.focus() : undefined), [said]);
  const own = themes.filter((theme) => theme.own);
  const given = themes.filter((theme) => !theme.own);
  const taken = themes.map((theme) => theme.key);
  const form = (theme: Theme | null) => (
    <ThemeForm
      theme={theme}
      taken={taken}
      cancel={() => setEditing(null)}
      saved={(draft) => {
        setEditing(null);
        saved(language === "ja" ? draft.ja || draft.en : draft.en || draft.ja);
      }}
    />
  );
  return (
    <>
      <p className="note" role="status" tabIndex={-1} ref={note}>
        {said?.text}{" "}
        {said?.deleted && (
          <button
            type="button"
            className="link"
            onClick={() => said.deleted && restore(said.deleted)}
          >
            {text.undo}
          </button>
        )}
      </p>
      {problem && (
        <p className="wrong" role="alert">
          {problem.detail || text.error_unreachable}
        </p>
      )}
      <h3>{text.themes_own}</h3>
      {own.length === 0 && editing !== "" && <p className="note">{text.themes_own_none}</p>}
      <ul className="theme-list">
        {own.map((theme) => (
          <li key={theme.key}>
            {editing === theme.key ? (
              form(theme)
            ) : (
              <ThemeRow
                theme={theme}
                edit={() => setEditing(theme.key)}
                remove={() => remove(theme)}
              />
            )}
          </li>
        ))}
      </ul>
      {editing === "" ? (
        form(null)
      ) : (
        <button type="button" className="button after" onClick={() => setEditing("")}>
          {text.theme_new}
        </button>
      )}
      <h3 className="given">{text.themes_given}</h3>
      <ul className="theme-list">
        {given.map((theme) => (
          <li key={theme.key}>
            <ThemeRow theme={theme} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  theme: Theme;
  edit?: () => void;
  remove?: () => void;
}

function ThemeRow({ theme, edit, remove }: RowProps) {
  const { text, language } = useWords();
  const name = themeTitle(theme, language);
  const words = [...theme.patterns.ja, ...theme.patterns.en];
  return (
    <div className="theme-row">
      <div>
        <b>{name}</b> <span className="small">{theme.key}</span>
        {words.length > 0 && (
          <p className="small words">
            {words.slice(0, 6).join(language === "ja" ? "、" : ", ")}
            {words.length > 6 && ` … ${text.theme_count(words.length)}`}
          </p>
        )}
      </div>
      {edit && remove && (
        <p className="tools">
          <button type="button" className="link" onClick={edit}>
            {text.theme_edit}
            <span className="hidden"> {name}</span>
          </button>
          <button type="button" className="link" onClick={remove}>
            {text.theme_delete}
            <span className="hidden"> {name}</span>
          </button>
        </p>
      )}
    </div>
  );
}
