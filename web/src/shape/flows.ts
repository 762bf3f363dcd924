// SPDX-License-Identifier: Apache-2.0
// Moves between states: who went from where to where, and where they are drawn.
import type { Answer } from "../api/types";
import { Reader } from "./table";

export type Turn = "loss" | "gain" | "";

export interface Flow {
  from: string;
  to: string;
  count: number;
  turn: Turn;
  key: string;
}

export interface FlowNode {
  code: string;
  title: string;
  count: number;
}

export interface Flows {
  from: FlowNode[];
  to: FlowNode[];
  flows: Flow[];
  // Neither before nor now in a state that is known: counted, not drawn.
  outside: number;
}

// The states that a company hopes for, and the one it fears; moves from and to nowhere known are
// neither a loss nor a gain.
const BEST = new Set(["content_staying", "true", "advocacy"]);
const WORST = new Set(["lapsed"]);
const NOT_JUDGED = new Set(["new", "no_answer", "unknown", ""]);

// From top to bottom.
const ORDER = [
  ["content_staying", "content_gone", "complaining_staying", "complaining_gone", "no_answer"],
  ["awareness", "consideration", "purchase", "retention", "advocacy", "lapsed"],
  ["true", "latent", "spurious", "none"],
].flat();

export function turnOf(from: string, to: string): Turn {
  if (from === to || NOT_JUDGED.has(from) || NOT_JUDGED.has(to)) return "";
  if (BEST.has(to) || WORST.has(from)) return "gain";
  return BEST.has(from) || WORST.has(to) ? "loss" : "";
}

// What is not listed (new) comes last.
function place(code: string): number {
  const at = ORDER.indexOf(code);
  return at < 0 ? ORDER.length : at;
}

function nodes(flows: Flow[], side: "from" | "to", titles: Map<string, string>): FlowNode[] {
  const codes = [...new Set(flows.map((flow) => flow[side]))];
  return codes
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((code) => ({
      code,
      title: titles.get(code) ?? code,
      count: flows.filter((flow) => flow[side] === code).reduce((sum, flow) => sum + flow.count, 0),
    }));
}

export function readFlows(answer: Answer): Flows | null {
  const reader = new Reader(answer);
  const { x, y, series } = answer.chart;
  if (!reader.has(x) || !reader.has(series) || !reader.has(y)) return null;
  const titles = new Map<string, string>();
  let outside = 0;
  const flows = answer.rows.flatMap((row) => {
    const [from, to] = [reader.text(row, x), reader.text(row, series)];
    titles.set(from, reader.text(row, `${x}_title`) || from);
    titles.set(to, reader.text(row, `${series}_title`) || to);
    const count = reader.number(row, y) ?? 0;
    if (NOT_JUDGED.has(from) && NOT_JUDGED.has(to)) {
      outside += count;
      return [];
    }
    const flow = { from, to, count, turn: turnOf(from, to), key: reader.text(row, "key") };
    return count > 0 ? [flow] : [];
  });
  return flows.length === 0
    ? null
    : { from: nodes(flows, "from", titles), to: nodes(flows, "to", titles), flows, outside };
}

export interface Box {
  code: string;
  title: string;
  count: number;
  top: number;
  height: number;
}

export interface Ribbon extends Flow {
  // Its upper ends at the left and at the right, and how thick it is.
  left: number;
  right: number;
  thick: number;
}

export interface Laid {
  height: number;
  from: Box[];
  to: Box[];
  ribbons: Ribbon[];
}

const GAP = 12;
// Two lines of a label.
const SLOT = 34;

function stacked(own: FlowNode[], scale: number): Box[] {
  let top = 0;
  return own.map((node) => {
    const height = Math.max(1.5, node.count * scale);
    const slot = Math.max(SLOT, height);
    const box = { ...node, top: top + (slot - height) / 2, height };
    top += slot + GAP;
    return box;
  });
}

function bottom(boxes: Box[]): number {
  return Math.max(0, ...boxes.map((box) => box.top + Math.max(SLOT, box.height)));
}

// Both sides on one scale; a small state keeps room for its name.
export function layFlows({ from, to, flows }: Flows, high: number): Laid {
  const most = Math.max(from.length, to.length);
  const total = flows.reduce((sum, flow) => sum + flow.count, 0);
  const scale = Math.max(40, high - most * (GAP + SLOT / 2)) / Math.max(1, total);
  const [lefts, rights] = [stacked(from, scale), stacked(to, scale)];
  const used = new Map<string, number>();
  const take = (side: string, box: Box | undefined, thick: number) => {
    const name = `${side} ${box?.code}`;
    const at = (box?.top ?? 0) + (used.get(name) ?? 0);
    used.set(name, (used.get(name) ?? 0) + thick);
    return at;
  };
  const ordered = [...flows].sort(
    (a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to),
  );
  const ribbons = ordered.map((flow) => {
    const thick = flow.count * scale;
    const left = take(
      "from",
      lefts.find((box) => box.code === flow.from),
      thick,
    );
    const right = take(
      "to",
      rights.find((box) => box.code === flow.to),
      thick,
    );
    return { ...flow, left, right, thick };
  });
  return { height: Math.max(bottom(lefts), bottom(rights)), from: lefts, to: rights, ribbons };
}

// What left the best state, and what came into it; null when no such state is among them.
export interface Moves {
  best: FlowNode;
  left: Flow[];
  came: Flow[];
}

export function movesOfBest({ from, to, flows }: Flows): Moves | null {
  const best = [...from, ...to].find((node) => BEST.has(node.code));
  if (!best) return null;
  const moved = flows.filter((flow) => flow.from !== flow.to);
  const before = from.find((node) => node.code === best.code);
  return {
    best: before ?? { ...best, count: 0 },
    left: moved.filter((flow) => flow.from === best.code),
    came: moved.filter((flow) => flow.to === best.code && flow.turn === "gain"),
  };
}
