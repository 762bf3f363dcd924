// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState, type RefObject } from "react";

export function linear(from: [number, number], to: [number, number]): (value: number) => number {
  const span = from[1] - from[0] || 1;
  return (value) => to[0] + ((value - from[0]) / span) * (to[1] - to[0]);
}

// A chart is drawn at the width it has, never scaled: its text stays 12 px.
export function useWidth<T extends HTMLElement>(first: number): [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const read = () => setWidth(Math.max(240, Math.floor(element.clientWidth)));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

export function path(points: { x: number; y: number }[]): string {
  return points
    .map((at, index) => `${index ? "L" : "M"}${at.x.toFixed(1)},${at.y.toFixed(1)}`)
    .join(" ");
}

// A closed band between two lines.
export function bandPath(
  upper: { x: number; y: number }[],
  lower: { x: number; y: number }[],
): string {
  if (upper.length < 2) return "";
  const back = [...lower].reverse().map((at) => `L${at.x.toFixed(1)},${at.y.toFixed(1)}`);
  return `${path(upper)} ${back.join(" ")} Z`;
}

// Moves labels apart: given from the bottom up, each stands at least `gap` above the one before.
export function spread(places: number[], gap: number, bottom: number): number[] {
  let below = bottom + gap;
  return places.map((place) => {
    below = Math.min(place, below - gap);
    return below;
  });
}

export interface Place {
  x: number;
  y: number;
}

// The value stands on the side the line does not come from, unless the open point's words or the
// axis are there.
export function labelPlace(
  end: Place,
  before: Place | undefined,
  next: Place | null,
  bottom: number,
): number {
  const rising = before !== undefined && end.y < before.y;
  const taken = (y: number) =>
    (y > bottom - 2 ? 100 : 0) + (next && Math.abs(y - 5 - (next.y + 5)) < 24 ? 50 : 0);
  const [above, below] = [end.y - 12, end.y + 22];
  const first = rising ? above : below;
  const second = rising ? below : above;
  return taken(second) < taken(first) ? second : first;
}
