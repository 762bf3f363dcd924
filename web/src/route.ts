// SPDX-License-Identifier: Apache-2.0
// The URL is the state: any view can be shared. Pure functions first, the hook last.
import { useSyncExternalStore } from "react";
import type { InsightRecord } from "./api/types";

export type Query = Record<string, string>;

// What every insight understands, in the order in which it is written into the URL.
export const COMMON = [
  "start",
  "end",
  "last",
  "period",
  "by",
  "where",
  "as_of",
  "unit",
  "all_answers",
] as const;

// What belongs to the reader rather than to the view; it follows from page to page.
const READER = ["lang", "theme"] as const;

export type Route =
  | { page: "home" }
  | { page: "catalogue" }
  | { page: "insight"; name: string }
  | { page: "customers" }
  | { page: "customer"; id: string }
  | { page: "voices" }
  | { page: "unknown" };

export function parsePath(path: string): Route {
  const parts = path.split("/").filter(Boolean);
  const [first, second, third] = parts;
  if (first === undefined) return { page: "home" };
  if (third !== undefined) return { page: "unknown" };
  if (first === "insights" && second === undefined) return { page: "catalogue" };
  if (first === "insights" && second) return { page: "insight", name: decode(second) };
  if (first === "voices" && second === undefined) return { page: "voices" };
  if (first === "customers" && second === undefined) return { page: "customers" };
  if (first === "customers" && second) return { page: "customer", id: decode(second) };
  return { page: "unknown" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function readQuery(search: string): Query {
  return Object.fromEntries(new URLSearchParams(search));
}

// Empty values leave the URL, so that a default view has a plain address.
export function withQuery(query: Query, change: Record<string, string | null>): Query {
  const merged = { ...query, ...change };
  const kept = Object.entries(merged).filter((entry): entry is [string, string] => !!entry[1]);
  return Object.fromEntries(kept);
}

export function href(path: string, query: Query = {}): string {
  const text = new URLSearchParams(query).toString();
  return text ? `${path}?${text}` : path;
}

// A link to another page: the language and theme of this URL stay, the rest goes.
export function linkTo(path: string, query: Query, more: Query = {}): string {
  const reader = READER.flatMap((name) => (query[name] ? [[name, query[name]]] : []));
  return href(path, { ...more, ...(Object.fromEntries(reader) as Query) });
}

// The part of the URL that the server is asked with.
export function requestQuery(query: Query, record: Pick<InsightRecord, "parameters">): Query {
  const names = [...COMMON, ...record.parameters.map((parameter) => parameter.name)];
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  return () => window.removeEventListener("popstate", listener);
}

// How far down a page was when it was left; 0 of one that is new.
export function placeOf(state: unknown): number {
  const place = (state as { place?: unknown } | null)?.place;
  return typeof place === "number" && place > 0 ? place : 0;
}

// Keeps with this entry of the history where the reader is.
export function keepPlace(): void {
  history.replaceState({ place: window.scrollY }, "");
}

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) {
    history.replaceState(null, "", to);
  } else {
    keepPlace();
    history.pushState(null, "", to);
  }
  window.dispatchEvent(new PopStateEvent("popstate"));
}

export function useUrl(): { path: string; query: Query } {
  const url = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const cut = url.indexOf("?");
  return {
    path: cut < 0 ? url : url.slice(0, cut),
    query: readQuery(cut < 0 ? "" : url.slice(cut)),
  };
}

// Changes the state of the page one is on.
export function changeQuery(change: Record<string, string | null>, replace = false): void {
  const query = withQuery(readQuery(location.search), change);
  navigate(href(location.pathname, query), { replace });
}
