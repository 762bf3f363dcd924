// SPDX-License-Identifier: Apache-2.0
interface Props {
  label: string;
  name: string;
  value: string;
  choices: { id: string; name: string }[];
  choose: (id: string) => void;
}

// A few choices side by side: radio buttons under their words.
export function Options({ label, name, value, choices, choose }: Props) {
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="options">
        {choices.map((choice) => (
          <label key={choice.id} className="option">
            <input
              type="radio"
              name={name}
              value={choice.id}
              checked={choice.id === value}
              onChange={() => choose(choice.id)}
            />
            {choice.name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
