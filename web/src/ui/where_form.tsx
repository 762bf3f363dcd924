// SPDX-License-Identifier: Apache-2.0
// Who: the same text as --where. What the server cannot read is shown with a caret at the place.
import { type KeyboardEvent, useRef, useState } from "react";
import type { Problem } from "../api/client";
import { changeQuery, useUrl } from "../route";
import { useWords } from "../text";
import { submitted } from "./submitted";
import { useBook } from "./book";

interface Props {
  close: () => void;
  problem: Problem | null;
}

export function WhereForm({ close, problem }: Props) {
  const { text } = useWords();
  const { query } = useUrl();
  const { book } = useBook();
  const [where, setWhere] = useState(query.where ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const titles = new Map((book?.columns ?? []).map(({ name, title }) => [name, title]));
  const apply = (condition: string) => {
    const where = condition.trim() || null;
    changeQuery({ where, key: null, voice: null, ...(!where && { against: null }) });
    close();
  };
  const insert = (name: string) => {
    const at = field.current?.selectionStart ?? where.length;
    setWhere(`${where.slice(0, at)}${name}${where.slice(at)}`);
    field.current?.focus();
  };
  // Enter applies, Shift+Enter breaks the line; Enter that ends a kana conversion does neither.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    apply(where);
  };
  return (
    <form className="form" onSubmit={submitted(() => apply(where))}>
      <div className="field">
        <label htmlFor="where">{text.where_label}</label>
        <textarea
          id="where"
          ref={field}
          className="code"
          rows={3}
          value={where}
          spellCheck={false}
          autoCapitalize="off"
          aria-describedby="where-help"
          aria-invalid={problem ? true : undefined}
          onChange={(event) => setWhere(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <p id="where-help" className="small words">
          {text.where_help}
        </p>
      </div>
      {problem && (
        <pre className="caret" tabIndex={0}>
          {problem.detail}
        </pre>
      )}
      {titles.size > 0 && (
        <div className="field">
          <span className="label">{text.where_columns}</span>
          <div className="names">
            {[...titles].map(([name, title]) => (
              <span key={name} className="nowrap">
                <button type="button" className="link code" onClick={() => insert(name)}>
                  {name}
                </button>
                {title !== name && <span className="small"> {title}</span>}
              </span>
            ))}
          </div>
        </div>
      )}
      <div className="tools">
        <button type="submit" className="button strong">
          {text.apply}
        </button>
        {query.where && (
          <button type="button" className="button" onClick={() => apply("")}>
            {text.clear}
          </button>
        )}
      </div>
    </form>
  );
}
