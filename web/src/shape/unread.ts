// SPDX-License-Identifier: Apache-2.0
// How the reading of what waits goes on, by how many were left each time one looked.
export type Progress = "none" | "reading" | "waiting" | "done";

// So many looks without any change: nobody is reading.
const STILL = 4;

export function progress(left: number[]): Progress {
  const last = left.at(-1) ?? 0;
  if (last === 0) return left.some((count) => count > 0) ? "done" : "none";
  const before = left.at(-1 - STILL);
  return before !== undefined && last >= before ? "waiting" : "reading";
}
