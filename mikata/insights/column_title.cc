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

constexpr auto kKnown =
    std::to_array<Known>({{"about", "だれについてか", "About"},
                          {"account_id", "取引先", "Account"},
                          {"age", "年齢", "Age"},
                          {"answers", "答えた回数", "Answers given"},
                          {"attended", "参加", "Attended"},
                          {"bought_after", "次に買った日", "Bought next"},
                          {"bought_before", "前に買った日", "Bought before"},
                          {"campaign", "施策", "Campaign"},
                          {"category", "商品の分類", "Category"},
                          {"channel", "経路", "Channel"},
                          {"clicked", "クリック", "Clicked"},
                          {"contract_since", "契約の始まり", "Contract since"},
                          {"cost_to_serve", "対応費用", "Cost to serve"},
                          {"customer_id", "顧客ID", "Customer"},
                          {"days_since_order", "最後の注文からの日数", "Days since order"},
                          {"followed", "フォロー", "Followed"},
                          {"frequency", "頻度の点", "Frequency score"},
                          {"gender", "性別", "Gender"},
                          {"item_id", "商品", "Item"},
                          {"kind", "行動の種類", "Kind"},
                          {"language", "言語", "Language"},
                          {"last_csat", "最後の満足度", "Last satisfaction"},
                          {"last_nps", "最後の推奨度", "Last NPS score"},
                          {"local_day", "日", "Day"},
                          {"monetary", "金額の点", "Monetary score"},
                          {"name", "名前", "Name"},
                          {"occasions", "買った日数", "Days bought"},
                          {"opened", "開封", "Opened"},
                          {"orders", "注文数", "Orders"},
                          {"orders_365d", "1年の注文数", "Orders in a year"},
                          {"outcome", "当てはまる", "Outcome"},
                          {"p_alive", "客である確率", "P(alive)"},
                          {"profit", "利益", "Profit"},
                          {"purchases", "買う日数(期待)", "Days bought, expected"},
                          {"question", "設問", "Question"},
                          {"recency", "最近さの点", "Recency score"},
                          {"recency_days", "最後の注文からの日数", "Days since order"},
                          {"referred_by", "紹介者", "Referred by"},
                          {"region", "地域", "Region"},
                          {"renewed", "更新した", "Renewed"},
                          {"revenue", "売上", "Revenue"},
                          {"revenue_before", "その前の売上", "Revenue before"},
                          {"score", "点", "Score"},
                          {"shared", "共有", "Shared"},
                          {"silent", "いつもより長く沈黙", "Silent for longer than usual"},
                          {"status", "状態", "Status"},
                          {"survey", "アンケート", "Survey"},
                          {"text", "言葉", "Words"},
                          {"touches", "連絡", "Touches"},
                          {"touchpoint", "接点", "Touchpoint"},
                          {"value", "生涯価値", "Lifetime value"},
                          {"value_80_high", "上限(80%)", "High, 80 %"},
                          {"value_80_low", "下限(80%)", "Low, 80 %"},
                          {"value_at_risk", "失われうる価値", "Value at risk"},
                          {"value_high", "上限(95%)", "High, 95 %"},
                          {"value_low", "下限(95%)", "Low, 95 %"},
                          {"voice_id", "回答ID", "Answer"}});

}  // namespace

Localized column_title(std::string_view name) {
  const std::string_view column = name.substr(name.rfind('.') + 1);
  const auto found = std::ranges::find(kKnown, column, &Known::name);
  if (found == kKnown.end()) return {std::string(column), std::string(column)};
  return {std::string(found->ja), std::string(found->en)};
}

}  // namespace mikata
