// SPDX-License-Identifier: Apache-2.0
// 画面の言葉。短く、事実から。責めない。

import { answers, GRAIN } from "./ja_answers";
import { compare } from "./ja_compare";
import { home } from "./ja_home";
import { voices } from "./ja_voices";

function things(count: number): string {
  return count < 10 ? `${count}つ` : `${count}`;
}

export const ja = {
  ...answers,
  ...compare,
  ...home,
  ...voices,
  other_language: "English",
  theme: "明・暗",
  theme_label: "明るい画面と暗い画面を切り替える",
  skip: "本文へ",
  find: "問いと顧客を探す",
  find_nothing: "見つかりません",
  find_customer: (words: string) => `お客さまから「${words}」を探す`,
  rail: "ページ",
  home: "ホーム",
  understand: "知る",
  act: "動く",
  catalogue: "問いの一覧",
  customers: "顧客",
  keys: "キー",
  key_find: "探す",
  key_help: "このキー一覧",
  key_close: "閉じる",
  key_points: "図の点を移る",
  key_open: "選んだ点のもとの記録を見る",
  close: "閉じる",
  loading: "読み込んでいます",
  working: "計算しています",
  stop: "止める",
  stopped: "計算を止めました",
  stopped_todo: "もう計算していません。もう一度たずねるか、範囲をせまくしてください。",
  as_of: (day: string) => `${day}時点`,
  timezone: (zone: string) => (zone === "Asia/Tokyo" ? "日本時間" : zone),
  book_counts: (customers: string, voices: string, actions: string) =>
    `顧客 ${customers}人 · 声 ${voices}件 · 行動 ${actions}件`,

  // ホーム
  changed_count: (changed: number, all: number) =>
    `変わったのは${things(all)}のうち${things(changed)}。`,
  nothing_changed: "変わったと言える数字はありません。",
  nothing_to_compare: "比べられる期間が、まだありません。",
  nobody_known: "誰の行動か、まだ分かりません。",
  too_few_to_judge: "数がまだ少なく、変わったかどうかは判定できません。",
  compared: (now: string, before: string) => `${now}を${before}と比べました。`,
  side_unmoved: (side: "voice" | "action", count: number) =>
    `${side === "voice" ? "声" : "行動"}の${things(count)}には、まだ差が見えません。`,
  changed_since_year: (count: number) =>
    `ただし、前年の同じ期間からは${things(count)}が変わっています。`,
  changed_list: "変わった数字",
  difference_range: (range: string) => `差は ${range}`,
  year_ago: (period: string, change: string) => `前年${period}から ${change}`,
  voice_and_action: "声と行動",
  voice_first: "声は先に、行動は後から動きます。並べて見ます。",
  glyph_key: "帯と横線は95%の幅。横線は右ほど良い。",
  changed: "変化あり",
  within_noise: "差とは言えない",
  not_judged: "判定できない",
  rose: "上がった",
  fell: "下がった",
  voice: "声",
  action: "行動",
  voice_said: "お客さまが言ったこと",
  action_did: "お客さまがしたこと",
  trend_note: (from: string, to: string) => `推移は${from}から${to}まで。`,
  open_note: (period: string, day: number) =>
    `先の白丸は途中の${period}(${day}日目)。閉じるまで変化とは呼びません。`,
  only_open: (period: string, day: number) =>
    `途中の${period}(${day}日目)の数です。閉じた期間が二つになると、変化を比べます。`,
  no_measures: (side: "voice" | "action") =>
    side === "voice" ? "まだ声がありません。" : "まだ行動がありません。",

  // 操作
  period: "期間",
  by: "分ける",
  who: "だれ",
  more: "条件",
  apply: "この条件で見る",
  clear: "はずす",
  all_days: "記録のある全期間",
  last_days: (days: number) => `直近${days}日`,
  start: "始まり",
  end: "終わり",
  range: "範囲",
  usual_range: "ふつうの範囲",
  from_to: "日を決める",
  grain: "刻み",
  grains: GRAIN,
  everyone: "すべて",
  not_split: "分けない",
  where_label: "条件の式",
  where_help: "例: region = '大阪' AND orders_365d >= 2",
  where_columns: "使える列",
  as_of_label: "時点",
  unit_label: "数える単位",
  unit_customer: "人",
  unit_account: "会社",
  all_answers: "同じ人の答えをすべて数える",
  yes: "はい",
  no: "いいえ",
  tables: {
    customers: "顧客",
    actions: "行動",
    voices: "声",
    items: "商品",
    derived: "計算した列",
  },

  // 状態
  empty_title: "まだ答えがありません",
  empty_period: "この期間と条件に当たる記録がありません。期間を広げるか、条件をはずします。",
  empty_missing: (what: string) => `${what}を取り込むと答えられます。`,
  empty_command: "取り込み方",
  widen: "全期間で見る",
  error_title: "答えを出せませんでした",
  error_unreachable: "サーバーに届きません",
  error_unreachable_todo: "mikata serve が動いているか確かめて、もう一度試します。",
  error_todo_input: "条件を直すと続けられます。",
  error_todo_server: "もう一度試します。続くときは、下の番号と一緒に知らせてください。",
  error_where: "条件の式を読めませんでした",
  error_customer: "この顧客は見つかりません",
  error_customer_todo: "IDを確かめてください。大文字と小文字も区別します。",
  error_insight: "この問いはありません",
  error_insight_todo: "問いの一覧から選びます。",
  again: "もう一度",
  reset: "条件をすべてはずす",
  page_unknown: "このページはありません",
  to_home: "ホームへ",
};
