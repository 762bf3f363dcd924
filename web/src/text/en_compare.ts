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
  compare_unknown: (count) => `${count} of whom the condition cannot be told are in neither group.`,
  compare_not_cause:
    "This is the difference from the rest, not proof that the condition causes it.",
  complaining_side: "◀ complaining",
  content_side: "content ▶",
  bought_before: "bought in the 12 months before",
  buys_now: "bought in 12 months",
  fields_title: "The four fields of voice and action",
  fields_note:
    "The area of a circle is people. Across is voice, down is action. Right is better for changes.",
  before: "before",
  now: "now",
  moved_from: (state, all, gone) => `Of the ${all} in “${state}”, ${gone} moved elsewhere`,
  moves_of: (title) => `${title}: who moved`,
  flows_note: "Thickness is people.",
  losses: "Lost",
  gains: "Won",
  grey: "Grey",
  grey_note: "Those who stayed in their field, and all other moves.",
  not_drawn: (count) => `${count} without an answer before and now are not drawn.`,
  from_to_field: (from, to) => `${from} → ${to}`,
  fix_corner: "◀ fix first",
  keep_corner: "keep up ▶",
  scatter_title: "What matters, and is rated low",
  scatter_read:
    "Further right is rated better, further up moves the whole more. Dotted lines are the means of all. Filled points differ from them by more than chance.",
  not_a_cause: "This is association, not proof of cause.",
  ranks_tied: "Where a rank is a range, the differences are not certain and no order is claimed.",
  explains: (share) => `Together they explain ${share} of the variation.`,
  sentences_title: "What they have in common",
  sentences_note: "Dots are these people, lines 95% intervals, dotted whom they are compared with.",
  marks_note: "Lines are 95% intervals.",
  marks_zero: "Where they include 0, no difference is claimed.",
  marks_band: "The wide band is what the answers cannot tell.",
  marks_naive: "Small open dots are the careless number, and biased.",
  with_without: (own, others) => `with it ${own} · without ${others}`,
  moved_with: (move) =>
    `${move.from} → ${move.to} · of those who moved ${move.movers}, of those who stayed ${move.stayers}`,
  band: "range of what cannot be known",
  naive: "naive (biased)",
  event_before: "before",
  event_after: "after the experience",
  event_title: (title, size, at) => `${title}: ${size} at most (${at})`,
  event_none: (title) => `${title}: no clear difference`,
  event_read:
    "The difference from people like them who had no such experience at the time. Lines are 95% intervals. Filled dots come after it and exclude 0.",
  event_alike: "Before the experience there is no clear difference: the two can be compared.",
  event_differed:
    "They differed before the experience already: what follows cannot be put down to it.",
  states_title: "How many are where",
  states_note: "Bars are people. Changes are since the period before; right is better.",
  none_here: "There are no answers on this side.",
};
