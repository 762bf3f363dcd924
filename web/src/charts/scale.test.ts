// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { bandPath, labelPlace, linear, path, spread } from "./scale";

test("labels that would lie on each other are moved apart, upwards", () => {
  expect(spread([200, 100, 95], 15, 220)).toEqual([200, 100, 85]);
  expect(spread([230, 229], 15, 220)).toEqual([220, 205]);
  expect(spread([], 15, 220)).toEqual([]);
});

test("a scale of no width does not divide by zero", () => {
  expect(linear([5, 5], [0, 100])(5)).toBe(0);
  expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
});

test("a band needs two points, a line one", () => {
  const at = { x: 1, y: 2 };
  expect(bandPath([at], [at])).toBe("");
  expect(path([at])).toBe("M1.0,2.0");
  expect(bandPath([at, { x: 3, y: 4 }], [at, { x: 3, y: 1 }])).toBe(
    "M1.0,2.0 L3.0,4.0 L3.0,1.0 L1.0,2.0 Z",
  );
});

test("the value stands clear of the line, of the open point's words and of the axis", () => {
  const end = { x: 50, y: 100 };
  expect(labelPlace(end, { x: 40, y: 60 }, null, 200)).toBe(122);
  expect(labelPlace(end, { x: 40, y: 140 }, null, 200)).toBe(88);
  expect(labelPlace(end, { x: 40, y: 60 }, { x: 60, y: 110 }, 200)).toBe(88);
  expect(labelPlace(end, { x: 40, y: 60 }, null, 105)).toBe(88);
});
