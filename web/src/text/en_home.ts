// SPDX-License-Identifier: Apache-2.0
// The words of the home page.
import type { Text } from "./en";

type Home = Pick<Text, keyof typeof import("./ja_home").home>;

export const home: Home = {
  begin_title: "Nothing is recorded yet",
  begin_lead: "Import the exports you already have: the first answers take minutes.",
  begin_voice: "survey answers, reviews, words from tickets",
  begin_action: "orders, returns, visits, opened mail, cancellations",
  begin_how:
    "A folder of CSV files, with Japanese or English headers. What was guessed is shown before anything is written.",
  begin_demo: "Nothing at hand? Try a made-up shop.",
  fix_first: "Fix this first",
  at_stake: "Money at stake",
  at_stake_note: "what they bought in the last 12 months",
  who_complain: "Who complain",
  people_count: (count) => `${count} ${count === "1" ? "customer" : "customers"}`,
  of_remarks: (share) => `${share} of remarks`,
  why_pain: "Of the pains that clearly lower the score, this one has the most money behind it.",
  why_unsure:
    "It has the most money behind it. That it lowers the score cannot be told yet with certainty.",
  lost: "Lost in 12 months",
  why_lost: "Of the pains that clearly cost sales, this one costs the most.",
  why_lost_unsure:
    "It seems to have cost the most. That it costs sales at all cannot be told yet with certainty.",
  why_driver: "It moves the overall rating strongly, and is rated lower than the rest.",
  fix_few:
    "It cannot be told yet: fewer than five customers complain of the same thing. Begin by answering each of them.",
  see_them: "See who",
  read_words: "Read their words",
  moves: "Share of what moves it",
  done_now: "Rated now",
  others_usual: (level) => `average of all ${level}`,
  what_moves: "What moves it",
  fields_all: "This question in full",
  fields_none: "There are no records yet to tell the fields.",
  who_moved: "Who moved to another field",
  waiting_title: "Low scores waiting for an answer",
  waiting_note: (days, left) => `Last ${days} days, ${left} not answered yet. Newest first.`,
  waiting_none: (days) => `No low score of the last ${days} days is waiting.`,
  waiting_more: (count) => `Show ${count} more`,
  answered_tick: "Answered",
  ticked: "Ticked as answered.",
  not_ticked: "The tick was not kept.",
  pains_title: "Pains, and the money at stake",
  pains_note:
    "What those who complain bought in the last 12 months; not what was lost. Those that clearly lower the score come first.",
  pains_cost_title: "Pains, and what they cost",
  pains_cost_note:
    "What those who complain bought less in the 12 months after, compared with similar customers who spoke in the same month and did not. Those that are certain come first.",
  pains_all: "All pains",
  pains_none: "No theme has complaints yet.",
  complaining: (count) => `${count} ${count === "1" ? "customer" : "customers"}`,
  not_clearly: "effect on the score not certain",
  not_clearly_lost: "not clearly a loss",
};
