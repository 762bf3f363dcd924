// SPDX-License-Identifier: Apache-2.0
// Ribbons from where people were to where they are: losses in low, gains in voice, the rest grey.
import { type Box, type Flows, layFlows, type Ribbon } from "../shape/flows";
import { grouped } from "../shape/number";
import { useWords } from "../text";
import { useOpenBehind } from "../ui/open_behind";
import { useWidth } from "./scale";

interface Props {
  flows: Flows;
  label: string;
}

const HIGH = 300;
const TOP = 28;
const BAR = 8;

// A title in at most two lines, broken where the words pause.
function lines(title: string, room: number): string[] {
  const letter = /[\u3040-\u30ff\u3400-\u9fff]/.test(title) ? 12.5 : 6.8;
  if (Array.from(title).length * letter <= room) return [title];
  const cut = title.search(/[、,]/);
  if (cut > 0) return [title.slice(0, cut + 1), title.slice(cut + 1).trim()];
  const space = title.lastIndexOf(" ", Math.floor(room / letter));
  return space > 0 ? [title.slice(0, space), title.slice(space + 1)] : [title];
}

function ribbonPath({ left, right, thick }: Ribbon, x1: number, x2: number): string {
  const middle = (x1 + x2) / 2;
  return (
    `M${x1},${left} C${middle},${left} ${middle},${right} ${x2},${right} v${thick} ` +
    `C${middle},${right + thick} ${middle},${left + thick} ${x1},${left + thick} Z`
  );
}

export function FlowChart({ flows, label }: Props) {
  const { text } = useWords();
  const [ref, width] = useWidth<HTMLDivElement>(672);
  const open = useOpenBehind();
  const laid = layFlows(flows, HIGH);
  const names = width < 500 ? 108 : 148;
  const [x1, x2] = [names, width - names];
  const quiet = laid.ribbons.filter((ribbon) => !ribbon.turn);
  const told = laid.ribbons.filter((ribbon) => ribbon.turn);
  return (
    <div className="plot" ref={ref}>
      <svg
        width={width}
        height={laid.height + TOP}
        viewBox={`0 0 ${width} ${laid.height + TOP}`}
        role="img"
        aria-label={label}
      >
        <text className="soft-text" x={x1} y={14} textAnchor="end">
          {text.before}
        </text>
        <text className="soft-text" x={x2} y={14}>
          {text.now}
        </text>
        <g transform={`translate(0 ${TOP})`}>
          {[...quiet, ...told].map((ribbon) => (
            <path
              key={`${ribbon.from} ${ribbon.to}`}
              className={`ribbon ${ribbon.turn}${ribbon.key ? " opens" : ""}`}
              d={ribbonPath(ribbon, x1, x2)}
              onClick={() => ribbon.key && open(ribbon.key)}
            />
          ))}
          {laid.from.map((box) => (
            <Node key={box.code} box={box} x={x1} anchor="end" room={names - 14} />
          ))}
          {laid.to.map((box) => (
            <Node key={box.code} box={box} x={x2} anchor="start" room={names - 14} />
          ))}
        </g>
      </svg>
    </div>
  );
}

interface NodeProps {
  box: Box;
  x: number;
  anchor: "start" | "end";
  room: number;
}

function Node({ box, x, anchor, room }: NodeProps) {
  const at = anchor === "end" ? x - BAR - 6 : x + BAR + 6;
  const told = lines(box.title, room);
  const first = box.top + box.height / 2 - (told.length * 14) / 2 + 4;
  return (
    <g>
      <rect
        className="flow-bar"
        x={anchor === "end" ? x - BAR : x}
        y={box.top}
        width={BAR}
        height={box.height}
      />
      <text className="ink-text" x={at} y={first} textAnchor={anchor}>
        {told.map((line, row) => (
          <tspan key={line} x={at} dy={row === 0 ? 0 : 14} className="bold">
            {line}
          </tspan>
        ))}
        <tspan x={at} dy={14}>
          {grouped(box.count)}
        </tspan>
      </text>
    </g>
  );
}
