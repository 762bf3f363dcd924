// SPDX-License-Identifier: Apache-2.0
// 比べる画面と、新しい図の言葉。

export const compare = {
  against: "比べる",
  against_rest: "ほかの人と",
  against_none: "しない",
  compare_rest: "ほかの人と比べる",
  these: "この人たち",
  rest: "ほかの人",
  difference: "差",
  clear_difference: "はっきりした差",
  no_difference: "差とは言えない",
  compare_title: "この人たちと、ほかの人",
  compare_of: (title: string) => `${title}を比べる`,
  compare_note: "濃い丸がこの人たち、白い丸がほかの人。横線は95%の幅。",
  compare_share: "人数の違う二つの集まりなので、割合で比べます。",
  both_lines: "縦の目盛りは同じです。",
  over_time: (title: string) => `${title}の推移を並べる`,
  each_period_difference: "期間ごとの差",
  how_compared: "比べ方",
  compare_method:
    "別々の人の集まりなので、差の幅は二つの幅から求めます(MOVER)。幅が0を含むとき、幅のないときは、差があるとは言いません。",
  compare_many: (count: string) =>
    `${count}組を比べているので、その分だけ判定を厳しくしています(Benjamini-Hochberg)。`,
  compare_unknown: (count: string) =>
    `条件に当たるかどうか分からない${count}件は、どちらにも入れません。`,
  compare_not_cause: "ほかの人との差であり、条件がその原因とは限りません。",
  none_here: "こちらには、答えがありません。",
};
