// SPDX-License-Identifier: Apache-2.0
// One theme of the company's own: its names, and the words that show it.
import { useId, useState } from "react";
import { apiPath, change, type Problem, problemOf } from "../api/client";
import type { Theme } from "../api/voices";
import {
  draftErrors,
  draftOf,
  EMPTY_DRAFT,
  fieldOf,
  suggestedKey,
  themeBody,
  type ThemeDraft,
} from "../shape/theme_draft";
import { type Text, useWords } from "../text";
import { submitted } from "../ui/submitted";

interface FieldProps {
  label: string;
  value: string;
  error: string;
  help?: string;
  lines?: boolean;
  lang?: string;
  write: (value: string) => void;
}

function Field({ label, value, error, help, lines, lang, write }: FieldProps) {
  const id = useId();
  const told = {
    id,
    lang,
    value,
    "aria-invalid": error ? (true as const) : undefined,
    "aria-describedby": error || help ? `${id}-help` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {lines ? (
        <textarea
          {...told}
          rows={4}
          spellCheck={false}
          onChange={(event) => write(event.target.value)}
        />
      ) : (
        <input {...told} spellCheck={false} onChange={(event) => write(event.target.value)} />
      )}
      {(error || help) && (
        <p
          id={`${id}-help`}
          className={error ? "wrong" : "small"}
          role={error ? "alert" : undefined}
        >
          {error || help}
        </p>
      )}
    </div>
  );
}

// What the server found wrong, by field; "" is the whole form.
function told(problem: Problem | null, text: Text): Record<string, string> {
  if (!problem) return {};
  if (problem.errors.length === 0) return { "": problem.detail || text.error_unreachable };
  const found: Record<string, string> = {};
  for (const { pointer, detail } of problem.errors) {
    const field = fieldOf(pointer);
    found[field] = found[field] ? `${found[field]}\n${detail}` : detail;
  }
  return found;
}

interface Props {
  // null: a new one.
  theme: Theme | null;
  taken: string[];
  saved: (draft: ThemeDraft) => void;
  cancel: () => void;
}

export function ThemeForm({ theme, taken, saved, cancel }: Props) {
  const { text } = useWords();
  const [draft, setDraft] = useState(theme ? draftOf(theme) : EMPTY_DRAFT);
  const [ownKey, setOwnKey] = useState(theme !== null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = ownKey ? draft.key : suggestedKey(draft, taken);
  const whole = { ...draft, key };
  const errors = draftErrors(whole, theme === null, taken);
  const refused = told(problem, text);
  const wrong = (name: keyof ThemeDraft) => {
    const own = tried ? errors[name] : undefined;
    return own ? text[own] : (refused[name] ?? "");
  };
  const put = (name: keyof ThemeDraft) => (value: string) => {
    setProblem(null);
    setDraft((old) => ({ ...old, [name]: value }));
  };
  const save = async () => {
    setTried(true);
    if (busy || Object.keys(errors).length > 0) return;
    setBusy(true);
    try {
      await change("PUT", apiPath(`themes/${encodeURIComponent(key)}`, {}), themeBody(draft));
      saved(whole);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <form className="form theme-form" onSubmit={submitted(() => void save())}>
      <div className="pair">
        <Field
          label={text.theme_name.ja}
          lang="ja"
          value={draft.ja}
          error={wrong("ja")}
          write={put("ja")}
        />
        <Field
          label={text.theme_name.en}
          lang="en"
          value={draft.en}
          error={wrong("en")}
          write={put("en")}
        />
      </div>
      <div className="pair">
        <Field
          label={text.theme_patterns.ja}
          lang="ja"
          lines
          value={draft.patterns_ja}
          error={wrong("patterns_ja")}
          help={text.theme_patterns_help}
          write={put("patterns_ja")}
        />
        <Field
          label={text.theme_patterns.en}
          lang="en"
          lines
          value={draft.patterns_en}
          error={wrong("patterns_en")}
          help={text.theme_patterns_help}
          write={put("patterns_en")}
        />
      </div>
      {theme === null && (
        <Field
          label={text.theme_key}
          value={key}
          error={wrong("key")}
          help={text.theme_key_help}
          write={(value) => {
            setOwnKey(value !== "");
            put("key")(value);
          }}
        />
      )}
      {refused[""] && (
        <p className="wrong" role="alert">
          {refused[""]}
        </p>
      )}
      <div className="tools">
        <button type="submit" className="button strong" disabled={busy}>
          {text.theme_save}
        </button>
        <button type="button" className="button" onClick={cancel}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}
