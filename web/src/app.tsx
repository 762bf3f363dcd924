// SPDX-License-Identifier: Apache-2.0
// The frame around every page: what is the same wherever one is.
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { apiPath } from "./api/client";
import type { Book, InsightRecord } from "./api/types";
import { useApi } from "./api/use_api";
import { Home } from "./pages/home";
import { Unknown } from "./pages/unknown";
import { parsePath, type Route, useUrl } from "./route";
import { TEXTS, WordsContext } from "./text";
import { BookContext, useBook } from "./ui/book";
import { Foot } from "./ui/foot";
import { useFreshPage } from "./ui/fresh_page";
import { useKeys } from "./ui/keys";
import { useOffered } from "./ui/offered";
import { Rail, Tabs } from "./ui/rail";
import { languageOf, themeOf } from "./ui/reader";
import { Loading } from "./ui/states";
import { Top } from "./ui/top";

const Catalogue = lazy(() => import("./pages/catalogue"));
const InsightPage = lazy(() => import("./pages/insight"));
const Customers = lazy(() => import("./pages/customers"));
const CustomerPage = lazy(() => import("./pages/customer"));
const VoicesPage = lazy(() => import("./pages/voices"));
const loadFind = () => import("./ui/find");
const Find = lazy(loadFind);
const KeysHelp = lazy(() => import("./ui/keys_help"));

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case "home":
      return <Home />;
    case "catalogue":
      return <Catalogue />;
    case "insight":
      return route.name === "pulse" ? <Home /> : <InsightPage key={route.name} name={route.name} />;
    case "voices":
      return <Voices />;
    case "customers":
      return <Customers />;
    case "customer":
      return <CustomerPage key={route.id} id={route.id} />;
    default:
      return <Unknown />;
  }
}

// null: not known yet whether this server has them.
function Voices() {
  const { voices } = useBook();
  if (voices === null) return <Loading slow={false} />;
  return voices ? <VoicesPage /> : <Unknown />;
}

type Overlay = "find" | "keys" | null;

export function App() {
  const { path, query } = useUrl();
  const language = languageOf(query);
  const theme = themeOf(query);
  const words = useMemo(() => ({ language, text: TEXTS[language] }), [language]);
  const book = useApi<Book>(apiPath("book", { lang: language }));
  const list = useApi<{ insights: InsightRecord[] }>(apiPath("insights", { lang: language }));
  const [overlay, setOverlay] = useState<Overlay>(null);
  const offered = useOffered();
  const main = useFreshPage(path);
  useKeys({ find: () => setOverlay("find"), keys: () => setOverlay("keys") });

  // Whoever presses / types on at once: the box is there before it is asked for.
  useEffect(() => {
    const soon = setTimeout(() => void loadFind(), 1000);
    return () => clearTimeout(soon);
  }, []);

  useEffect(() => {
    document.documentElement.lang = language;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }, [language, theme]);

  const shared = {
    book: book.data,
    insights: list.data?.insights ?? null,
    voices: offered("/v1/voices"),
    lowScores: offered("/v1/desk/low_scores"),
    problem: list.error,
    retry: list.retry,
  };
  const close = () => setOverlay(null);
  return (
    <WordsContext value={words}>
      <BookContext value={shared}>
        <a className="skip" href="#main">
          {words.text.skip}
        </a>
        <Top openFind={() => setOverlay("find")} />
        <div className="wrap">
          <Rail route={parsePath(path)} />
          <main id="main" ref={main} tabIndex={-1}>
            <Suspense fallback={<Loading slow={false} />}>
              <Page route={parsePath(path)} />
            </Suspense>
            <Foot />
          </main>
        </div>
        <Tabs route={parsePath(path)} openFind={() => setOverlay("find")} />
        <Suspense>
          {overlay === "find" && <Find close={close} />}
          {overlay === "keys" && <KeysHelp close={close} />}
        </Suspense>
      </BookContext>
    </WordsContext>
  );
}
