// SPDX-License-Identifier: Apache-2.0
// Words for the codes that stand in rows: kinds of facts, questions, measures, bands.
import type { Language } from "../api/types";

const VALUES: Record<string, { ja: string; en: string }> = {
  order: { ja: "購入", en: "Order" },
  return: { ja: "返品", en: "Return" },
  contact: { ja: "問い合わせ", en: "Contact" },
  trouble: { ja: "困りごと", en: "Trouble" },
  complaint: { ja: "苦情", en: "Complaint" },
  visit: { ja: "訪問", en: "Visit" },
  signup: { ja: "登録", en: "Sign-up" },
  trial: { ja: "お試し", en: "Trial" },
  renew: { ja: "更新", en: "Renewal" },
  cancel: { ja: "解約", en: "Cancellation" },
  attend: { ja: "参加", en: "Attended" },
  open: { ja: "開封", en: "Opened" },
  click: { ja: "クリック", en: "Clicked" },
  refer: { ja: "紹介", en: "Referral" },
  share: { ja: "共有", en: "Shared" },
  follow: { ja: "フォロー", en: "Followed" },
  donate: { ja: "寄付", en: "Donation" },
  campaign: { ja: "こちらからの連絡", en: "Campaign" },
  cart: { ja: "かごに入れた", en: "Put in the cart" },
  nps: { ja: "推奨度", en: "NPS answer" },
  csat: { ja: "満足度", en: "Satisfaction" },
  effort: { ja: "手間のなさ", en: "Ease" },
  agree: { ja: "言葉への同意", en: "Agreement" },
  worth: { ja: "払う以上の価値", en: "Worth it" },
  choice: { ja: "選んだ答え", en: "Choice" },
  answered_of_delivered: { ja: "届いた人のうち答えた", en: "Answered, of delivered" },
  answered_of_invited: { ja: "送った人のうち答えた", en: "Answered, of invited" },
  opened: { ja: "開いた", en: "Opened" },
  clicked: { ja: "押した", en: "Clicked" },
  attended: { ja: "参加した", en: "Attended" },
  followed: { ja: "フォローした", en: "Followed" },
  shared: { ja: "人に広めた", en: "Shared" },
  trend: { ja: "推移", en: "Trend" },
  bitter: { ja: "高い点・苦い言葉", en: "High score, bitter words" },
  themes: { ja: "話題", en: "Themes" },
  topics: { ja: "新しい話題", en: "New topics" },
  risk: { ja: "離れそうな人", en: "At risk" },
  contract: { ja: "契約", en: "Contracts" },
  survival: { ja: "続く割合", en: "Survival" },
  histogram: { ja: "分布", en: "Distribution" },
  total: { ja: "合計", en: "Total" },
  groups: { ja: "区分", en: "Groups" },
  whale: { ja: "利益の累計", en: "Cumulative profit" },
  use: { ja: "使う", en: "Use" },
  ignore: { ja: "使わない", en: "Ignore" },
  best: { ja: "自動で選ぶ", en: "Best" },
  bad: { ja: "悪い体験", en: "Bad" },
  good: { ja: "良い体験", en: "Good" },
  timeline: { ja: "時の流れ", en: "Timeline" },
  glance: { ja: "ひと目で", en: "At a glance" },
  cohorts: { ja: "はじめて買った時期ごと", en: "By first order" },
  expected: { ja: "予測と比べる", en: "Against the model" },
  tracking: { ja: "予測と比べる", en: "Against the model" },
  by_purchases: { ja: "買った回数ごとの予測", en: "Forecast by purchases" },
  holdout: { ja: "予測の確かさ", en: "How good the forecast is" },
  deciles: { ja: "予測の多い順", en: "Forecast, in tenths" },
  scores: { ja: "点", en: "Scores" },
  value: { ja: "生涯価値", en: "Lifetime value" },
  model: { ja: "モデル", en: "Model" },
  quality: { ja: "品質", en: "Quality" },
  service: { ja: "接客", en: "Service" },
  price: { ja: "価格", en: "Price" },
  experience: { ja: "体験", en: "Experience" },
  fields: { ja: "四つの場", en: "Four fields" },
  stages: { ja: "段階", en: "Stages" },
  states: { ja: "状態", en: "States" },
  summary: { ja: "まとめ", en: "Summary" },
  balance: { ja: "そろい具合", en: "Balance" },
  event_study: { ja: "前とあと", en: "Before and after" },
  precedes: { ja: "移る前にあったこと", en: "What came before" },
  time: { ja: "推移", en: "Over time" },
  flows: { ja: "移り変わり", en: "Moves" },
  silence: { ja: "沈黙の長さ", en: "Length of silence" },
  shares: { ja: "動かす力", en: "What moves it" },
  performance: { ja: "力と出来", en: "Importance and performance" },
  penalty_reward: { ja: "悪いとき・良いとき", en: "When bad, when good" },
  history: { ja: "これまでの間隔のまま", en: "As often as so far" },
  bgnbd: { ja: "BG/NBD", en: "BG/NBD" },
  mbgnbd: { ja: "MBG/NBD", en: "MBG/NBD" },
  mbgcnbd: { ja: "MBG/CNBD-k", en: "MBG/CNBD-k" },
  pnbd: { ja: "Pareto/NBD", en: "Pareto/NBD" },
  gg: { ja: "Gamma-Gamma", en: "Gamma-Gamma" },
  "0-1y": { ja: "1年未満", en: "under 1 year" },
  "1-2y": { ja: "1–2年", en: "1–2 years" },
  "2-3y": { ja: "2–3年", en: "2–3 years" },
  "3-5y": { ja: "3–5年", en: "3–5 years" },
  "5y+": { ja: "5年以上", en: "5 years and more" },
};

// A company's own words stay as they are.
export function valueText(code: string, language: Language): string {
  return VALUES[code]?.[language] ?? code;
}

// What people are asked; `open` is also a kind of action, there it means that a message was opened.
export function questionText(question: string, language: Language): string {
  if (question === "open") return language === "ja" ? "自由記述" : "Open answer";
  return valueText(question, language);
}

// "ar" -> アラビア語; "" for what is no language.
export function languageText(code: string, language: Language): string {
  if (!code || code === "und") return "";
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return "";
  }
}

const CHANNELS: Record<string, { ja: string; en: string }> = {
  survey: { ja: "アンケート", en: "Survey" },
  form: { ja: "お問い合わせフォーム", en: "Form" },
  review: { ja: "口コミ", en: "Review" },
  ticket: { ja: "問い合わせ", en: "Ticket" },
  call: { ja: "電話", en: "Call" },
  social: { ja: "SNS", en: "Social media" },
  interview: { ja: "インタビュー", en: "Interview" },
  focus_group: { ja: "グループインタビュー", en: "Focus group" },
  meeting: { ja: "会合", en: "Meeting" },
};

export function channelText(channel: string, language: Language): string {
  return CHANNELS[channel]?.[language] ?? channel;
}

// Columns whose title is only their name.
const COLUMNS: Record<string, { ja: string; en: string }> = {
  orders: { ja: "注文", en: "orders" },
  occasions: { ja: "買った日", en: "days bought" },
  revenue: { ja: "売上", en: "revenue" },
  profit: { ja: "利益", en: "profit" },
  recency_days: { ja: "最後から", en: "days since" },
  recency: { ja: "最近", en: "recency" },
  frequency: { ja: "頻度", en: "frequency" },
  monetary: { ja: "金額", en: "monetary" },
  touches: { ja: "連絡", en: "touches" },
  opened: { ja: "開いた", en: "opened" },
  clicked: { ja: "押した", en: "clicked" },
  attended: { ja: "参加", en: "attended" },
  followed: { ja: "フォロー", en: "followed" },
  shared: { ja: "広めた", en: "shared" },
  score: { ja: "点", en: "score" },
  sentiment: { ja: "気持ち", en: "sentiment" },
  purchases: { ja: "買う日数(期待)", en: "days bought, expected" },
  value: { ja: "価値", en: "value" },
  value_80: { ja: "80%の幅", en: "80% interval" },
  p_alive: { ja: "まだ客である確率", en: "still a customer, probability" },
};

export function columnText(
  { name, title }: { name: string; title: string },
  language: Language,
): string {
  return title === name ? (COLUMNS[name]?.[language] ?? title) : title;
}

const CODED = new Set(["kind", "measure", "tenure", "question", "driver", "model", "forecaster"]);

export function isCoded(column: string): boolean {
  return CODED.has(column);
}
