// SPDX-License-Identifier: Apache-2.0
// What is not read yet. A server reads by itself: one looks again until all is read, or nothing moves.
import { useEffect, useState } from "react";
import { apiPath, getJson } from "../api/client";
import type { Voice, VoicesPage } from "../api/voices";
import { grouped } from "../shape/number";
import { progress } from "../shape/unread";
import { useWords } from "../text";

const LOOK_MS = 4000;

function useLeft(first: number): number[] {
  const [left, setLeft] = useState([first]);
  const now = progress(left);
  useEffect(() => setLeft([first]), [first]);
  useEffect(() => {
    if (now !== "reading") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      getJson<VoicesPage>(apiPath("voices", { limit: "1" }), abort.signal)
        .then((page) => setLeft((old) => [...old, page.unread]))
        .catch(() => undefined);
    }, LOOK_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [now, left]);
  return left;
}

interface Props {
  count: number;
  voices: Voice[];
  again: () => void;
}

export function Unread({ count, voices, again }: Props) {
  const { text } = useWords();
  const left = useLeft(count);
  const now = progress(left);
  const told = grouped(left.at(-1) ?? 0);
  if (now === "none") return null;
  if (now === "done")
    return (
      <p className="small unread" role="status">
        {text.unread_done}{" "}
        <button type="button" className="link" onClick={again}>
          {text.look_again}
        </button>
      </p>
    );
  if (now === "reading")
    return (
      <p className="small unread" role="status">
        {text.unread_reading(told)}
      </p>
    );
  if (voices.length === 0 || voices.some((voice) => voice.reading)) {
    return (
      <p className="small unread">
        {text.unread_some(told)} <code>mikata read BOOK</code>
      </p>
    );
  }
  return (
    <div className="state unread">
      <h2>{text.unread_title(told)}</h2>
      <p className="note">
        {text.unread_todo} <code>mikata read BOOK</code>
      </p>
    </div>
  );
}
