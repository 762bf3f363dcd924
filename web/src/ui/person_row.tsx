// SPDX-License-Identifier: Apache-2.0
import type { Person } from "../shape/person";
import { useWords } from "../text";
import { customerPath } from "./book";
import { Link } from "./link";
import { Quote, ScoreMark } from "./quote";

export function PersonRow({ person, nps }: { person: Person; nps: boolean }) {
  const { text } = useWords();
  const { id, name, said, score, day, amount, amountRange, details } = person;
  return (
    <li className={score === null ? "person" : "person scored"}>
      {score !== null && <ScoreMark score={score} nps={nps} />}
      <div>
        {said && <Quote words={said} />}
        <p className="small">
          {id ? <Link to={customerPath(id)}>{name ? `${name} (${id})` : id}</Link> : text.unlinked}
          {day && <span className="nowrap">{` · ${day}`}</span>}
          {details.map((detail) => (
            <span key={detail}>
              {" "}
              <span className="nowrap">· {detail}</span>
            </span>
          ))}
        </p>
      </div>
      {amount && (
        <div className="amount">
          <b>{amount}</b>
          {amountRange && <span className="small">{amountRange}</span>}
        </div>
      )}
    </li>
  );
}
