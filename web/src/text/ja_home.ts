// SPDX-License-Identifier: Apache-2.0
// ホームの言葉。

export const home = {
  begin_title: "まだ記録がありません",
  begin_lead: "いまある書き出しを取り込むと、数分で最初の答えが出ます。",
  begin_voice: "アンケートの答え、口コミ、問い合わせの言葉",
  begin_action: "注文、返品、来店、メールの開封、解約",
  begin_how:
    "CSVのまま、日本語の見出しでも、フォルダごと読めます。書き込む前に、どう読んだかを見せます。",
  begin_demo: "手元に書き出しがないときは、架空の店で試せます。",
  fix_first: "まず直すこと",
  at_stake: "かかっている金額",
  at_stake_note: "この人たちの直近12か月の売上",
  who_complain: "困っている人",
  people_count: (count: string) => `${count}人`,
  of_remarks: (share: string) => `言葉の${share}`,
  why_pain: "評点を下げていることが確かな痛みのうち、かかっている金額が最も大きいからです。",
  why_unsure:
    "かかっている金額が最も大きいからです。ただ、評点を下げているとまでは、まだ言えません。",
  lost: "失った売上(12か月)",
  why_lost: "売上を減らしていることが確かな痛みのうち、失った額が最も大きいからです。",
  why_lost_unsure:
    "失った額が最も大きく見えるからです。ただ、売上を減らしているとまでは、まだ言えません。",
  why_driver: "全体の評価を動かす力が大きいのに、ほかより評価の低いところだからです。",
  fix_few:
    "まだ決められません。同じことで困っている人が、5人に満たないからです。ひとりずつ答えるところから始めます。",
  see_them: "この人たちを見る",
  read_words: "言葉を読む",
  moves: "評価を動かす力",
  done_now: "今の評価",
  others_usual: (level: string) => `ほかも含めた平均 ${level}`,
  what_moves: "何が動かすか",
  fields_all: "この問いを詳しく",
  fields_none: "まだ、場を決められる記録がありません。",
  who_moved: "だれが別の場へ移ったか",
  waiting_title: "返事を待っている低い点",
  waiting_note: (days: number, left: string) =>
    `直近${days}日、まだ答えていない${left}件。新しい順。`,
  waiting_none: (days: number) => `直近${days}日に、返事を待っている低い点はありません。`,
  waiting_more: (count: string) => `あと${count}件を見る`,
  answered_tick: "答えた",
  ticked: "答えたと記しました。",
  not_ticked: "記せませんでした。",
  pains_title: "痛みと、かかっている金額",
  pains_note:
    "不満を言った人の直近12か月の売上。失った額ではありません。評点を下げていることが確かなものから並べます。",
  pains_cost_title: "痛みと、失った売上",
  pains_cost_note:
    "不満を言った人が、その後の12か月に買わなくなった額。同じ月に、その不満を言わなかった似た人と比べています。確かなものから並べます。",
  pains_all: "すべての痛み",
  pains_none: "どのテーマにも、不満の言葉はまだありません。",
  complaining: (count: string) => `${count}人`,
  not_clearly: "評点への影響は不確か",
  not_clearly_lost: "損失とは言い切れない",
};
