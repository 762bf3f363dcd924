// SPDX-License-Identifier: Apache-2.0
import { formatDay } from "../shape/date";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { useBook } from "./book";

export function Foot() {
  const { text, language } = useWords();
  const { book } = useBook();
  if (!book) return null;
  const count = (table: string) => grouped(book.tables[table] ?? 0);
  return (
    <footer className="foot">
      <p>{text.book_counts(count("customers"), count("voices"), count("actions"))}</p>
      <p>
        {book.as_of && `${text.as_of(formatDay(book.as_of, language))} · `}
        {text.timezone(book.timezone)}
      </p>
    </footer>
  );
}
