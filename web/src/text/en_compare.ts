// SPDX-License-Identifier: Apache-2.0
// The words of comparing, and of the newer pictures.
import type { Text } from "./en";

type Compare = Pick<Text, keyof typeof import("./ja_compare").compare>;

export const compare: Compare = {
  against: "Compare",
  against_rest: "with the rest",
  against_none: "no",
  compare_rest: "Compare with the rest",
  these: "These",
  rest: "The rest",
  difference: "Difference",
  clear_difference: "clear difference",
  no_difference: "no clear difference",
  compare_title: "These against the rest",
  compare_of: (title) => `${title}, compared`,
  compare_note: "Filled dots are these, open ones the rest. Lines are 95% intervals.",
  compare_share: "The groups differ in size, so shares are compared.",
  both_lines: "Both have the same vertical scale.",
  over_time: (title) => `${title} over time, side by side`,
  each_period_difference: "The difference in each period",
  how_compared: "How they are compared",
  compare_method:
    "The groups are different people, so the interval of the difference comes from their two intervals (MOVER). Where it includes 0, or there is none, no difference is claimed.",
  compare_many: (count) =>
    `${count} pairs are compared, so the test is stricter by that much (Benjamini-Hochberg).`,
  compare_unknown: (count) =>
    `${count} of whom the condition cannot be told are in neither group.`,
  compare_not_cause: "This is the difference from the rest, not proof that the condition causes it.",
  none_here: "There are no answers on this side.",
};
