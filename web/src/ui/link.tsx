// SPDX-License-Identifier: Apache-2.0
import type { MouseEvent, ReactNode } from "react";
import { linkTo, navigate, type Query, useUrl } from "../route";

interface Props {
  to: string;
  query?: Query;
  className?: string;
  current?: boolean;
  children: ReactNode;
}

// A link inside the page: no reload, but a real address.
export function Link({ to, query = {}, className, current, children }: Props) {
  const url = useUrl();
  const target = linkTo(to, url.query, query);
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(target);
  };
  return (
    <a
      href={target}
      className={className}
      aria-current={current ? "page" : undefined}
      onClick={open}
    >
      {children}
    </a>
  );
}
