// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/history.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "mikata/base/error.h"

namespace mikata::models {
namespace {

void check_number(const char* name, double value, const std::string& where) {
  if (!std::isfinite(value))
    refuse_history(where,
                   localized({"{} が数ではありません: {}", "{} is not a number: {}"}, name, value));
  if (value < 0)
    refuse_history(where, localized({"{} が負です: {}", "{} is negative: {}"}, name, value));
}

auto key(const Pattern& pattern) {
  const History& h = pattern.history;
  return std::tuple(h.frequency, h.recency, h.age);
}

// Exact for few purchases, then in steps of about a quarter.
int frequency_class(double x) {
  return x < 4 ? static_cast<int>(x) : static_cast<int>(std::log2(x) * 3);
}

int time_class(double share, int classes) {
  return std::min(classes - 1, static_cast<int>(share * classes));
}

}  // namespace

void refuse_history(const std::string& where, const Localized& fact) {
  fail(ErrorKind::invalid_argument, {"{}{}{}", "{}{}{}"}, where, where.empty() ? "" : ": ", fact);
}

void check_history(const History& history, const std::string& where) {
  const auto [x, t_x, age] = history;
  check_number("x", x, where);
  check_number("t_x", t_x, where);
  check_number("T", age, where);
  if (x != std::floor(x)) {
    refuse_history(where,
                   localized({"x が整数ではありません: {}（x は 2 回目からの購入の回数です）",
                              "x is not a whole number: {} (it counts repeat purchases)"},
                             x));
  }
  if (x > 0 && t_x == 0) {
    refuse_history(
        where,
        localized(
            {"t_x は 0 ですが x は {} です（最初の購入と同じ日の購入は、合わせて 1 回と数えます）",
             "t_x is 0 but x is {} (repeat purchases on the day of the first one "
             "are one purchase with it)"},
            x));
  }
  if (x == 0 && t_x > 0) {
    refuse_history(
        where, localized({"t_x は {} ですが x は 0 です（2 回目の購入がなければ t_x は 0 です）",
                          "t_x is {} but x is 0 (t_x is 0 without a repeat purchase)"},
                         t_x));
  }
  if (t_x > age) {
    refuse_history(
        where,
        localized({"t_x が T より後です: {} > {}（どちらも最初の購入から、同じ単位で数えます）",
                   "t_x is after T: {} > {} (both count from the first purchase, in one "
                   "unit of time)"},
                  t_x, age));
  }
}

Localized not_enough(std::span<const Pattern> patterns) {
  double customers = 0;
  double purchases = 0;
  double watched = 0;
  bool differ = false;
  const Pattern* first = nullptr;
  for (const Pattern& pattern : patterns) {
    check_history(pattern.history);
    if (!(pattern.customers >= 0)) {
      fail(ErrorKind::invalid_argument,
           {"顧客の数が負です: {}", "number of customers is negative: {}"}, pattern.customers);
    }
    if (pattern.customers == 0) continue;
    if (first == nullptr) first = &pattern;
    customers += pattern.customers;
    purchases += pattern.customers * pattern.history.frequency;
    watched += pattern.customers * pattern.history.age;
    differ = differ || key(pattern) != key(*first);
  }
  if (customers == 0)
    return {"当てはめるにはデータが足りません: 顧客がいません", "not enough to fit: no customers"};
  if (customers < 2)
    return {"当てはめるにはデータが足りません: 顧客が 1 人です", "not enough to fit: one customer"};
  if (watched == 0)
    return {"当てはめるにはデータが足りません: どの顧客も T が 0 です",
            "not enough to fit: T is 0 for every customer"};
  if (purchases == 0) {
    return localized(
        {"当てはめるにはデータが足りません: 顧客 {} 人のうち、もう一度買った人がいません",
         "not enough to fit: none of {} customers bought again"},
        customers);
  }
  if (!differ)
    return localized({"当てはめるにはデータが足りません: 顧客 {} 人の買い方がすべて同じです",
                      "not enough to fit: all {} customers are alike"},
                     customers);
  return {};
}

std::vector<Pattern> grouped(std::span<const Pattern> patterns) {
  std::vector<Pattern> sorted(patterns.begin(), patterns.end());
  std::ranges::sort(sorted, {}, key);
  std::vector<Pattern> groups;
  for (const Pattern& pattern : sorted) {
    if (!groups.empty() && key(groups.back()) == key(pattern)) {
      groups.back().customers += pattern.customers;
    } else {
      groups.push_back(pattern);
    }
  }
  return groups;
}

std::vector<Pattern> coarse(std::span<const Pattern> patterns) {
  constexpr int kRecencyClasses = 6;
  constexpr int kAgeClasses = 3;
  double longest = 0;
  for (const Pattern& pattern : patterns) longest = std::max(longest, pattern.history.age);
  std::map<std::array<int, 3>, Pattern> classes;
  for (const auto& [history, customers] : patterns) {
    const auto [x, t_x, age] = history;
    if (customers == 0) continue;
    Pattern& sum =
        classes
            .try_emplace({frequency_class(x), time_class(age > 0 ? t_x / age : 0, kRecencyClasses),
                          time_class(age / longest, kAgeClasses)},
                         Pattern{{}, 0})
            .first->second;
    sum.history.frequency += customers * x;
    sum.history.recency += customers * t_x;
    sum.history.age += customers * age;
    sum.customers += customers;
  }
  std::vector<Pattern> means;
  for (const auto& [name, sum] : classes) {
    const double n = sum.customers;
    means.push_back({{sum.history.frequency / n, sum.history.recency / n, sum.history.age / n}, n});
  }
  return means;
}

HistoryTotals totals(std::span<const Pattern> patterns) {
  HistoryTotals sum;
  for (const Pattern& pattern : patterns) {
    sum.customers += pattern.customers;
    sum.purchases += pattern.customers * pattern.history.frequency;
    sum.age += pattern.customers * pattern.history.age;
  }
  return sum;
}

}  // namespace mikata::models
