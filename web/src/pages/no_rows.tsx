// SPDX-License-Identifier: Apache-2.0
import type { Answer, InsightRecord } from "../api/types";
import { requestQuery, useUrl } from "../route";
import { useWords } from "../text";
import { MissingFacts, StateBox } from "../ui/states";
import { Sure } from "../ui/sure";
import { useReset } from "../ui/use_reset";

// Nothing to count, or nothing to tell of what was counted: then the notes say why.
export function NoRows({ record, answer }: { record: InsightRecord; answer: Answer }) {
  const { text } = useWords();
  const { query } = useUrl();
  const reset = useReset();
  const [first, ...others] = answer.notes;
  if (answer.missing.length > 0) return <MissingFacts missing={answer.missing} />;
  if (first?.kind === "not_linked") {
    return (
      <StateBox title={text.nobody_known}>
        <p className="note">{first.text}</p>
      </StateBox>
    );
  }
  if (first && (answer.n > 0 || first.kind === "not_enough")) {
    return (
      <>
        <StateBox title={first.text}>
          {others.map((note) => (
            <p key={note.text} className="note">
              {note.text}
            </p>
          ))}
        </StateBox>
        <Sure record={record} answer={answer} asked={requestQuery(query, record)} />
      </>
    );
  }
  return (
    <StateBox title={text.empty_title}>
      <p className="note">{text.empty_period}</p>
      <button type="button" className="button" onClick={reset}>
        {text.reset}
      </button>
    </StateBox>
  );
}
