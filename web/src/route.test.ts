// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { href, linkTo, parsePath, placeOf, readQuery, requestQuery, withQuery } from "./route";
import { chooseLanguage } from "./ui/reader";

test.each([
  ["/", { page: "home" }],
  ["/insights", { page: "catalogue" }],
  ["/insights/nps", { page: "insight", name: "nps" }],
  ["/insights/nps/", { page: "insight", name: "nps" }],
  ["/voices", { page: "voices" }],
  ["/voices/V-1", { page: "unknown" }],
  ["/customers", { page: "customers" }],
  ["/customers/C-1%2F2", { page: "customer", id: "C-1/2" }],
  ["/customers/%E0%A4%A", { page: "customer", id: "%E0%A4%A" }],
  ["/insights/nps/more", { page: "unknown" }],
  ["/elsewhere", { page: "unknown" }],
])("the path %s is %o", (path, route) => {
  expect(parsePath(path)).toEqual(route);
});

test("a view survives the way into the URL and back", () => {
  const query = { where: "region = '大阪' AND n >= 2", by: "channel", key: "2026-10-01|" };
  const url = href("/insights/nps", query);
  expect(readQuery(url.slice(url.indexOf("?")))).toEqual(query);
});

test("empty values leave the URL", () => {
  expect(withQuery({ by: "region", where: "x" }, { by: "", where: null, period: "week" })).toEqual({
    period: "week",
  });
  expect(href("/", {})).toBe("/");
});

test("a link keeps the language and theme, and nothing else", () => {
  expect(linkTo("/insights", { lang: "en", theme: "dark", where: "x", key: "k" })).toBe(
    "/insights?lang=en&theme=dark",
  );
  expect(linkTo("/", {})).toBe("/");
});

test("the server is asked only what the insight understands", () => {
  const record = {
    parameters: [
      { name: "window_days", type: "integer" as const, default: "365", choices: [], title: "" },
    ],
  };
  const query = { by: "region", key: "k", lang: "en", table: "1", window_days: "90", other: "1" };
  expect(requestQuery(query, record)).toEqual({ by: "region", window_days: "90" });
});

test("the language is that of the URL, then the remembered one, then the browser's, then Japanese", () => {
  expect(chooseLanguage("en", "ja", ["ja-JP"])).toBe("en");
  expect(chooseLanguage(undefined, "en", ["ja-JP"])).toBe("en");
  expect(chooseLanguage(undefined, null, ["fr-FR", "en-GB", "ja"])).toBe("en");
  expect(chooseLanguage("fr", null, ["de"])).toBe("ja");
});

test("an entry of the history says how far down the page was left, or nothing", () => {
  expect(placeOf({ place: 640 })).toBe(640);
  expect(placeOf(null)).toBe(0);
  expect(placeOf({ place: "640" })).toBe(0);
});
