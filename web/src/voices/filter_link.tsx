// SPDX-License-Identifier: Apache-2.0
// A change of the view as an address of its own: it can be opened beside this one, or shared.
import type { MouseEvent, ReactNode } from "react";
import { href, navigate, useUrl, withQuery } from "../route";
import type { Change } from "../shape/voice_filters";

interface Props {
  change: Change;
  className?: string;
  chosen?: boolean;
  label?: string;
  children: ReactNode;
}

export function FilterLink({ change, className, chosen, label, children }: Props) {
  const { query } = useUrl();
  const target = href("/voices", withQuery(query, change));
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    navigate(target);
  };
  return (
    <a
      href={target}
      className={className}
      aria-current={chosen ? "true" : undefined}
      aria-label={label}
      onClick={follow}
    >
      {children}
    </a>
  );
}
