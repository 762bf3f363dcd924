// SPDX-License-Identifier: Apache-2.0
// The customers this browser opened last: ids only, nothing about them.
import { recall, remember } from "./reader";

const KEPT = 8;

export function recentCustomers(): string[] {
  try {
    const kept: unknown = JSON.parse(recall("recent") || "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function rememberCustomer(id: string): void {
  const others = recentCustomers().filter((own) => own !== id);
  remember("recent", JSON.stringify([id, ...others].slice(0, KEPT)));
}
