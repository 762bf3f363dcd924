// SPDX-License-Identifier: Apache-2.0
// The list: its first page with the counts, the pages that were asked for after it, and what has
// been changed since.
import { useRef, useState } from "react";
import { apiPath, getJson, type Problem, problemOf } from "../api/client";
import { useApi } from "../api/use_api";
import type { Voice, VoicesPage } from "../api/voices";
import type { Query } from "../route";

// What belongs to one first page, and goes when another takes its place.
interface Since {
  first: VoicesPage | null;
  pages: VoicesPage[];
  changed: Record<string, Voice>;
  counts: VoicesPage | null;
  busy: boolean;
  problem: Problem | null;
}

function nothingSince(first: VoicesPage | null): Since {
  return { first, pages: [], changed: {}, counts: null, busy: false, problem: null };
}

export interface VoiceList {
  // The counts, and how many there are in all.
  page: VoicesPage | null;
  voices: Voice[];
  next: string | null;
  problem: Problem | null;
  slow: boolean;
  stale: boolean;
  busy: boolean;
  moreProblem: Problem | null;
  retry: () => void;
  more: () => void;
  put: (voice: Voice) => void;
}

// null: what is to be asked is not known yet.
export function useVoices(wanted: Query | null): VoiceList {
  const asked = useApi<VoicesPage>(wanted && apiPath("voices", wanted));
  const request = wanted ?? {};
  const first = asked.data;
  const [kept, setKept] = useState<Since>(nothingSince(null));
  const since = kept.first === first ? kept : nothingSince(first);
  const current = useRef(first);
  current.current = first;
  // Whatever arrives late for a list that is no longer shown is dropped.
  const add = (change: (old: Since) => Partial<Since>) =>
    setKept((old) => {
      if (current.current !== first) return old;
      const own = old.first === first ? old : nothingSince(first);
      return { ...own, ...change(own) };
    });
  const last = since.pages.at(-1) ?? first;
  const more = () => {
    // The cursor of a list that is on its way out says nothing about the next one.
    if (since.busy || asked.stale || !last?.next) return;
    add(() => ({ busy: true, problem: null }));
    getJson<VoicesPage>(apiPath("voices", { ...request, cursor: last.next }))
      .then((page) => add((old) => ({ pages: [...old.pages, page], busy: false })))
      .catch((error: unknown) => add(() => ({ busy: false, problem: problemOf(error) })));
  };
  const put = (voice: Voice) => {
    add((old) => ({ changed: { ...old.changed, [voice.voice_id]: voice } }));
    // The counts have moved; the list stays as it is, so that nothing jumps away under the reader.
    getJson<VoicesPage>(apiPath("voices", { ...request, limit: "1" }))
      .then((counts) => add(() => ({ counts })))
      .catch(() => undefined);
  };
  const pages = first ? [first, ...since.pages] : [];
  const counts = since.counts ?? first;
  return {
    page: counts,
    voices: pages
      .flatMap((page) => page.voices)
      .map((voice) => since.changed[voice.voice_id] ?? voice),
    next: last?.next ?? null,
    problem: asked.error,
    slow: asked.slow,
    stale: asked.stale,
    busy: since.busy,
    moreProblem: since.problem,
    retry: asked.retry,
    more,
    put,
  };
}
