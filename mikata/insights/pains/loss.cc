// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/pains/loss.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "mikata/base/grouped.h"
#include "mikata/insights/comparison.h"
#include "mikata/insights/comparison_traits.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::pains {
namespace {

// More would not make an interval that anybody could tell apart.
constexpr std::int64_t kRemarksEnough = 50'000;
constexpr std::int64_t kTreatedEnough = 2'000;
constexpr std::int64_t kOthersEnough = 6'000;

// A day on which a known customer spoke.
struct Spoken {
  std::int64_t customer = 0;
  std::int64_t day = 0;
  std::vector<char> bad;  // of each theme
  comparison::Cell cell;
};
struct SpokenGroup {
  Value by_value;
  std::vector<Spoken> days;  // by customer, then by day
};

std::vector<SpokenGroup> read(const Context& context, const CountedRemarks& counted,
                              const std::vector<std::string>& names, std::int64_t remarks) {
  const std::string moments = context.fill(
      insights::sql("pains/moments.sql"),
      {{"counted", counted.condition},
       {"remark_group", context.fill("{group}")},
       {"occasions", comparison::occasions_sql(context, {{"days", "order_days AS d"},
                                                         {"group", "CAST(0 AS BIGINT)"},
                                                         {"where", "TRUE"}})}});
  const std::vector<std::string> keys{"by_value", "customer_no", "index_day",
                                      "block",    "themes",      "content"};
  std::vector<Binding> bindings = counted.bindings;
  bindings.push_back({"customers_of", std::max<std::int64_t>(1, remarks / kRemarksEnough)});
  const Table table = context.query(moments + comparison::cells_sql(keys, 1), std::move(bindings));
  std::vector<SpokenGroup> groups;
  comparison::CellReader reader;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) groups.push_back({row[0], {}});
    std::vector<Spoken>& days = groups.back().days;
    const std::int64_t customer = as_integer(row[1]);
    const std::int64_t day = std::get<Day>(row[2]).days;
    if (days.empty() || days.back().customer != customer || days.back().day != day) {
      days.push_back(
          {customer, day, std::vector<char>(names.size(), 0), reader.read(row, keys.size())});
      days.back().cell.block = static_cast<std::size_t>(as_integer(row[3]));
      days.back().cell.levels.push_back(as_integer(row[5]));
    }
    for (const ThemeMark& mark : theme_marks(as_text(row[4]))) {
      const auto known = std::ranges::find(names, mark.name);
      if (mark.tone < 0 && known != names.end()) {
        days.back().bad[static_cast<std::size_t>(known - names.begin())] = 1;
      }
    }
  }
  return groups;
}

// The first day that judges the theme badly, and the days before it.
std::vector<const Spoken*> until_judged(const std::vector<Spoken>& days, std::size_t theme) {
  std::vector<const Spoken*> kept;
  std::int64_t judged = 0;  // the customer who has done so
  for (const Spoken& day : days) {
    if (day.customer == judged) continue;
    kept.push_back(&day);
    if (day.bad[theme] != 0) judged = day.customer;
  }
  return kept;
}

// One of so many customers, where there are more than enough.
std::vector<comparison::Cell> cells_of(const std::vector<const Spoken*>& days, std::size_t theme) {
  const auto judged =
      std::ranges::count_if(days, [&](const Spoken* day) { return day->bad[theme] != 0; });
  const auto all = static_cast<std::int64_t>(days.size());
  const std::int64_t treated_of = std::max<std::int64_t>(1, judged / kTreatedEnough);
  const std::int64_t others_of = std::max<std::int64_t>(1, (all - judged) / kOthersEnough);
  std::vector<comparison::Cell> cells;
  std::int64_t customers = 0;
  std::int64_t before = 0;
  for (const Spoken* day : days) {
    if (day->customer != before) ++customers;
    before = day->customer;
    const bool treated = day->bad[theme] != 0;
    if (customers % (treated ? treated_of : others_of) != 0) continue;
    cells.push_back(day->cell);
    cells.back().treated = treated;
    // What else was judged badly on that day.
    const auto bad = std::ranges::count(day->bad, 1) - (treated ? 1 : 0);
    cells.back().levels.push_back(bad > 0 ? 1 : 0);
  }
  return cells;
}

Localized reason(const comparison::Comparison& found) {
  const auto text = [](double count) { return grouped(std::llround(count)); };
  const double all = found.treated + found.treated_outside;
  switch (found.refusal) {
    case comparison::Refusal::none:
      return {"区間が求まりません", "no interval can be given"};
    case comparison::Refusal::too_few:
      if (all >= comparison::kMomentsMin) {
        return {"比べる一言が30に満たない", "fewer than 30 remarks to compare with"};
      }
      return {fmt::format("不満を言ってから12か月たった購入者が{}人(30人に満たない)", text(all)),
              fmt::format("{} buyers judged it badly 12 months ago or earlier (fewer than 30)",
                          text(all))};
    case comparison::Refusal::no_overlap:
      return {fmt::format("比べられる相手がいるのは{}人中{}人だけ", text(all), text(found.treated)),
              fmt::format("only {} of {} people have anybody comparable", text(found.treated),
                          text(all))};
    case comparison::Refusal::unbalanced:
      return {fmt::format("重みづけのあとも両者が違う(SMD {:.2f}、上限{:g})", found.worst_smd,
                          comparison::kSmdMost),
              fmt::format("the two still differ after weighting (SMD {:.2f}, limit {:g})",
                          found.worst_smd, comparison::kSmdMost)};
  }
  return {};
}

Loss loss_of(const std::vector<Spoken>& days, std::size_t theme) {
  const comparison::Comparison found =
      comparison::compare(cells_of(until_judged(days, theme), theme));
  const bool told = found.refusal == comparison::Refusal::none && found.outcomes[0].att;
  if (!told) return {std::llround(found.treated), std::nullopt, reason(found)};
  const stats::Estimate& att = *found.outcomes[0].att;
  return {std::llround(found.treated),
          stats::Estimate{-att.value, {-att.interval.high, -att.interval.low}},
          {}};
}

}  // namespace

Loss nobody_followed() {
  return {0, std::nullopt, reason({.refusal = comparison::Refusal::too_few})};
}

std::vector<GroupLoss> losses(const Context& context, const CountedRemarks& counted,
                              const std::vector<std::string>& names, std::int64_t remarks) {
  if (names.empty()) return {};
  context.tell(0.3, {"一言のあとの1年をたどっています", "following the year after each remark"});
  std::vector<GroupLoss> found;
  for (const SpokenGroup& group : read(context, counted, names, remarks)) {
    found.push_back({group.by_value, {}});
    for (std::size_t theme = 0; theme < names.size(); ++theme) {
      found.back().themes.push_back(loss_of(group.days, theme));
    }
  }
  return found;
}

}  // namespace mikata::pains
