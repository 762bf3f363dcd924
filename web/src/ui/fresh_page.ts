// SPDX-License-Identifier: Apache-2.0
// Where the reader is on a page: a new one starts at its top, one gone back to where it was left.
import { useEffect, useRef } from "react";
import { keepPlace, placeOf } from "../route";

const WAIT_MS = 5000;

export function useFreshPage(path: string) {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    const place = placeOf(history.state);
    if (!first.current) {
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    first.current = false;
    return place > 0 ? keepAt(place) : undefined;
  }, [path]);
  useEffect(() => {
    // The browser would go there before the answers are.
    history.scrollRestoration = "manual";
    addEventListener("pagehide", keepPlace);
    return () => removeEventListener("pagehide", keepPlace);
  }, []);
  return main;
}

// The page grows while its answers arrive. Whoever moves it meanwhile is not pulled back.
function keepAt(place: number): () => void {
  const grown = new ResizeObserver(() => {
    window.scrollTo(0, place);
    if (window.scrollY >= place) stop();
  });
  const late = setTimeout(stop, WAIT_MS);
  const moves = ["wheel", "touchmove", "keydown", "pointerdown"];
  function stop() {
    grown.disconnect();
    clearTimeout(late);
    for (const move of moves) removeEventListener(move, stop);
  }
  for (const move of moves) addEventListener(move, stop, { passive: true });
  grown.observe(document.body);
  return stop;
}
