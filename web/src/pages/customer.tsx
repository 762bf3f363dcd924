// SPDX-License-Identifier: Apache-2.0
// One person: who, the measures, both lanes on one axis, then the record, voice left, action right.
import { useEffect } from "react";
import { apiPath } from "../api/client";
import type { Customer } from "../api/types";
import { useApi } from "../api/use_api";
import { PersonChart } from "../charts/person";
import { formatCell } from "../shape/cell";
import { formatDay, isDay } from "../shape/date";
import { formatRange } from "../shape/number";
import { Reader } from "../shape/table";
import { readFacts } from "../shape/facts";
import { lanes, readMeasures } from "../shape/timeline";
import { useWords } from "../text";
import { languageText } from "../text/values";
import { useBook, useTitle } from "../ui/book";
import { Glance } from "../ui/glance";
import { Figure } from "../ui/figure";
import { Link } from "../ui/link";
import { rememberCustomer } from "../ui/recent";
import { SeeTable } from "../ui/see_table";
import { Failed, Loading, StateBox } from "../ui/states";
import { Record } from "../ui/record";

export default function CustomerPage({ id }: { id: string }) {
  const { text, language } = useWords();
  const asked = useApi<Customer>(
    apiPath(`customers/${encodeURIComponent(id)}`, { lang: language }),
  );
  const found = asked.data?.customer_id;
  useTitle(id);
  useEffect(() => {
    if (found) rememberCustomer(found);
  }, [found]);
  return (
    <>
      <p className="crumb">
        {text.act} / <Link to="/customers">{text.customers}</Link>
      </p>
      <h1>{asked.data?.name || id}</h1>
      {asked.data?.name && <p className="note">{id}</p>}
      {asked.error?.status === 404 ? (
        <StateBox title={text.error_customer}>
          <p className="note">
            <code>{id}</code> {text.error_customer_todo}
          </p>
          <Link to="/customers" className="button">
            {text.customers_title}
          </Link>
        </StateBox>
      ) : asked.error ? (
        <Failed problem={asked.error} retry={asked.retry} />
      ) : asked.data ? (
        <Person customer={asked.data} />
      ) : (
        <Loading slow={asked.slow} />
      )}
    </>
  );
}

function Person({ customer }: { customer: Customer }) {
  const { text, language } = useWords();
  const { book } = useBook();
  const facts = readFacts(customer.timeline);
  const drawn = lanes(facts, book?.as_of ?? "");
  const column = new Reader(customer.timeline).column("amount");
  const money = { type: "money" as const, unit: column?.unit || book?.currency || "JPY" };
  return (
    <>
      {customer.glance && <Glance told={customer.glance} money={money} />}
      {drawn ? (
        <section className="section" aria-labelledby="axis">
          <div className="section-head">
            <div>
              <h2 id="axis">{text.one_axis}</h2>
              <p className="note">{text.one_axis_note}</p>
            </div>
          </div>
          <figure className="figure">
            <PersonChart lanes={drawn} money={money} label={text.one_axis} />
            <SeeTable table={customer.timeline} grain="day" label={text.record} />
          </figure>
        </section>
      ) : (
        <StateBox title={text.nothing_recorded} />
      )}
      <div className="with-notes">
        <Record facts={facts} money={money} />
        <div className="person-aside">
          <Measures customer={customer} />
          <Attributes customer={customer} language={language} title={text.attributes} />
        </div>
      </div>
    </>
  );
}

// The same numbers as the command line has, one below the other.
function Measures({ customer }: { customer: Customer }) {
  const { text, language } = useWords();
  const measures = readMeasures(customer.measures);
  if (measures.length === 0) return null;
  return (
    <section className="section" aria-labelledby="measures">
      <div className="section-head">
        <h2 id="measures">{text.in_numbers}</h2>
      </div>
      <dl className="attributes">
        {measures.map((own) => {
          const range = formatRange(own.low, own.high, own.column, language);
          return (
            <div key={own.name}>
              <dt>{own.title}</dt>
              <dd>
                {typeof own.value === "number" ? (
                  <Figure value={own.value} measure={own.column} />
                ) : (
                  formatCell(own.value, own.column, "day", language)
                )}
                {range && <span className="small"> {range}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function attributeText(name: string, value: string, language: "ja" | "en"): string {
  if (name === "language") return languageText(value, language) || value;
  return isDay(value) ? formatDay(value, language) : value;
}

interface AttributesProps {
  customer: Customer;
  language: "ja" | "en";
  title: string;
}

function Attributes({ customer, language, title }: AttributesProps) {
  const known = customer.attributes.filter((own) => own.value !== null && own.value !== "");
  if (known.length === 0) return null;
  return (
    <section className="section" aria-labelledby="attributes">
      <div className="section-head">
        <h2 id="attributes">{title}</h2>
      </div>
      <dl className="attributes">
        {known.map((own) => {
          const value = String(own.value);
          return (
            <div key={own.name}>
              <dt>{own.title}</dt>
              <dd>{attributeText(own.name, value, language)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
