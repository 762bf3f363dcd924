// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { progress } from "./unread";

test.each([
  [[], "none"],
  [[0], "none"],
  [[12], "reading"],
  [[12, 12, 12, 12], "reading"],
  [[12, 12, 12, 12, 12], "waiting"],
  [[12, 12, 12, 12, 12, 9], "reading"],
  [[12, 14, 14, 15, 16], "waiting"],
  [[12, 5, 0], "done"],
  [[12, 0, 3], "reading"],
] as const)("%o left: %s", (left, told) => {
  expect(progress([...left])).toBe(told);
});
