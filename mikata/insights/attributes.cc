// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/attributes.h"

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/insights/bought.h"
#include "mikata/insights/column_title.h"
#include "mikata/insights/context.h"

namespace mikata {
namespace {

// Plain columns of customers that are names of one person, or a day that is told otherwise.
constexpr std::array<std::string_view, 8> kNames{"customer_id",   "account_id", "name",
                                                 "email",         "phone",      "birth_date",
                                                 "first_seen_at", "referred_by"};

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::size_t first = list.find_first_not_of(' ', begin);
    if (first < end) {
      words.push_back(list.substr(first, list.find_last_not_of(' ', end - 1) + 1 - first));
    }
    begin = end + 1;
  }
  return words;
}

}  // namespace

Localized column_words(const SegmentColumn& column) {
  if (column.property) return {column.name, column.name};
  Localized title = column_title(full_name(column));
  // Inside of a sentence.
  if (!title.en.empty() && title.en[0] >= 'A' && title.en[0] <= 'Z') {
    title.en[0] = static_cast<char>(title.en[0] - 'A' + 'a');
  }
  return title;
}

std::vector<Attribute> customer_attributes(const Context& context) {
  std::vector<Attribute> all;
  for (const SegmentColumn& column : context.columns.all()) {
    if (column.origin != Origin::customers || column.type == FactType::boolean) continue;
    if (column.derived && column.name != "age") continue;
    if (std::ranges::find(kNames, column.name) != kNames.end() && !column.property) continue;
    const bool number = !column.property && column.type != FactType::text;
    all.push_back(
        {.name = column.name, .title = column_words(column), .sql = column.sql, .number = number});
    if (column.derived && is_earlier(context)) {
      all.back().sql = "age_on($as_of, c.birth_date)";
    }
  }
  all.push_back({.name = "referred",
                 .title = {"紹介で来たか", "came through a friend"},
                 .sql = "CASE WHEN c.referred_by IS NULL THEN 'no' ELSE 'yes' END",
                 .yes = {"紹介あり", "a friend who referred them"},
                 .no = {"紹介なし", "no friend who referred them"}});
  return all;
}

std::vector<std::string> listed_names(const std::string& list,
                                      const std::vector<Attribute>& attributes) {
  std::vector<std::string> known;
  for (const Attribute& attribute : attributes) known.push_back(attribute.name);
  std::vector<std::string> names = words_of(list);
  for (const std::string& name : names) {
    if (std::ranges::find(known, name) != known.end()) continue;
    fail(ErrorKind::invalid_argument,
         {"見る列のなかに {} はありません{}", "no column that is looked at is called {}{}"}, name,
         did_you_mean(name, known));
  }
  return names;
}

Context about_customers(const Context& context, const Localized& what) {
  if (context.request.accounts) {
    fail(ErrorKind::invalid_argument,
         {"{}は顧客のもので、取引先のものではありません（--unit account を外してください）",
          "{} are those of customers, not of accounts (leave out --unit account)"},
         what);
  }
  Context about = context;
  about.names = Origin::customers;
  if (scope_of(about).origins.contains(Origin::items)) {
    fail(ErrorKind::invalid_argument,
         {"商品の列は顧客のことを言っていません（買ったものは actions.item_id と書いてください）",
          "a column of items says nothing of customers (write what they bought as "
          "actions.item_id)"});
  }
  return about;
}

}  // namespace mikata
