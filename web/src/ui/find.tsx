// SPDX-License-Identifier: Apache-2.0
// One box to go anywhere: a question by its words, a customer by id or name.
import { useState } from "react";
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import type { InsightRecord } from "../api/types";
import { linkTo, navigate, useUrl } from "../route";
import { type Text, useWords } from "../text";
import { insightPath, useBook } from "./book";
import { AriaLanguage } from "./aria_language";

interface Found {
  id: string;
  title: string;
  detail: string;
}

const WORDS = "words:";
const PERSON = "person:";

// Where the words themselves can be read, they can be looked for too.
function wordsFound(typed: string, text: Text): Found {
  return { id: WORDS + typed, title: text.voices_page, detail: text.find_words(typed) };
}

export function matches(records: InsightRecord[], typed: string, text: Text): Found[] {
  const words = typed.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const found = records
    .filter((record) => {
      const all = `${record.name} ${record.title} ${record.question}`
        .normalize("NFKC")
        .toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .map((record) => ({
      id: insightPath(record.name),
      title: record.title,
      detail: record.question,
    }));
  const id = typed.trim();
  const customer = { id: PERSON + id, title: text.customers, detail: text.find_customer(id) };
  return id ? [...found, customer] : found;
}

export default function Find({ close }: { close: () => void }) {
  const { text } = useWords();
  const { insights, voices } = useBook();
  const { query } = useUrl();
  const [typed, setTyped] = useState("");
  const words = typed.trim();
  const found = matches(insights ?? [], typed, text);
  const items = voices && words ? [...found, wordsFound(words, text)] : found;
  const go = (id: string) => {
    close();
    if (id.startsWith(WORDS)) navigate(linkTo("/voices", query, { text: id.slice(WORDS.length) }));
    else if (id.startsWith(PERSON))
      navigate(linkTo("/customers", query, { text: id.slice(PERSON.length) }));
    else navigate(linkTo(id, query));
  };
  return (
    <AriaLanguage>
      <ModalOverlay
        className="overlay"
        isOpen
        isDismissable
        onOpenChange={(open) => !open && close()}
      >
        <Modal className="palette">
          <Dialog aria-label={text.find}>
            <Autocomplete inputValue={typed} onInputChange={setTyped}>
              <SearchField aria-label={text.find} autoFocus className="palette-field">
                <Input placeholder={text.find} />
              </SearchField>
              <Menu
                className="palette-list"
                aria-label={text.find}
                items={items}
                onAction={(id) => go(String(id))}
                renderEmptyState={() => <p className="note">{text.find_nothing}</p>}
              >
                {(item) => (
                  <MenuItem className="palette-item" textValue={item.title}>
                    <b>{item.title}</b>
                    <span className="note">{item.detail}</span>
                  </MenuItem>
                )}
              </Menu>
            </Autocomplete>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
