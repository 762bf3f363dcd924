// SPDX-License-Identifier: Apache-2.0
// A chip that opens a list of which one is chosen.
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
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
        <MenuItem key={choice.id} id={choice.id || NONE} className="choice" textValue={choice.name}>
          {choice.name}
        </MenuItem>
      ));
  return (
    <MenuTrigger>
      <Button className="chip">
        <em>{name}</em>
        <span>{choices.find((choice) => choice.id === value)?.name ?? value}</span>
      </Button>
      <Popover className="popover choices" placement="bottom start" offset={4}>
        <Menu
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[value || NONE]}
          onAction={(id) => choose(id === NONE ? "" : String(id))}
        >
          {groups.map((group) =>
            group === "" ? (
              items(group)
            ) : (
              <MenuSection key={group} id={group}>
                <Header className="small">{groupName(group, text)}</Header>
                {items(group)}
              </MenuSection>
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
