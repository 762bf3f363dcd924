// SPDX-License-Identifier: Apache-2.0
import {
  Button,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select,
  SelectValue,
} from "react-aria-components";
import { type Text, useWords } from "../text";

interface Choice {
  id: string;
  name: string;
  group?: string;
}

interface Props {
  name: string;
  value: string;
  choices: Choice[];
  choose: (id: string) => void;
}

// React Aria wants keys that are not empty.
const NONE = "\0none";

function groupName(group: string, text: Text): string {
  const known: Record<string, string> = text.tables;
  return known[group] ?? group;
}

export function Chooser({ name, value, choices, choose }: Props) {
  const { text } = useWords();
  const groups = [...new Set(choices.map((choice) => choice.group ?? ""))];
  const items = (group: string) =>
    choices
      .filter((choice) => (choice.group ?? "") === group)
      .map((choice) => (
        <ListBoxItem
          key={choice.id}
          id={choice.id || NONE}
          className="choice"
          textValue={choice.name}
        >
          {choice.name}
        </ListBoxItem>
      ));
  return (
    <Select
      aria-label={name}
      value={value || NONE}
      onChange={(id) => choose(id === NONE ? "" : String(id ?? ""))}
    >
      <Button className="chip">
        <em>{name}</em>
        <SelectValue />
      </Button>
      <Popover className="popover choices" placement="bottom start" offset={4}>
        <ListBox>
          {groups.map((group) =>
            group === "" ? (
              items(group)
            ) : (
              <ListBoxSection key={group} id={group}>
                <Header className="small">{groupName(group, text)}</Header>
                {items(group)}
              </ListBoxSection>
            ),
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
