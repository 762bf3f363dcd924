// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/column_title.h"

#include <algorithm>
#include <array>
#include <string>

namespace mikata {
namespace {

struct Known {
  std::string_view name;
  std::string_view ja;
  std::string_view en;
};

constexpr auto kKnown = std::to_array<Known>(
    {{"about", "だれについてか", "About"},
     {"account_id", "取引先", "Account"},
     {"action_id", "行動ID", "Action"},
     {"active", "販売中", "On sale"},
     {"age", "年齢", "Age"},
     {"amount", "金額", "Amount"},
     {"anonymous", "匿名", "Anonymous"},
     {"answers", "答えた回数", "Answers given"},
     {"attended", "参加", "Attended"},
     {"birth_date", "生年月日", "Birth date"},
     {"bought_after", "次に買った日", "Bought next"},
     {"bought_before", "前に買った日", "Bought before"},
     {"campaign", "施策", "Campaign"},
     {"category", "商品の分類", "Category"},
     {"channel", "経路", "Channel"},
     {"clicked", "クリック", "Clicked"},
     {"clv_12m", "12か月の価値", "Value of 12 months"},
     {"contacts", "問い合わせ", "Contacts"},
     {"contract_since", "契約の始まり", "Contract since"},
     {"cost", "原価", "Cost"},
     {"cost_to_serve", "対応費用", "Cost to serve"},
     {"customer_id", "顧客ID", "Customer"},
     {"days_since_order", "最後の注文からの日数", "Days since order"},
     {"discount", "割引", "Discount"},
     {"email", "メールアドレス", "E-mail"},
     {"expected_orders_12m", "12か月に買う日数", "Days bought in 12 months, expected"},
     {"first_order_day", "はじめての注文の日", "Day of the first order"},
     {"first_seen_day", "登録の日", "Day first seen"},
     {"followed", "フォロー", "Followed"},
     {"frequency", "頻度の点", "Frequency score"},
     {"gap_largest_days", "最長の間隔(日)", "Longest gap in days"},
     {"gender", "性別", "Gender"},
     {"higher_is_better", "高いほど良い", "Higher is better"},
     {"item_id", "商品", "Item"},
     {"kind", "行動の種類", "Kind"},
     {"language", "言語", "Language"},
     {"last_answer_day", "最後の回答の日", "Day of the last answer"},
     {"last_csat", "最後の満足度", "Last satisfaction"},
     {"last_nps", "最後の推奨度", "Last NPS score"},
     {"last_order_day", "最後の注文の日", "Day of the last order"},
     {"local_day", "日", "Day"},
     {"monetary", "金額の点", "Monetary score"},
     {"name", "名前", "Name"},
     {"occasions", "買った日数", "Days bought"},
     {"occasions_365d", "1年に買った日数", "Days bought in a year"},
     {"occurred_at", "日時", "Time"},
     {"opened", "開封", "Opened"},
     {"order_id", "注文番号", "Order"},
     {"orders", "注文数", "Orders"},
     {"orders_365d", "1年の注文数", "Orders in a year"},
     {"outcome", "当てはまる", "Outcome"},
     {"p_alive", "客である確率", "P(alive)"},
     {"phone", "電話番号", "Phone"},
     {"price", "価格", "Price"},
     {"profit", "利益", "Profit"},
     {"purchases", "買う日数(期待)", "Days bought, expected"},
     {"quantity", "数量", "Quantity"},
     {"question", "設問", "Question"},
     {"recency", "最近さの点", "Recency score"},
     {"recency_days", "最後の注文からの日数", "Days since order"},
     {"referred_by", "紹介者", "Referred by"},
     {"region", "地域", "Region"},
     {"renewed", "更新した", "Renewed"},
     {"response_id", "回答の用紙", "Form"},
     {"returns", "返品", "Returns"},
     {"revenue", "売上", "Revenue"},
     {"revenue_365d", "1年の売上", "Revenue in a year"},
     {"revenue_before", "その前の売上", "Revenue before"},
     {"scale_high", "尺度の上限", "Top of the scale"},
     {"scale_low", "尺度の下限", "Bottom of the scale"},
     {"score", "点", "Score"},
     {"session_id", "セッション", "Session"},
     {"shared", "共有", "Shared"},
     {"silent", "いつもより長く沈黙", "Silent for longer than usual"},
     {"speaker", "話した人", "Speaker"},
     {"status", "状態", "Status"},
     {"survey", "アンケート", "Survey"},
     {"tenure_days", "はじめての注文からの日数", "Days since the first order"},
     {"text", "言葉", "Words"},
     {"touches", "連絡", "Touches"},
     {"touchpoint", "接点", "Touchpoint"},
     {"value", "生涯価値", "Lifetime value"},
     {"value_80_high", "上限(80%)", "High, 80 %"},
     {"value_80_low", "下限(80%)", "Low, 80 %"},
     {"value_at_risk", "失われうる価値", "Value at risk"},
     {"value_high", "上限(95%)", "High, 95 %"},
     {"value_low", "下限(95%)", "Low, 95 %"},
     {"visits", "訪問", "Visits"},
     {"voice_id", "回答ID", "Answer"},
     {"weight", "重み", "Weight"}});

}  // namespace

Localized column_title(std::string_view name) {
  const std::string_view column = name.substr(name.rfind('.') + 1);
  const auto found = std::ranges::find(kKnown, column, &Known::name);
  if (found == kKnown.end()) return {std::string(column), std::string(column)};
  return {std::string(found->ja), std::string(found->en)};
}

}  // namespace mikata
