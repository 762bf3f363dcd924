// SPDX-License-Identifier: Apache-2.0
// Sets the reading of one remark right, in its place: how it feels, and what it is about.
import { useEffect, useRef, useState } from "react";
import { LABELS, type Label } from "../api/voices";
import { correctionOf } from "../shape/correction";
import { useWords } from "../text";
import { Options } from "../ui/options";
import { submitted } from "../ui/submitted";
import type { RemarkProps } from "./remark";
import { themeTitle, useThemes } from "./themes_context";

export function CorrectForm({ voice, place, corrections, edit }: RemarkProps) {
  const { text, language } = useWords();
  const { themes } = useThemes();
  const form = useRef<HTMLFormElement>(null);
  const [label, setLabel] = useState<Label | "">(voice.reading?.label ?? "");
  const [chosen, setChosen] = useState(voice.reading?.themes.map((own) => own.key) ?? []);
  const { forget } = corrections;
  useEffect(() => {
    const find = (inputs: string) => form.current?.querySelector<HTMLInputElement>(inputs);
    (find("input[type=radio]:checked") ?? find("input"))?.focus();
    return forget;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const read = voice.reading?.themes ?? [];
  const offered = [
    ...(themes ?? []).map((own) => ({ key: own.key, title: themeTitle(own, language) })),
    ...read.filter((own) => !themes?.some((theme) => theme.key === own.key)),
  ];
  const close = () => edit(false);
  const correction = correctionOf(voice.reading, label, chosen);
  const save = () => (correction ? corrections.save(voice, correction, close) : close());
  const pick = (key: string, on: boolean) =>
    setChosen((old) => (on ? [...old, key] : old.filter((own) => own !== key)));
  return (
    <form ref={form} className="form correct" onSubmit={submitted(save)}>
      <h3>{text.correct}</h3>
      <Options
        label={text.facet.sentiment}
        name={`label-${place}`}
        value={label}
        choices={LABELS.map((id) => ({ id, name: text.sentiments[id] }))}
        choose={(id) => setLabel(id as Label)}
      />
      <fieldset>
        <legend>{text.facet.theme}</legend>
        <div className="options">
          {offered.map((theme) => (
            <label key={theme.key} className="option">
              <input
                type="checkbox"
                checked={chosen.includes(theme.key)}
                onChange={(event) => pick(theme.key, event.target.checked)}
              />
              {theme.title || theme.key}
            </label>
          ))}
        </div>
      </fieldset>
      {corrections.problem && (
        <p className="note" role="alert">
          <b>{text.not_saved}</b> {corrections.problem.detail || text.error_unreachable}
        </p>
      )}
      <div className="tools">
        <button type="submit" className="button strong" disabled={corrections.busy}>
          {text.correct_save}
        </button>
        <button type="button" className="button" onClick={close}>
          {text.cancel}
        </button>
        {voice.reading?.corrected && (
          <button type="button" className="link" onClick={() => corrections.reset(voice, close)}>
            {text.correct_back}
          </button>
        )}
      </div>
    </form>
  );
}
