// SPDX-License-Identifier: Apache-2.0
// An answer that takes its time: how far it is, what is being done, and a way to stop it.
import { useEffect, useState } from "react";
import { getJson } from "../api/client";
import type { Told } from "../shape/progress";
import { percentDone, sayable } from "../shape/progress";
import { useWords } from "../text";
import { StateBox } from "./states";

// A progress that would flash by is not shown.
const FIRST_LOOK_MS = 900;
const EVERY_MS = 700;

function useProgress(path: string): Told | null {
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      getJson<Told>(path, abort.signal)
        .then((now) => setTold(now))
        // It is a courtesy: where it fails, the answer itself says what is wrong.
        .catch(() => undefined)
        .finally(() => {
          if (!abort.signal.aborted) timer = setTimeout(look, EVERY_MS);
        });
    };
    timer = setTimeout(look, FIRST_LOOK_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path]);
  return told;
}

interface Props {
  // Where its progress is told.
  path: string;
  stop: () => void;
}

export function Working({ path, stop }: Props) {
  const { text } = useWords();
  const told = useProgress(path);
  if (!told?.making) return null;
  const percent = percentDone(told);
  return (
    <div className="working">
      <p className="working-said">
        {/* Read out when the work changes, not at every percent. */}
        <span role="status">{sayable(told, text.working)}</span>
        {percent !== null && <span className="figures">{percent}%</span>}
      </p>
      <progress
        aria-label={text.working}
        {...(percent !== null && { value: percent })}
        max={100}
      />
      <button type="button" className="button" onClick={stop}>
        {text.stop}
      </button>
    </div>
  );
}

export function Stopped({ again }: { again: () => void }) {
  const { text } = useWords();
  return (
    <StateBox title={text.stopped}>
      <p className="note" role="status">
        {text.stopped_todo}
      </p>
      <button type="button" className="button" onClick={again}>
        {text.again}
      </button>
    </StateBox>
  );
}
