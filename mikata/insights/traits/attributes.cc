// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/traits/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/insights/column_title.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::traits {
namespace {

// Plain columns of customers that are names of one person, or a day that is told otherwise.
constexpr std::array<std::string_view, 8> kNames{"customer_id",   "account_id", "name",
                                                 "email",         "phone",      "birth_date",
                                                 "first_seen_at", "referred_by"};

Localized title_of(const SegmentColumn& column) {
  if (column.property) return {column.name, column.name};
  Localized title = column_title(full_name(column));
  // Inside of a sentence.
  if (!title.en.empty() && title.en[0] >= 'A' && title.en[0] <= 'Z') {
    title.en[0] = static_cast<char>(title.en[0] - 'A' + 'a');
  }
  return title;
}

std::vector<Attribute> of_first_order() {
  return {{.name = "first_order.channel",
           .title = {"最初の注文の経路", "channel of the first order"},
           .sql = "f.outlet",
           .first_order = true},
          {.name = "first_order.category",
           .title = {"最初に買った分類", "category bought first"},
           .sql = "f.category",
           .first_order = true},
          {.name = "first_order.discount",
           .title = {"最初の注文の値引き", "discount on the first order"},
           .sql = "f.discount",
           .first_order = true},
          {.name = "first_order.amount",
           .title = {"最初の注文の金額", "amount of the first order"},
           .sql = "CASE WHEN c.occasions > 0 THEN c.first_revenue_minor END",
           .number = true,
           .money = true}};
}

// Everything that could be asked, whether it may be or not.
std::vector<Attribute> known_attributes(const Context& context) {
  std::vector<Attribute> all;
  for (const SegmentColumn& column : context.columns.all()) {
    if (column.origin != Origin::customers || column.type == FactType::boolean) continue;
    if (column.derived && column.name != "age") continue;
    if (std::ranges::find(kNames, column.name) != kNames.end() && !column.property) continue;
    const bool number = !column.property && column.type != FactType::text;
    all.push_back(
        {.name = column.name, .title = title_of(column), .sql = column.sql, .number = number});
  }
  all.push_back({.name = "referred",
                 .title = {"紹介で来たか", "came through a friend"},
                 .sql = "CASE WHEN c.referred_by IS NULL THEN 'no' ELSE 'yes' END"});
  std::ranges::move(of_first_order(), std::back_inserter(all));
  return all;
}

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::size_t first = list.find_first_not_of(' ', begin);
    if (first < end)
      words.push_back(list.substr(first, list.find_last_not_of(' ', end - 1) + 1 - first));
    begin = end + 1;
  }
  return words;
}

// Without actions and voices nothing was worked out.
bool has_facts(const Context& context) {
  const Table table =
      context.store.query({"SELECT actions + voices FROM book_summary", {}, context.stop});
  return !table.rows.empty() && as_integer(table.rows[0][0]) > 0;
}

std::vector<std::string> worked_out(const Context& context) {
  std::vector<std::string> names;
  for (const SegmentColumn& column : context.columns.all()) {
    const bool later = column.origin == Origin::customers && column.derived;
    if (later && column.name != "age") names.push_back(column.name);
  }
  return names;
}

void take_out(const std::vector<std::string>& which, Localized reason, Attributes& attributes) {
  LeftOutColumns left{std::move(reason), {}};
  std::erase_if(attributes.all, [&](const Attribute& attribute) {
    const bool out = std::ranges::find(which, attribute.name) != which.end();
    if (out) left.names.push_back(attribute.name);
    return out;
  });
  if (!left.names.empty()) attributes.left_out.push_back(std::move(left));
}

std::vector<std::string> bare(const std::set<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& column : columns) names.push_back(column.substr(column.find('.') + 1));
  return names;
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace

Attributes attributes_of(const Context& context, const std::set<std::string>& named) {
  Attributes attributes{.all = known_attributes(context), .left_out = {}};
  if (has_facts(context)) {
    attributes.left_out.push_back(
        {{"結果のあとで分かる", "known only afterwards"}, worked_out(context)});
  }
  std::vector<std::string> names;
  for (const Attribute& attribute : attributes.all) names.push_back(attribute.name);
  const std::vector<std::string> unwanted = words_of(context.request.parameters.at("without"));
  for (const std::string& name : unwanted) {
    if (std::ranges::find(names, name) != names.end()) continue;
    fail(ErrorKind::invalid_argument, "no trait is called {}{}", name, did_you_mean(name, names));
  }
  take_out(bare(named), {"結果そのもの", "the outcome itself"}, attributes);
  take_out(unwanted, {"除くよう指定", "told to leave out"}, attributes);
  std::vector<std::string> equal;
  if (!context.request.by.empty()) {
    equal.push_back(context.columns.resolve(context.request.by, Origin::customers).name);
  }
  const Tenure tenure = tenure_of(context);
  if (!tenure.column.empty()) equal.push_back(bare({tenure.column}).front());
  take_out(equal, {"そろえて比べる", "held equal"}, attributes);
  return attributes;
}

Attribute find_attribute(const Context& context, const std::string& name) {
  for (Attribute& attribute : known_attributes(context)) {
    if (attribute.name == name) return std::move(attribute);
  }
  fail(ErrorKind::not_found, "no row has this key: no trait is called {}", name);
}

Slot first_orders(const Context& context, const std::vector<Attribute>& attributes) {
  if (std::ranges::none_of(attributes, &Attribute::first_order)) return {"first_orders", ""};
  std::string kinds;
  for (const std::string& kind : context.settings.activity) {
    kinds += (kinds.empty() ? "" : ", ") + quoted(kind);
  }
  const std::string select =
      fill_slots(insights::sql("traits/first_orders.sql"), {{"activity", kinds}});
  return {"first_orders",
          fmt::format("LEFT JOIN (\n{}\n) AS f ON f.customer_no = c.customer_no", select)};
}

Tenure tenure_of(const Context& context) {
  const std::string& name = context.request.parameters.at("tenure");
  if (name.empty()) {
    return {"days_between(c.first_order_day, $as_of)",
            "",
            {"最初の注文からの日数", "days since the first order"}};
  }
  const SegmentColumn& column = context.columns.resolve(name, Origin::customers);
  if (column.origin != Origin::customers) {
    fail(ErrorKind::invalid_argument, "tenure is no column of customers: {}", name);
  }
  if (!column.property && (column.type == FactType::text || column.type == FactType::day ||
                           column.type == FactType::instant)) {
    fail(ErrorKind::invalid_argument, "tenure is no number: {}", name);
  }
  const std::string sql = column.property ? fmt::format("to_number({})", column.sql) : column.sql;
  return {sql, full_name(column), title_of(column)};
}

}  // namespace mikata::traits
