// SPDX-License-Identifier: Apache-2.0
// The columns that the questions of the made-up shop have in common.
export const column = (name, type, ja, en, unit = "") => ({ name, type, unit, ja, en });
export const estimate = (name, type, ja, en, unit = "") => [
  column(name, type, ja, en, unit),
  column(`${name}_low`, type, `${ja}(下)`, `${en} (low)`, unit),
  column(`${name}_high`, type, `${ja}(上)`, `${en} (high)`, unit),
];
export const PERIOD = column("period", "date", "期間", "Period");
export const OPEN = column("open", "integer", "途中", "Open");
export const BY = column("by_value", "string", "区分", "Group");
export const N = column("n", "integer", "n", "n", "people");
export const KEY = column("key", "string", "鍵", "Key");
export const count = (name, ja, en) => column(name, "integer", ja, en, "people");

export const rate = (name, ja, en) => [
  PERIOD,
  OPEN,
  BY,
  N,
  ...estimate(name, "share", ja, en),
  KEY,
];
export const line = (y, side) => ({ form: "line", x: "period", y, series: "by_value", side });

export const NPS_COLUMNS = [
  PERIOD,
  OPEN,
  BY,
  N,
  ...estimate("nps", "points", "推奨度", "NPS"),
  count("promoters", "推奨者", "Promoters"),
  count("passives", "中立", "Passives"),
  count("detractors", "批判者", "Detractors"),
  ...Array.from({ length: 11 }, (_, score) => count(`score_${score}`, `${score}`, `${score}`)),
  KEY,
];

export const PULSE_COLUMNS = [
  column("measure", "string", "名", "Measure"),
  column("side", "string", "側", "Side"),
  column("title", "string", "題", "Title"),
  column("unit", "string", "単位", "Unit"),
  PERIOD,
  OPEN,
  ...estimate("value", "number", "値", "Value"),
  N,
  ...estimate("change", "number", "変化", "Change"),
  column("changed", "integer", "変化あり", "Changed"),
  column("previous", "number", "前", "Previous"),
  ...["change_year", "change_year_low", "change_year_high"].map((name) =>
    column(name, "number", name, name),
  ),
  column("changed_year", "integer", "変化あり", "Changed"),
  KEY,
];

export const WINDOW_DAYS = {
  name: "window_days",
  type: "integer",
  default: "365",
  choices: [],
  ja: "見る日数",
  en: "Window in days",
};
