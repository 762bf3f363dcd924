// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/schema.h"

#include <algorithm>

namespace mikata {
namespace {

using enum FactType;

// tidy: one line per column of DATA.md reads best in one piece
const std::vector<FactTable>& tables() {
  static const std::vector<FactTable> kTables{
      {"customers",
       {{"customer_id", text},
        {"account_id", text},
        {"name", text},
        {"email", text},
        {"phone", text},
        {"birth_date", day},
        {"gender", text},
        {"region", text},
        {"channel", text},
        {"referred_by", text},
        {"first_seen_at", instant},
        {"language", text}},
       {"customer_id"}},
      {"accounts",
       {{"account_id", text}, {"name", text}, {"industry", text}, {"size", text}, {"region", text}},
       {"account_id"}},
      {"identities", {{"kind", text}, {"value", text}, {"customer_id", text}}, {"kind", "value"}},
      {"items",
       {{"item_id", text},
        {"name", text},
        {"category", text},
        {"price_minor", money},
        {"cost_minor", money},
        {"active", boolean}},
       {"item_id"}},
      {"actions",
       {{"action_id", text},
        {"customer_id", text},
        {"kind", text},
        {"order_id", text},
        {"item_id", text},
        {"quantity", real},
        {"amount_minor", money},
        {"cost_minor", money},
        {"discount_minor", money},
        {"channel", text},
        {"touchpoint", text},
        {"campaign", text},
        {"session_id", text},
        {"occurred_at", instant},
        {"local_day", day},
        {"identity", text}},
       {"action_id"}},
      {"voices",
       {{"voice_id", text},
        {"customer_id", text},
        {"response_id", text},
        {"survey", text},
        {"status", text},
        {"channel", text},
        {"question", text},
        {"score", real},
        {"scale_low", real},
        {"scale_high", real},
        {"higher_is_better", boolean},
        {"text", text},
        {"language", text},
        {"touchpoint", text},
        {"item_id", text},
        {"about", text},
        {"speaker", text},
        {"anonymous", boolean},
        {"weight", real},
        {"occurred_at", instant},
        {"local_day", day},
        {"identity", text}},
       {"voice_id"}},
      {"utterances",
       {{"conversation_id", text},
        {"turn", integer},
        {"speaker_role", text},
        {"speaker", text},
        {"start_ms", integer},
        {"end_ms", integer},
        {"text", text},
        {"customer_id", text},
        {"occurred_at", instant},
        {"local_day", day}},
       {"conversation_id", "turn"}},
      {"readings",
       {{"voice_id", text},
        {"reader_version", text},
        {"voice_seq", integer},
        {"language", text},
        {"label", text},
        {"sentiment", real},
        {"confidence", real},
        {"themes", text},
        {"emotion", text},
        {"aspects", text},
        {"masked_text", text},
        {"words", text},
        {"evidence", text},
        {"alike", integer}},
       {"voice_id", "reader_version"}},
      {"market",
       {{"period", day},
        {"segment", text},
        {"name", text},
        {"market_size_minor", money},
        {"sales_minor", money},
        {"customers", integer},
        {"awareness_aided", real},
        {"awareness_unaided", real}},
       {"period", "segment", "name"}}};
  return kTables;
}

}  // namespace

std::optional<std::size_t> FactTable::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &FactColumn::name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::span<const FactTable> fact_tables() { return tables(); }

const FactTable* find_fact_table(std::string_view name) {
  const auto found = std::ranges::find(tables(), name, &FactTable::name);
  return found == tables().end() ? nullptr : &*found;
}

}  // namespace mikata
