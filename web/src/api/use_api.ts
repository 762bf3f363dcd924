// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from "react";
import { getJson, Problem } from "./client";

// Shapes of the layout appear only when the answer takes longer than this.
const SLOW_AFTER_MS = 300;

export interface Asked<T> {
  data: T | null;
  error: Problem | null;
  slow: boolean;
  // The data shown belong to an earlier request; the new answer is on its way.
  stale: boolean;
  retry: () => void;
  // Ends a question that takes too long; the server is told by the connection that closes.
  stop: () => void;
  stopped: boolean;
}

interface State<T> {
  path: string | null;
  data: T | null;
  error: Problem | null;
  slow: boolean;
  stopped: string | null; // the path that was
}

// Asks whenever `path` changes and keeps the last answer until the next one is here.
export function useApi<T>(path: string | null): Asked<T> {
  const [state, setState] = useState<State<T>>({
    path: null,
    data: null,
    error: null,
    slow: false,
    stopped: null,
  });
  const [attempt, setAttempt] = useState(0);
  const answered = useRef("");
  const running = useRef<AbortController>(null);
  useEffect(() => {
    if (path === null) return;
    // Back before another answer came: what is shown is this path's, and asking again would
    // replace it under the reader.
    const asking = `${attempt} ${path}`;
    if (answered.current === asking) return;
    const abort = new AbortController();
    running.current = abort;
    setState((old) => (old.stopped === null ? old : { ...old, stopped: null }));
    const slow = setTimeout(() => setState((old) => ({ ...old, slow: true })), SLOW_AFTER_MS);
    getJson<T>(path, abort.signal)
      .then((data) => {
        answered.current = asking;
        setState({ path, data, error: null, slow: false, stopped: null });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        answered.current = "";
        const problem = error instanceof Problem ? error : new Problem({ status: 0 });
        setState((old) => ({ ...old, path, error: problem, slow: false }));
      })
      .finally(() => clearTimeout(slow));
    return () => {
      clearTimeout(slow);
      abort.abort();
    };
  }, [path, attempt]);
  const retry = useCallback(() => setAttempt((old) => old + 1), []);
  const stop = useCallback(() => {
    running.current?.abort();
    setState((old) => ({ ...old, slow: false, stopped: path }));
  }, [path]);
  const current = path !== null && state.path === path;
  return {
    data: path === null ? null : state.data,
    error: current ? state.error : null,
    slow: state.slow && !current,
    stale: !current && state.data !== null,
    retry,
    stop,
    stopped: path !== null && state.stopped === path,
  };
}
