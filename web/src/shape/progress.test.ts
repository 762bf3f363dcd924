// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { percentDone, sayable } from "./progress";

const told = (share: number | null, what = "") => ({ making: true, share, what });

test.each([
  [0, 0],
  [0.404, 40],
  [0.999, 99],
  [1, 99],
  [1.5, 99],
  [-0.2, 0],
  [null, null],
])("%s is told as %s percent", (share, percent) => {
  expect(percentDone(told(share))).toBe(percent);
});

test("what is being done is a sentence of its own", () => {
  expect(sayable(told(0.1, "counting period by period"), "Working")).toBe(
    "Counting period by period",
  );
  expect(sayable(told(0.1, "期間ごとに数える"), "計算しています")).toBe("期間ごとに数える");
  expect(sayable(told(null, "  "), "Working")).toBe("Working");
});
