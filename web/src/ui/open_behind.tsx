// SPDX-License-Identifier: Apache-2.0
import { createContext, type ReactNode, useContext } from "react";
import { changeQuery } from "../route";
import { useWords } from "../text";

// Which answer of the page a key belongs to, where the page has several; "" is its own.
export const BehindOf = createContext("");

// Opens what is behind a key of the answer one stands in.
export function useOpenBehind(): (key: string) => void {
  const of = useContext(BehindOf);
  return (key) => changeQuery({ key, of: of || null });
}

export function closeBehind(): void {
  changeQuery({ key: null, of: null }, true);
}

interface Props {
  // The key of the row; "" when nothing can be opened.
  behind: string;
  label: string;
  className?: string;
  children: ReactNode;
}

// A number is a link to the people and comments behind it; which ones are open stands in the URL.
export function OpenBehind({ behind, label, className = "link", children }: Props) {
  const { text } = useWords();
  const open = useOpenBehind();
  if (!behind) return <>{children}</>;
  return (
    <button
      type="button"
      className={className}
      aria-haspopup="dialog"
      onClick={() => open(behind)}
    >
      {children}
      <span className="hidden">
        {" "}
        {label}: {text.open_row}
      </span>
    </button>
  );
}
