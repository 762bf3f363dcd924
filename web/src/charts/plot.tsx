// SPDX-License-Identifier: Apache-2.0
// What every drawn chart stands in: a picture of its own width with a name, and below it the keys that
// move between its points.
import type { ReactNode, RefObject } from "react";
import type { Side } from "../api/types";

interface Props {
  box: RefObject<HTMLDivElement | null>;
  width: number;
  height: number;
  side: Side;
  label: string;
  keys?: ReactNode;
  children: ReactNode;
}

export function Plot({ box, width, height, side, label, keys, children }: Props) {
  return (
    <div className={`plot side-${side}`} ref={box}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
      >
        {children}
      </svg>
      {keys}
    </div>
  );
}
