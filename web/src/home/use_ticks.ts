// SPDX-License-Identifier: Apache-2.0
// Ticks that a customer was answered, and takes them back. A ticked line stays where it is until the
// list is asked for again, so that the undo stays under the hand.
import { useState } from "react";
import { apiPath, change, type Problem, problemOf } from "../api/client";

export interface Ticks {
  // What was ticked since the list came.
  ticked: ReadonlySet<string>;
  // Being written now, "" when none is.
  busy: string;
  problem: Problem | null;
  set: (voice: string, on: boolean) => void;
}

export function useTicks(): Ticks {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const write = async (voice: string, on: boolean) => {
    setBusy(voice);
    setProblem(null);
    try {
      await change(
        on ? "PUT" : "DELETE",
        apiPath(`voices/${encodeURIComponent(voice)}/answered`, {}),
      );
      setTicked((old) => {
        const next = new Set(old);
        if (on) next.add(voice);
        else next.delete(voice);
        return next;
      });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy("");
    }
  };
  return { ticked, busy, problem, set: (voice, on) => void (busy || write(voice, on)) };
}
