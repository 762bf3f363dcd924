// SPDX-License-Identifier: Apache-2.0
// The people of the made-up shop: who stands behind a number, and one of them in full.
const column = (name, type, title, unit = "") => ({ name, type, unit, title });

const WORDS = [
  [2, "追跡を見ても『準備中』のまま4日。贈り物に間に合いませんでした"],
  [9, "詰め替えの香りが選べるのがうれしい"],
  [8, "物は良いです。届く日だけ、はっきり教えてもらえたら"],
  [10, "店の方が、肌に合わなかった石けんを何も言わず替えてくれました"],
  [4, "Lovely wrapping, but the tracking page never moved and nobody told me why."],
  [7, null],
];

export function behind(query) {
  const total = 137;
  const from = Number(query.cursor ?? 0);
  const rows = Array.from({ length: Math.min(50, total - from) }, (_, at) => {
    const place = from + at;
    const [score, text] = WORDS[place % WORDS.length];
    const day = `2026-10-${String(31 - (place % 30)).padStart(2, "0")}`;
    const linked = place % 11 !== 5;
    return [
      linked ? `C-${10482 + place * 37}` : null,
      null,
      day,
      String(score),
      text,
      `V-${90000 + place}`,
    ];
  });
  return {
    columns: [
      column("customer_id", "string", "顧客ID"),
      column("name", "string", "氏名"),
      column("local_day", "date", "日付"),
      column("what", "string", "答え"),
      column("text", "string", "言葉"),
      column("voice_id", "string", "声ID"),
    ],
    rows,
    total,
    next_cursor: from + 50 < total ? String(from + 50) : null,
  };
}

const ORDERS = [
  ["2025-04-12", 2980],
  ["2025-05-10", 3240],
  ["2025-06-09", 1980],
  ["2025-07-12", 4120],
  ["2025-08-14", 2640],
  ["2025-09-16", 3390],
  ["2025-10-20", 5240],
  ["2025-11-18", 2980],
  ["2025-12-17", 2140],
  ["2026-01-22", 3660],
  ["2026-02-24", 3120],
  ["2026-03-18", 4480],
  ["2026-04-20", 2760],
  ["2026-05-25", 3390],
  ["2026-06-08", 3390],
  ["2026-07-14", 2980],
  ["2026-08-18", 3120],
  ["2026-10-04", 4860],
];

export function customer(id, lang) {
  const say = (ja, en) => (lang === "ja" ? ja : en);
  const order = ([day, amount]) => [
    `${day}T03:10:00Z`,
    day,
    "action",
    "order",
    say("石けん、詰め替え", "soap, refill"),
    amount,
    null,
    null,
    null,
    null,
    null,
    say("ネット", "web"),
  ];
  const contact = (day, what) => [
    `${day}T05:00:00Z`,
    day,
    "action",
    "contact",
    what,
    null,
    null,
    null,
    null,
    null,
    say("問い合わせ", "contact"),
    say("電話", "phone"),
  ];
  const voice = (day, what, score, high, text, touchpoint) => [
    `${day}T09:30:00Z`,
    day,
    "voice",
    what,
    say("定期アンケート", "regular survey"),
    null,
    score,
    score === null ? null : 0,
    high,
    text,
    touchpoint,
    say("アンケート", "survey"),
  ];
  const nps = "nps";
  const rows = [
    ...ORDERS.map(order),
    contact("2026-10-09", say("問い合わせ", "Contact")),
    contact("2026-10-12", say("問い合わせ 2回目", "Second contact")),
    voice("2025-06-02", nps, 8, 10, null, say("購入後", "after purchase")),
    voice("2025-11-14", nps, 9, 10, null, say("定期", "regular")),
    voice("2026-03-05", nps, 9, 10, null, say("定期", "regular")),
    voice("2026-08-20", nps, 9, 10, "詰め替えの香りが選べるのがうれしい", say("定期", "regular")),
    voice(
      "2026-10-09",
      say("問い合わせ", "Contact"),
      null,
      null,
      "まだ届きません。いつになりますか",
      say("チャット", "chat"),
    ),
    voice(
      "2026-10-14",
      nps,
      2,
      10,
      "追跡を見ても『準備中』のまま4日。贈り物に間に合いませんでした",
      say("配送", "delivery"),
    ),
  ].sort((a, b) => b[0].localeCompare(a[0]));
  const names = [
    "at",
    "local_day",
    "side",
    "kind",
    "what",
    "amount",
    "score",
    "scale_low",
    "scale_high",
    "text",
    "touchpoint",
    "channel",
  ];
  const types = {
    at: "timestamp",
    local_day: "date",
    amount: "money",
    score: "number",
    scale_low: "number",
    scale_high: "number",
  };
  return {
    customer_id: id,
    name: null,
    attributes: [
      { name: "region", title: say("地域", "Region"), value: "東京" },
      { name: "channel", title: say("来た経路", "Channel"), value: say("ネット", "web") },
      { name: "first_seen_at", title: say("はじまり", "First seen"), value: "2025-04-12" },
      { name: "birth_date", title: say("生年月日", "Birth date"), value: null },
    ],
    measures: {
      columns: [
        column("last_nps", "integer", say("最後の推奨度", "Last NPS answer")),
        column("occasions", "integer", say("購入回数", "Orders"), "times"),
        column("revenue", "money", say("購入額", "Revenue"), "JPY"),
        column("days_since_last", "integer", say("前の購入から", "Since last order"), "days"),
      ],
      rows: [[2, 18, 60490, 42]],
    },
    timeline: {
      columns: names.map((name) =>
        column(name, types[name] ?? "string", name, name === "amount" ? "JPY" : ""),
      ),
      rows,
    },
  };
}
