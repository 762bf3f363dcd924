// SPDX-License-Identifier: Apache-2.0
import type { FormEvent } from "react";

// Forms change the URL; nothing is ever posted.
export function submitted(apply: () => void): (event: FormEvent) => void {
  return (event) => {
    event.preventDefault();
    apply();
  };
}
