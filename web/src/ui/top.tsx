// SPDX-License-Identifier: Apache-2.0
import { useUrl } from "../route";
import { useWords } from "../text";
import { useBook } from "./book";
import { Link } from "./link";
import { setLanguage, toggleTheme } from "./reader";

function Mark() {
  return (
    <svg width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
      <path className="side-voice fill" d="M11 1A9 9 0 0 0 11 19Z" />
      <path className="side-action fill" d="M13 1A9 9 0 0 1 13 19Z" />
    </svg>
  );
}

export function Top({ openFind }: { openFind: () => void }) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const { book } = useBook();
  const other = language === "ja" ? "en" : "ja";
  return (
    <header className="top">
      <Link to="/" className="brand">
        <Mark />
        Mikata
      </Link>
      <button type="button" className="find" onClick={openFind} aria-keyshortcuts="/">
        <svg
          width="14"
          height="14"
          viewBox="0 0 14 14"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          aria-hidden="true"
        >
          <circle cx="6" cy="6" r="4.5" />
          <path d="M9.5 9.5 13 13" />
        </svg>
        {text.find}
        <kbd aria-hidden="true">/</kbd>
      </button>
      <div className="util">
        <span className="shop">{book?.name}</span>
        <button type="button" className="link" lang={other} onClick={() => setLanguage(other)}>
          {text.other_language}
        </button>
        <button
          type="button"
          className="link"
          title={text.theme_label}
          onClick={() => toggleTheme(query)}
        >
          {text.theme}
        </button>
      </div>
    </header>
  );
}
