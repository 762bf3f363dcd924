// SPDX-License-Identifier: Apache-2.0
// The remarks, and the ways through them by keyboard. Which one is open stands in the URL.
import { useEffect, useRef, useState } from "react";
import { changeQuery, useUrl } from "../route";
import { placeAfter, type VoiceAction } from "../shape/voice_keys";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { Failed } from "../ui/states";
import { Remark } from "./remark";
import { useCorrections } from "./use_correction";
import { remarkOf, useVoiceKeys } from "./use_voice_keys";
import type { VoiceList } from "./use_voices";

const PAGE = 50;

interface Props {
  list: VoiceList;
  search: () => void;
}

export function RemarkList({ list, search }: Props) {
  const { text } = useWords();
  const { query } = useUrl();
  const feed = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState(false);
  const corrections = useCorrections(list.put);
  const opened = query.voice ?? "";
  const total = list.page?.total ?? 0;
  const rest = total - list.voices.length;

  const all = () => [...(feed.current?.querySelectorAll<HTMLElement>("[data-voice]") ?? [])];
  const go = (remark: HTMLElement | undefined) => {
    remark?.focus({ preventScroll: true });
    remark?.scrollIntoView({ block: "nearest" });
    return remark !== undefined;
  };
  const shownOne = () => all().find((own) => own.dataset.voice === opened);
  const currentOne = () => remarkOf(document.activeElement) ?? shownOne();
  const open = (id: string, edit: boolean) => {
    setEditing(edit);
    changeQuery({ voice: id || null }, true);
  };
  const toggle = (id: string) => open(opened === id ? "" : id, false);

  useNextPage(list, feed);
  useShared(list, opened, shownOne);
  const act = (action: VoiceAction): boolean => {
    const remarks = all();
    const current = currentOne();
    const id = current?.dataset.voice ?? "";
    switch (action) {
      case "next":
      case "previous": {
        const place = placeAfter(action, current ? remarks.indexOf(current) : -1, remarks.length);
        if (place < 0 && action === "next") list.more();
        return go(remarks[place]);
      }
      case "open":
        if (id) toggle(id);
        return id !== "";
      case "correct":
        if (id) open(id, true);
        return id !== "";
      case "undo":
        if (corrections.canUndo) corrections.undo();
        return corrections.canUndo;
      case "search":
        search();
        return true;
      case "close": {
        const shown = shownOne();
        if (!shown) return false;
        if (editing) setEditing(false);
        else open("", false);
        return go(shown);
      }
    }
  };
  useVoiceKeys(act);
  return (
    <>
      <div role="feed" ref={feed} aria-busy={list.busy} aria-label={text.voices_page}>
        {list.voices.map((voice, at) => {
          const isOpen = voice.voice_id === opened;
          return (
            <Remark
              key={voice.voice_id}
              voice={voice}
              place={at}
              total={total}
              open={isOpen}
              editing={isOpen && editing}
              corrections={corrections}
              toggle={() => toggle(voice.voice_id)}
              edit={(on) => {
                setEditing(on);
                if (!on) go(shownOne());
              }}
            />
          );
        })}
      </div>
      {list.moreProblem && <Failed problem={list.moreProblem} retry={list.more} />}
      {list.next && !list.moreProblem ? (
        <p className="list-end">
          <button type="button" className="button" disabled={list.busy} onClick={list.more}>
            {text.voices_next(grouped(Math.min(PAGE, Math.max(1, rest))))}
          </button>
          <span className="small" role="status">
            {text.voices_shown(grouped(list.voices.length), grouped(total))}
          </span>
        </p>
      ) : (
        <p className="small list-end">{text.voices_end}</p>
      )}
    </>
  );
}

// As many as a link is followed through to the remark that it opens.
const MOST_SHARED = 1000;

// A link that was shared may open a remark of a later page: it is gone to, once.
function useShared(list: VoiceList, opened: string, shownOne: () => HTMLElement | undefined): void {
  const wanted = useRef(opened);
  const count = list.voices.length;
  useEffect(() => {
    if (!wanted.current || list.busy) return;
    const found = shownOne();
    if (found || wanted.current !== opened || !list.next || count >= MOST_SHARED) {
      wanted.current = "";
      found?.scrollIntoView({ block: "center" });
    } else list.more();
  });
}

// Going beyond the last remark asks for the next page; when it is here, the way goes on.
function useNextPage(list: VoiceList, feed: { current: HTMLDivElement | null }): void {
  const before = useRef(list.voices.length);
  const count = list.voices.length;
  useEffect(() => {
    const from = before.current;
    before.current = count;
    const remarks = feed.current?.querySelectorAll<HTMLElement>("[data-voice]");
    const last = remarks?.[from - 1];
    if (count <= from || !last || remarkOf(document.activeElement) !== last) return;
    remarks?.[from]?.focus();
  }, [count, feed]);
}
