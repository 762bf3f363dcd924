// SPDX-License-Identifier: Apache-2.0
// A person sets a reading right, and takes that back.
import { useState } from "react";
import { apiPath, change, type Problem, problemOf } from "../api/client";
import type { Correction, Voice } from "../api/voices";
import { useWords } from "../text";

export interface Done {
  voice_id: string;
  what: "corrected" | "undone";
}

export interface Corrections {
  busy: boolean;
  problem: Problem | null;
  // The last change; `before` is what undo brings back.
  done: Done | null;
  canUndo: boolean;
  save: (voice: Voice, correction: Correction, then: () => void) => void;
  reset: (voice: Voice, then: () => void) => void;
  undo: () => void;
  forget: () => void;
}

function asCorrection({ reading }: Voice): Correction | null {
  if (!reading?.corrected) return null;
  return { label: reading.label, themes: reading.themes.map((theme) => theme.key) };
}

export function useCorrections(put: (voice: Voice) => void): Corrections {
  const { language } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [before, setBefore] = useState<Voice | null>(null);

  const write = async (voice: Voice, correction: Correction | null, what: Done["what"]) => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    const path = apiPath(`voices/${encodeURIComponent(voice.voice_id)}/reading`, {
      lang: language,
    });
    try {
      const now = correction
        ? await change<Voice>("PUT", path, correction)
        : await change<Voice>("DELETE", path);
      if (now) put(now);
      setDone({ voice_id: voice.voice_id, what });
      setBefore(what === "corrected" ? voice : null);
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const run = (written: Promise<boolean>, then: () => void) => {
    void written.then((well) => well && then());
  };
  return {
    busy,
    problem,
    done,
    canUndo: before !== null,
    save: (voice, correction, then) => run(write(voice, correction, "corrected"), then),
    reset: (voice, then) => run(write(voice, null, "corrected"), then),
    undo: () => {
      if (before) void write(before, asCorrection(before), "undone");
    },
    forget: () => setProblem(null),
  };
}
