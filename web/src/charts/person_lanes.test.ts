// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { ACTION, HEIGHT, OTHERS, VOICE, WORDS } from "./person_lanes";

// Of text of 12 px, above and below its line.
const ABOVE = 11;
const BELOW = 3;

test("the marks of words stand below the scores and above the title of the actions", () => {
  expect(WORDS.y - WORDS.radius).toBeGreaterThan(VOICE.bottom);
  expect(WORDS.y + WORDS.radius).toBeLessThan(ACTION.title - ABOVE);
});

test("the marks of other actions stand between that title and the amounts", () => {
  expect(OTHERS.y - OTHERS.height).toBeGreaterThan(ACTION.title + BELOW);
  expect(OTHERS.y).toBeLessThan(ACTION.top);
});

test("the axis has room for a month and a year", () => {
  expect(HEIGHT).toBeGreaterThanOrEqual(ACTION.bottom + 19 + 15 + BELOW);
});
