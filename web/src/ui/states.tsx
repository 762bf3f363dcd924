// SPDX-License-Identifier: Apache-2.0
// Loading, empty and failed: fact, reason, what to do. The rest of the page stays.
import type { ReactNode } from "react";
import type { Problem } from "../api/client";
import { importCommand } from "../shape/command";
import { missingList } from "../text/missing";
import { type Text, useWords } from "../text";

export function Loading({ slow }: { slow: boolean }) {
  const { text } = useWords();
  if (!slow) return <div className="loading" />;
  return (
    <div className="loading" role="status">
      <span className="hidden">{text.loading}</span>
      <i className="shape w40" />
      <i className="shape w70" />
      <i className="shape tall" />
    </div>
  );
}

export function StateBox({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function MissingFacts({ missing }: { missing: string[] }) {
  const { text, language } = useWords();
  return (
    <StateBox title={text.empty_title}>
      <p className="note">{text.empty_missing(missingList(missing, language))}</p>
      <p className="note">
        <span className="small">{text.empty_command}</span> <code>{importCommand(missing)}</code>
      </p>
    </StateBox>
  );
}

interface Told {
  title: string;
  todo: string;
}

function tell(problem: Problem, text: Text, where: boolean): Told {
  if (problem.status === 0)
    return { title: text.error_unreachable, todo: text.error_unreachable_todo };
  if (where) return { title: text.error_where, todo: text.error_todo_input };
  if (problem.status < 500) return { title: text.error_title, todo: text.error_todo_input };
  return { title: text.error_title, todo: text.error_todo_server };
}

// The place in a text is shown by a caret below it, so its spaces count.
function Detail({ detail }: { detail: string }) {
  if (!detail) return null;
  return detail.includes("\n") ? (
    <pre className="caret" tabIndex={0}>
      {detail}
    </pre>
  ) : (
    <p className="note words">{detail}</p>
  );
}

// Which parameter a problem is about. Only a condition is shown with a caret below its text.
export function isAbout(problem: Problem, name: string): boolean {
  if (name === "where" && /\n\s*\^\s*$/.test(problem.detail)) return true;
  return problem.errors.some((error) => error.pointer.split("/").at(-1) === name);
}

interface FailedProps {
  problem: Problem;
  retry: () => void;
  reset?: () => void;
}

export function Failed({ problem, retry, reset }: FailedProps) {
  const { text } = useWords();
  const told = tell(problem, text, isAbout(problem, "where"));
  const input = problem.status >= 400 && problem.status < 500;
  const said = [problem.detail, ...problem.errors.map((error) => error.detail)];
  // What a person can correct is shown whole; what went wrong inside, by its first line.
  const details = new Set(input ? said : said.map((detail) => detail.split("\n")[0] ?? ""));
  return (
    <div className="state" role="alert">
      <h2>{told.title}</h2>
      {[...details].map((detail) => (
        <Detail key={detail} detail={detail} />
      ))}
      <p className="note">{told.todo}</p>
      <p className="tools">
        {input && reset ? (
          <button type="button" className="button" onClick={reset}>
            {text.reset}
          </button>
        ) : (
          <button type="button" className="button" onClick={retry}>
            {text.again}
          </button>
        )}
        {problem.code && problem.status >= 500 && <span className="small">{problem.code}</span>}
      </p>
    </div>
  );
}
