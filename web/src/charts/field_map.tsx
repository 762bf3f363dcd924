// SPDX-License-Identifier: Apache-2.0
// Voice across, action down: how many stand in each field, as the area of a circle, and how sure.
import { type Field, type Fields, isContent, isGone } from "../shape/fields";
import { formatNumber, formatRange, grouped, type Measure } from "../shape/number";
import { useWords } from "../text";
import { ChangeMark } from "../ui/change";
import { OpenBehind } from "../ui/open_behind";

const SHARE = { type: "share" as const, unit: "" };
const SIZE = 88;

// most: what the largest circle stands for, where several of these are compared.
export function FieldMap({ fields, money, most }: Fields & { most: number }) {
  const { text } = useWords();
  const four = fields.filter((field) => field.code !== "no_answer");
  const silent = fields.find((field) => field.code === "no_answer");
  return (
    <div className="field-map">
      <p className="field-sides" aria-hidden="true">
        <span className="side-low">{text.complaining_side}</span>
        <span className="side-voice">{text.content_side}</span>
      </p>
      <ul className="field-grid">
        {four.map((field) => (
          <FieldCell key={field.code} field={field} money={money} most={most} />
        ))}
      </ul>
      {silent && (
        <ul className="field-silent">
          <FieldCell field={silent} money={money} most={most} />
        </ul>
      )}
    </div>
  );
}

interface CellProps {
  field: Field;
  money: Measure | null;
  most: number;
}

function lookOf({ code }: Field): string {
  if (code === "no_answer") return "field-none";
  return `${isContent(code) ? "side-voice" : "side-low"}${isGone(code) ? " field-gone" : ""}`;
}

function FieldCell({ field, money, most }: CellProps) {
  const { text, language } = useWords();
  const radius = Math.sqrt(field.customers / most) * (SIZE / 2 - 2);
  const range = formatRange(field.low, field.high, SHARE, language);
  const less = !isContent(field.code) || isGone(field.code);
  return (
    <li className={`field ${lookOf(field)}`}>
      {field.code !== "no_answer" && (
        <svg
          className="field-circle"
          width={SIZE}
          height={SIZE}
          viewBox={`0 0 ${SIZE} ${SIZE}`}
          aria-hidden="true"
        >
          {field.customers > 0 && <circle cx={SIZE / 2} cy={SIZE / 2} r={Math.max(2.5, radius)} />}
        </svg>
      )}
      <div>
        <h3>{field.title}</h3>
        <p className="field-count">
          <OpenBehind behind={field.customers > 0 ? field.key : ""} label={field.title}>
            <b>{text.people_count(grouped(field.customers))}</b>
          </OpenBehind>{" "}
          <span className="small">
            {formatNumber(field.share, SHARE, language)} <span className="nowrap">{range}</span>
          </span>
        </p>
        {money && field.money !== null && (
          <p className="small">
            {isGone(field.code) ? text.bought_before : text.buys_now}{" "}
            <b>{formatNumber(field.money, money, language)}</b>
          </p>
        )}
        <ChangeMark
          change={field.change}
          row={{ name: field.code, measure: SHARE }}
          turned={less}
        />
      </div>
    </li>
  );
}
