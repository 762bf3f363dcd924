// SPDX-License-Identifier: Apache-2.0
// A part of a page with its title. Where the same part stands twice, each says on which side it is.
import { createContext, type ReactNode, useContext, useId } from "react";

export const SideName = createContext("");

// A name that tells two of a kind apart.
export function useSideLabel(label: string): string {
  const side = useContext(SideName);
  return side ? `${side}: ${label}` : label;
}

interface Props {
  title: string;
  note?: ReactNode;
  // At the right of the title.
  tools?: ReactNode;
  children: ReactNode;
}

export function Section({ title, note, tools, children }: Props) {
  const id = useId();
  const label = useSideLabel(title);
  return (
    <section
      className="section"
      {...(label === title ? { "aria-labelledby": id } : { "aria-label": label })}
    >
      <div className="section-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note && <p className="note">{note}</p>}
        </div>
        {tools}
      </div>
      {children}
    </section>
  );
}
