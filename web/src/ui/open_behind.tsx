// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { changeQuery } from "../route";
import { useWords } from "../text";

interface Props {
  // The key of the row; "" when nothing can be opened.
  behind: string;
  label: string;
  className?: string;
  children: ReactNode;
}

// A number is a link to the people and comments behind it; which ones are open stands in the URL.
export function OpenBehind({ behind, label, className, children }: Props) {
  const { text } = useWords();
  if (!behind) return <>{children}</>;
  return (
    <button
      type="button"
      className={`link ${className ?? ""}`}
      aria-haspopup="dialog"
      onClick={() => changeQuery({ key: behind })}
    >
      {children}
      <span className="hidden">
        {" "}
        {label}: {text.open_row}
      </span>
    </button>
  );
}
