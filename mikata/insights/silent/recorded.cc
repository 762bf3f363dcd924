// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/silent/recorded.h"

#include <fmt/format.h>

#include <algorithm>

#include "mikata/insights/attributes.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::silent {

std::vector<Attribute> recorded_attributes(const Context& context) {
  std::vector<Attribute> all = customer_attributes(context);
  const auto add = [&](const char* name, Localized title, const char* sql, bool number) {
    all.push_back({.name = name, .title = std::move(title), .sql = sql, .number = number});
  };
  add("orders", {"注文した日数", "days with an order"}, "c.occasions", true);
  add("revenue", {"売上", "revenue"}, "c.revenue_minor", true);
  all.back().money = true;
  add("days_since_order", {"最後の注文からの日数", "days since the last order"},
      "c.days_since_order", true);
  add("tenure_days", {"最初の注文からの日数", "days since the first order"}, "c.tenure_days", true);
  add("contacts", {"問い合わせ", "contacts"}, "CASE WHEN c.contacts > 0 THEN 'yes' ELSE 'no' END",
      false);
  add("opened", {"便りを開いた", "opens letters"}, "coalesce(k.opened, 'no')", false);
  add("last_channel", {"最後の注文の経路", "channel of the last order"}, "f.outlet", false);
  const std::vector<std::string> unwanted =
      listed_names(context.request.parameters.at("without"), all);
  std::erase_if(all, [&](const Attribute& attribute) {
    return std::ranges::find(unwanted, attribute.name) != unwanted.end();
  });
  return all;
}

std::string recorded_joins() {
  return fmt::format(
      "LEFT JOIN (\n{}\n) AS k ON k.customer_no = c.customer_no\nLEFT JOIN (\n{}\n) AS f ON "
      "f.customer_no = c.customer_no",
      insights::sql("silent/opened.sql"), insights::sql("silent/last_orders.sql"));
}

}  // namespace mikata::silent
