// SPDX-License-Identifier: Apache-2.0
// The verbs of Mikata. Only pages that exist are named.
import type { Route } from "../route";
import { useWords } from "../text";
import { insightPath, isQuestion, useBook } from "./book";
import { Link } from "./link";

function isHome(route: Route): boolean {
  return route.page === "home" || (route.page === "insight" && route.name === "pulse");
}

function isCustomer(route: Route): boolean {
  return route.page === "customer" || route.page === "customers";
}

export function Rail({ route }: { route: Route }) {
  const { text } = useWords();
  const { insights, voices } = useBook();
  const ready = (insights ?? []).filter(
    (record) => isQuestion(record) && record.missing.length === 0,
  );
  return (
    <nav className="rail" aria-label={text.rail}>
      <Link to="/" current={isHome(route)}>
        {text.home}
      </Link>
      {voices && (
        <>
          <h2>{text.listen}</h2>
          <Link to="/voices" current={route.page === "voices"}>
            {text.voices_page}
          </Link>
        </>
      )}
      <h2>{text.understand}</h2>
      {ready.map((record) => (
        <Link
          key={record.name}
          to={insightPath(record.name)}
          current={route.page === "insight" && route.name === record.name}
        >
          {record.title}
        </Link>
      ))}
      <Link to="/insights" current={route.page === "catalogue"}>
        {text.catalogue}
        {insights && <span className="count">{insights.length}</span>}
      </Link>
      <h2>{text.act}</h2>
      <Link to="/customers" current={isCustomer(route)}>
        {text.customers}
      </Link>
    </nav>
  );
}

export function Tabs({ route, openFind }: { route: Route; openFind: () => void }) {
  const { text } = useWords();
  const { voices } = useBook();
  const understanding = route.page === "catalogue" || (route.page === "insight" && !isHome(route));
  return (
    <nav className="tabs" aria-label={text.rail}>
      <Link to="/" current={isHome(route)}>
        {text.home}
      </Link>
      {voices && (
        <Link to="/voices" current={route.page === "voices"}>
          {text.voices_page}
        </Link>
      )}
      <Link to="/insights" current={understanding}>
        {text.understand}
      </Link>
      <Link to="/customers" current={isCustomer(route)}>
        {text.customers}
      </Link>
      <button type="button" onClick={openFind}>
        {text.key_find}
      </button>
    </nav>
  );
}
