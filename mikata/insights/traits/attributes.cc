// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/traits/attributes.h"

#include <fmt/format.h>

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/base/listed.h"
#include "mikata/insights/attributes.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::traits {
namespace {

std::vector<Attribute> of_first_order() {
  return {{.name = "first_order.channel",
           .title = {"最初の注文の経路", "channel of the first order"},
           .sql = "f.outlet"},
          {.name = "first_order.category",
           .title = {"最初に買った分類", "category bought first"},
           .sql = "f.category"},
          {.name = "first_order.discount",
           .title = {"最初の注文の値引き", "discount on the first order"},
           .sql = "f.discount",
           .yes = {"最初の注文が値引きあり", "a discount on the first order"},
           .no = {"最初の注文が値引きなし", "no discount on the first order"}},
          {.name = "first_order.amount",
           .title = {"最初の注文の金額", "amount of the first order"},
           .sql = "CASE WHEN c.occasions > 0 THEN c.first_revenue_minor END",
           .number = true,
           .money = true}};
}

// Everything that could be asked, whether it may be or not.
std::vector<Attribute> known_attributes(const Context& context) {
  std::vector<Attribute> all = customer_attributes(context);
  std::ranges::move(of_first_order(), std::back_inserter(all));
  return all;
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

}  // namespace

Attributes attributes_of(const Context& context, const std::set<std::string>& named) {
  Attributes attributes{.all = known_attributes(context), .left_out = {}};
  if (has_facts(context)) {
    attributes.left_out.push_back(
        {{"結果のあとで分かる", "known only afterwards"}, worked_out(context)});
  }
  const std::vector<std::string> unwanted =
      listed_names(context.request.parameters.at("without"), attributes.all);
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

Localized titles_of(const Context& context, const std::vector<std::string>& names) {
  const std::vector<Attribute> known = known_attributes(context);
  std::vector<Localized> titles;
  for (const std::string& name : names) {
    const auto found = std::ranges::find(known, name, &Attribute::name);
    titles.push_back(found != known.end()
                         ? found->title
                         : column_words(context.columns.resolve(name, Origin::customers)));
  }
  return listed(titles);
}

Attribute find_attribute(const Context& context, const std::string& name) {
  for (Attribute& attribute : known_attributes(context)) {
    if (attribute.name == name) return std::move(attribute);
  }
  fail(ErrorKind::not_found,
       {"このキーの行はありません: {} という特徴はありません",
        "no row has this key: no trait is called {}"},
       name);
}

std::string first_orders(const std::vector<Attribute>& attributes) {
  const auto looks = [](const Attribute& attribute) { return attribute.sql.starts_with("f."); };
  if (std::ranges::none_of(attributes, looks)) return "";
  return fmt::format("LEFT JOIN (\n{}\n) AS f ON f.customer_no = c.customer_no",
                     insights::sql("traits/first_orders.sql"));
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
    fail(ErrorKind::invalid_argument,
         {"tenure は顧客の列ではありません: {}", "tenure is no column of customers: {}"}, name);
  }
  if (!column.property && (column.type == FactType::text || column.type == FactType::day ||
                           column.type == FactType::instant)) {
    fail(ErrorKind::invalid_argument, {"tenure は数ではありません: {}", "tenure is no number: {}"},
         name);
  }
  const std::string sql = column.property ? fmt::format("to_number({})", column.sql) : column.sql;
  return {sql, full_name(column), column_words(column)};
}

}  // namespace mikata::traits
