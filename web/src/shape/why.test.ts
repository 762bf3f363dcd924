// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { whyUnknown } from "./why";

const NOTES = [
  { kind: "open_period", text: "open" },
  { kind: "not_enough", text: "one rating only" },
];

test("a number that is not there has the reason of the answer", () => {
  expect(whyUnknown(null, NOTES)).toBe("one rating only");
  expect(whyUnknown(null, NOTES.slice(0, 1))).toBe("");
});

test("a number that is there needs none", () => {
  expect(whyUnknown(0, NOTES)).toBe("");
});
