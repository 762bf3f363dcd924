// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { apiPath } from "../api/client";
import type { FoundCustomers } from "../api/types";
import { useApi } from "../api/use_api";
import { changeQuery, linkTo, navigate, useUrl } from "../route";
import { grouped } from "../shape/number";
import { Reader } from "../shape/table";
import { useWords } from "../text";
import { customerPath, useTitle } from "../ui/book";
import { Link } from "../ui/link";
import { recentCustomers } from "../ui/recent";
import { Failed, Loading, StateBox } from "../ui/states";
import { submitted } from "../ui/submitted";
import { TableView } from "../ui/table_view";

export default function Customers() {
  const { text } = useWords();
  const { query } = useUrl();
  const asked = query.text ?? "";
  const [words, setWords] = useState(asked);
  const recent = recentCustomers();
  useTitle(text.customers_title);
  useEffect(() => setWords(asked), [asked]);
  return (
    <>
      <p className="crumb">
        {text.act} / {text.customers}
      </p>
      <h1>{text.customers_title}</h1>
      <p className="lead">{text.customers_lead}</p>
      <form
        className="open-customer"
        role="search"
        onSubmit={submitted(() => changeQuery({ text: words.trim() || null }))}
      >
        <div className="field">
          <label htmlFor="customer_words">{text.customer_words}</label>
          <input
            id="customer_words"
            type="search"
            value={words}
            required
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <button type="submit" className="button strong">
          {text.look_for}
        </button>
      </form>
      {asked && <Found words={asked} />}
      {recent.length > 0 && (
        <section className="section" aria-labelledby="recent">
          <div className="section-head">
            <h2 id="recent">{text.recent}</h2>
          </div>
          <ul className="recent">
            {recent.map((own) => (
              <li key={own}>
                <Link to={customerPath(own)}>{own}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Found({ words }: { words: string }) {
  const { text, language } = useWords();
  const { query } = useUrl();
  const found = useApi<FoundCustomers>(apiPath("customers", { text: words, lang: language }));
  const { data } = found;
  // Whoever gives a whole id wants this person; the way back leads to where they came from.
  const exact = data ? new Reader(data).text(data.rows[0] ?? [], "customer_id") === words : false;
  useEffect(() => {
    if (exact && !found.stale) {
      navigate(linkTo(customerPath(words), query), { replace: true });
    }
  }, [exact, found.stale, words, query]);
  if (found.error) return <Failed problem={found.error} retry={found.retry} />;
  if (!data) return <Loading slow={found.slow} />;
  if (data.rows.length === 0) {
    return (
      <StateBox title={text.customers_none(words)}>
        <p className="note">{text.customers_none_todo}</p>
      </StateBox>
    );
  }
  return (
    <section className="section" aria-labelledby="found">
      <div className="section-head">
        <h2 id="found" aria-live="polite">
          {text.customers_found(grouped(data.rows.length), data.more)}
        </h2>
        {data.more && <p className="note">{text.customers_more}</p>}
      </div>
      <TableView table={data} grain="day" label={text.customers_title} />
    </section>
  );
}
