// SPDX-License-Identifier: Apache-2.0
// The settings that are seldom changed, and those that only this insight has.
import { useState } from "react";
import type { Parameter } from "../api/types";
import { changeQuery, type Query, useUrl } from "../route";
import { useWords } from "../text";
import { valueText } from "../text/values";
import { submitted } from "./submitted";
import { Options } from "./options";

interface FieldProps {
  parameter: Parameter;
  value: string;
  change: (value: string) => void;
}

function ParameterField({ parameter, value, change }: FieldProps) {
  const { text, language } = useWords();
  const id = `parameter-${parameter.name}`;
  const shown = value || parameter.default;
  if (parameter.type === "choice" || parameter.type === "boolean") {
    const choices =
      parameter.type === "choice"
        ? parameter.choices.map((choice) => ({ id: choice, name: valueText(choice, language) }))
        : [
            { id: "true", name: text.yes },
            { id: "false", name: text.no },
          ];
    return (
      <Options label={parameter.title} name={id} value={shown} choices={choices} choose={change} />
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{parameter.title}</label>
      <input
        id={id}
        type={parameter.type === "text" ? "text" : "number"}
        step={parameter.type === "number" ? "any" : 1}
        value={shown}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

interface Props {
  close: () => void;
  parameters: Parameter[];
}

export function MoreForm({ close, parameters }: Props) {
  const { text } = useWords();
  const { query } = useUrl();
  const [draft, setDraft] = useState<Query>(query);
  const put = (name: string, value: string) => setDraft((old) => ({ ...old, [name]: value }));
  const apply = () => {
    const names = ["as_of", "unit", "all_answers", ...parameters.map((own) => own.name)];
    const usual = new Map(parameters.map((own) => [own.name, own.default]));
    const change = names.map((name) => {
      const value = draft[name] ?? "";
      return [name, value === "" || value === usual.get(name) ? null : value];
    });
    changeQuery({ ...(Object.fromEntries(change) as Record<string, string | null>), key: null });
    close();
  };
  const units = [
    { id: "customer", name: text.unit_customer },
    { id: "account", name: text.unit_account },
  ];
  return (
    <form className="form" onSubmit={submitted(apply)}>
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={draft[parameter.name] ?? ""}
          change={(value) => put(parameter.name, value)}
        />
      ))}
      <div className="field">
        <label htmlFor="as_of">{text.as_of_label}</label>
        <input
          id="as_of"
          type="date"
          value={draft.as_of ?? ""}
          onChange={(event) => put("as_of", event.target.value)}
        />
      </div>
      <Options
        label={text.unit_label}
        name="unit"
        value={draft.unit || "customer"}
        choices={units}
        choose={(unit) => put("unit", unit === "account" ? unit : "")}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.all_answers === "true"}
          onChange={(event) => put("all_answers", event.target.checked ? "true" : "")}
        />
        {text.all_answers}
      </label>
      <div className="tools">
        <button type="submit" className="button strong">
          {text.apply}
        </button>
      </div>
    </form>
  );
}
