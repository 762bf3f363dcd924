// SPDX-License-Identifier: Apache-2.0
// All that matches as one file, gathered page by page.
import { useEffect, useRef, useState } from "react";
import { apiPath, getJson, type Problem, problemOf } from "../api/client";
import type { Voice, VoicesPage } from "../api/voices";
import type { Query } from "../route";
import { csvText } from "../shape/csv";
import { grouped } from "../shape/number";
import { voiceTable } from "../shape/voice_table";
import { useWords } from "../text";
import { download } from "../ui/download";

const PAGE = "200";
const MOST = 10_000;

async function gather(
  request: Query,
  signal: AbortSignal,
  tell: (count: number) => void,
): Promise<Voice[]> {
  const voices: Voice[] = [];
  let cursor = "";
  do {
    const asked = { ...request, limit: PAGE, ...(cursor && { cursor }) };
    const page: VoicesPage = await getJson<VoicesPage>(apiPath("voices", asked), signal);
    voices.push(...page.voices);
    tell(voices.length);
    cursor = page.next ?? "";
  } while (cursor && voices.length < MOST);
  return voices.slice(0, MOST);
}

export function CsvButton({ request, total }: { request: Query; total: number }) {
  const { text } = useWords();
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = () => {
    const abort = new AbortController();
    running.current = abort;
    setDone(0);
    setProblem(null);
    gather(request, abort.signal, setDone)
      .then((voices) => download("voices.csv", csvText(voiceTable(voices))))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setProblem(problemOf(error));
      })
      .finally(() => setDone(null));
  };
  const count = grouped(Math.min(total, MOST));
  if (done !== null)
    return (
      <span className="small" role="status">
        {text.csv_gathering(grouped(done), count)}{" "}
        <button type="button" className="link" onClick={() => running.current?.abort()}>
          {text.csv_stop}
        </button>
      </span>
    );
  return (
    <>
      <button type="button" className="link" disabled={total === 0} onClick={start}>
        {total > MOST ? text.voices_csv_part(count) : text.voices_csv(count)}
      </button>
      {problem && (
        <span className="small" role="alert">
          {problem.detail || text.error_unreachable}
        </span>
      )}
    </>
  );
}
