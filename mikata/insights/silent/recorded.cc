// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/silent/recorded.h"

#include <fmt/format.h>

#include <algorithm>

#include "mikata/insights/attributes.h"
#include "mikata/insights/bought.h"
#include "mikata/store/dialect.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::silent {

std::vector<Attribute> recorded_attributes(const Context& context) {
  std::vector<Attribute> all = customer_attributes(context);
  const auto add = [&](const char* name, Localized title, const char* sql, bool number) {
    all.push_back({.name = name, .title = std::move(title), .sql = sql, .number = number});
  };
  add("orders", {"注文した日数", "days with an order"}, "f.occasions", true);
  add("revenue", {"売上", "revenue"}, "f.revenue_minor", true);
  all.back().money = true;
  add("days_since_order", {"最後の注文からの日数", "days since the last order"},
      "days_between(f.last_order_day, $as_of)", true);
  add("tenure_days", {"最初の注文からの日数", "days since the first order"},
      "days_between(c.first_order_day, $as_of)", true);
  add("contacts", {"問い合わせ", "contacts"}, "coalesce(k.contacted, 'no')", false);
  all.back().yes = {"問い合わせあり", "a contact"};
  all.back().no = {"問い合わせなし", "no contact"};
  add("opened", {"便りを開いた", "opens letters"}, "coalesce(k.opened, 'no')", false);
  all.back().yes = {"開いた便りあり", "letters opened"};
  all.back().no = {"開いた便りなし", "no letter opened"};
  add("last_channel", {"最後の注文の経路", "channel of the last order"}, "f.outlet", false);
  const std::vector<std::string> unwanted =
      listed_names(context.request.parameters.at("without"), all);
  std::erase_if(all, [&](const Attribute& attribute) {
    return std::ranges::find(unwanted, attribute.name) != unwanted.end();
  });
  return all;
}

std::string last_bought(const Context& context, const std::string& every) {
  return fill_slots(insights::sql("silent/orders.sql"),
                    {{"orders", bought(context)}, {"every", every}});
}

std::string recorded_joins(const Context& context) {
  return fmt::format(
      "LEFT JOIN (\n{}\n) AS k ON k.customer_no = c.customer_no\nLEFT JOIN (\n{}\n) AS f ON "
      "f.customer_no = c.customer_no",
      insights::sql("silent/opened.sql"), last_bought(context, "{every}"));
}

}  // namespace mikata::silent
