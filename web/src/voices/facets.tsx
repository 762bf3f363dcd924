// SPDX-License-Identifier: Apache-2.0
// By what the list can be narrowed, each with how many there would be.
import { useState } from "react";
import { FACETS, type FacetName, type VoicesPage } from "../api/voices";
import { useUrl } from "../route";
import { grouped } from "../shape/number";
import { choose, filterOf, keyInAddress, narrowing } from "../shape/voice_filters";
import { useWords } from "../text";
import { FilterLink } from "./filter_link";
import { Months } from "./months";
import { useTitles } from "./use_titles";

const FIRST = 8;

export function Facets({ page }: { page: VoicesPage }) {
  const { text } = useWords();
  const { query } = useUrl();
  const [shown, setShown] = useState(false);
  const count = narrowing(query).length;
  return (
    <aside className="facets" aria-label={text.filters}>
      <button
        type="button"
        className="button facets-button"
        aria-expanded={shown}
        aria-controls="facets"
        onClick={() => setShown(!shown)}
      >
        {count > 0 ? text.filters_chosen(count) : text.filters}
      </button>
      <div id="facets" className={shown ? "facets-body" : "facets-body closed"}>
        <Months values={page.facets.month} asOf={page.as_of} />
        {FACETS.map((name) => (
          <Facet key={name} name={name} page={page} />
        ))}
      </div>
    </aside>
  );
}

function Facet({ name, page }: { name: FacetName; page: VoicesPage }) {
  const { text } = useWords();
  const { query } = useUrl();
  const [all, setAll] = useState(false);
  const titleOf = useTitles(page);
  const values = page.facets[name].map((value) => ({ ...value, key: keyInAddress(value.key) }));
  const filter = filterOf(name);
  const chosen = query[filter] ?? "";
  // What is chosen stays in sight, also when nothing is left of it or it stands far down.
  const known = values.some((value) => value.key === chosen);
  const listed = chosen && !known ? [{ key: chosen, title: "", count: 0 }, ...values] : values;
  if (listed.length === 0) return null;
  const visible = listed.filter((value, at) => all || at < FIRST || value.key === chosen);
  const most = Math.max(1, ...listed.map((value) => value.count));
  const rest = listed.length - visible.length;
  return (
    <section className="facet" aria-labelledby={`facet-${name}`}>
      <h2 id={`facet-${name}`}>{text.facet[name]}</h2>
      <ul>
        {visible.map((value) => (
          <li key={value.key}>
            <FilterLink
              change={choose(query, filter, value.key)}
              chosen={value.key === chosen}
              className="facet-value"
            >
              <span>{titleOf(name, value.key)}</span>
              <svg className="facet-bar side-voice" height="8" aria-hidden="true">
                <rect
                  className={value.key === chosen ? "fill" : "band"}
                  width={`${(100 * value.count) / most}%`}
                  height="8"
                />
              </svg>
              <span className="right">{grouped(value.count)}</span>
            </FilterLink>
          </li>
        ))}
      </ul>
      {(rest > 0 || all) && listed.length > FIRST && (
        <button type="button" className="link small facet-more" onClick={() => setAll(!all)}>
          {all ? text.facet_less : text.facet_more(rest)}
        </button>
      )}
    </section>
  );
}
