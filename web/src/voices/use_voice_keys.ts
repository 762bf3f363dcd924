// SPDX-License-Identifier: Apache-2.0
// The keys of the voices page; they go before those of the whole page, which has its own `/`.
import { useEffect, useLayoutEffect, useRef } from "react";
import { actionOf, type VoiceAction } from "../shape/voice_keys";
import { isTyping } from "../ui/keys";

// Returns whether the key was used.
export type Act = (action: VoiceAction) => boolean;

export function remarkOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>("[data-voice]") ?? null;
}

export function useVoiceKeys(act: Act): void {
  const current = useRef(act);
  // Before the page is painted: a key pressed at once acts on what is seen.
  useLayoutEffect(() => {
    current.current = act;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // A dialog or a menu has keys of its own.
      if (document.querySelector("[role=dialog], [role=menu]")) return;
      const target = event.target instanceof Element ? event.target : null;
      const remark = remarkOf(target);
      const action = actionOf({
        key: event.key,
        other: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
        typing: isTyping(event.target),
        focus: remark === null ? "outside" : remark === target ? "remark" : "inside",
      });
      if (!action || !current.current(action)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);
}
