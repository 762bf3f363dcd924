// SPDX-License-Identifier: Apache-2.0
// The words of the page: short, the fact first, nobody is blamed. A missing key does not compile.
import { answers } from "./en_answers";
import { compare } from "./en_compare";
import { home } from "./en_home";
import { voices } from "./en_voices";
import type { ja } from "./ja";

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { [Key in keyof T]: Widened<T[Key]> };

export type Text = Widened<typeof ja>;

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

function word(count: number): string {
  return WORDS[count] ?? String(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const en: Text = {
  ...answers,
  ...compare,
  ...home,
  ...voices,
  other_language: "日本語",
  theme: "Light/dark",
  theme_label: "Switch between light and dark",
  skip: "Skip to content",
  find: "Find a question or customer",
  find_nothing: "Nothing found",
  find_customer: (words) => `Find a customer by “${words}”`,
  rail: "Pages",
  home: "Home",
  understand: "Understand",
  act: "Act",
  catalogue: "All questions",
  customers: "Customers",
  keys: "Keys",
  key_find: "Find",
  key_help: "This list of keys",
  key_close: "Close",
  key_points: "Move between the points of a chart",
  key_open: "See what is behind the chosen point",
  close: "Close",
  loading: "Loading",
  working: "Working out the answer",
  stop: "Stop",
  stopped: "Stopped",
  stopped_todo: "Nothing is being worked out any more. Ask again, or ask something smaller.",
  as_of: (day) => `As of ${day}`,
  timezone: (zone) => (zone === "Asia/Tokyo" ? "Japan time" : zone),
  book_counts: (customers, voices, actions) =>
    `${customers} customers · ${voices} voices · ${actions} actions`,

  changed_count: (changed, all) =>
    `${capital(word(changed))} of ${word(all)} measures changed${changed ? ":" : "."}`,
  nothing_changed: "Nothing changed by more than chance.",
  nothing_to_compare: "There are no two closed periods to compare yet.",
  nobody_known: "Whose actions these are is not known yet.",
  too_few_to_judge: "Too few yet to tell whether anything changed.",
  compared: (now, before) => `${now} against ${before}.`,
  side_unmoved: (side, count) =>
    count === 1
      ? ` The one ${side} measure has not moved yet.`
      : ` None of the ${word(count)} ${side} measures has moved yet.`,
  changed_since_year: (count) => ` Against a year ago, ${word(count)} changed.`,
  changed_list: "What changed",
  difference_range: (range) => `difference ${range}`,
  year_ago: (period, change) => `${change} against ${period} a year ago`,
  voice_and_action: "Voice and action",
  voice_first: "Voice moves first, action follows. Read them side by side.",
  glyph_key: "Bands and bars are 95% intervals. Right is better.",
  changed: "changed",
  within_noise: "within noise",
  not_judged: "not judged",
  rose: "rose",
  fell: "fell",
  voice: "Voice",
  action: "Action",
  voice_said: "what customers said",
  action_did: "what customers did",
  trend_note: (from, to) => `Trend from ${from} to ${to}.`,
  open_note: (period, day) =>
    `The open dot is ${period} so far (day ${day}). Not called a change until it closes.`,
  only_open: (period, day) =>
    `These are of ${period} so far (day ${day}). Changes are compared once two periods are closed.`,
  no_measures: (side) => (side === "voice" ? "No voices yet." : "No actions yet."),

  period: "Period",
  by: "By",
  who: "Who",
  more: "Settings",
  apply: "Show this",
  clear: "Clear",
  all_days: "Everything recorded",
  last_days: (days) => `Last ${days} days`,
  start: "From",
  end: "To",
  range: "Range",
  usual_range: "Usual range",
  from_to: "Choose days",
  grain: "Step",
  grains: {
    day: "Day",
    week: "Week",
    month: "Month",
    quarter: "Quarter",
    year: "Year",
    all: "All together",
  },
  everyone: "Everyone",
  not_split: "Not split",
  where_label: "Condition",
  where_help: "For example: region = 'Osaka' AND orders_365d >= 2",
  where_columns: "Columns you can use",
  as_of_label: "As of",
  unit_label: "Count",
  unit_customer: "People",
  unit_account: "Accounts",
  all_answers: "Count every answer of the same person",
  yes: "Yes",
  no: "No",
  tables: {
    customers: "Customers",
    actions: "Actions",
    voices: "Voices",
    items: "Items",
    derived: "Computed",
  },

  empty_title: "No answers yet",
  empty_period:
    "Nothing is recorded for this period and condition. Widen the period or clear the condition.",
  empty_missing: (what) => `Import ${what} to answer this.`,
  empty_command: "How to import",
  widen: "Show everything",
  error_title: "This could not be answered",
  error_unreachable: "The server did not answer",
  error_unreachable_todo: "Check that mikata serve is running, then try again.",
  error_todo_input: "Correct the settings to go on.",
  error_todo_server: "Try again. If it goes on, quote the code below.",
  error_where: "The condition could not be read",
  error_customer: "This customer was not found",
  error_customer_todo: "Check the ID. Capitals matter.",
  error_insight: "There is no such question",
  error_insight_todo: "Choose one from the list.",
  again: "Try again",
  reset: "Clear all settings",
  page_unknown: "There is no such page",
  to_home: "To home",
};
