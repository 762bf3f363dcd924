// SPDX-License-Identifier: Apache-2.0
// What every page needs to know about the book: its name, its columns, its questions.
import { createContext, useContext, useEffect } from "react";
import type { Problem } from "../api/client";
import type { Book, InsightRecord } from "../api/types";

export interface Shared {
  book: Book | null;
  insights: InsightRecord[] | null;
  // Whether this server has the words of customers to read; null: not known yet.
  voices: boolean | null;
  // Whether it keeps who waits for an answer.
  lowScores: boolean | null;
  problem: Problem | null;
  retry: () => void;
}

export const BookContext = createContext<Shared>({
  book: null,
  insights: null,
  voices: null,
  lowScores: null,
  problem: null,
  retry: () => undefined,
});

export function useBook(): Shared {
  return useContext(BookContext);
}

// These two have pages of their own: pulse is the home page, customer is opened by an id.
export function isQuestion(record: InsightRecord): boolean {
  return record.name !== "pulse" && record.name !== "customer";
}

export function insightPath(name: string): string {
  if (name === "pulse") return "/";
  return name === "customer" ? "/customers" : `/insights/${encodeURIComponent(name)}`;
}

export function customerPath(id: string): string {
  return `/customers/${encodeURIComponent(id)}`;
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Mikata` : "Mikata";
  }, [title]);
}
