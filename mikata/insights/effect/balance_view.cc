// SPDX-License-Identifier: Apache-2.0
// How far apart the two kinds of moments are in what was known before, without and with weights.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/grouped.h"
#include "mikata/base/money.h"
#include "mikata/insights/effect/views.h"

namespace mikata::effect {
namespace {

constexpr std::array<std::string_view, 9> kLags{"0",    "1",     "2",     "3",  "4-7",
                                                "8-14", "15-30", "31-90", "91+"};
constexpr std::array<std::string_view, 7> kGaps{"-",     "1-7",    "8-14", "15-30",
                                                "31-60", "61-120", "121+"};
constexpr std::array<std::string_view, 7> kBought{"-", "1", "2", "3-4", "5-8", "9-16", "17+"};
constexpr std::array<std::string_view, 7> kAges{"0",       "1-30",    "31-90", "91-180",
                                                "181-365", "366-730", "731+"};

template <std::size_t N>
std::string level_of(const std::array<std::string_view, N>& names, std::int64_t level) {
  return std::string(names.at(static_cast<std::size_t>(level)));
}

// Texts of the customers' numbered columns.
std::vector<std::string> texts_of(const Context& context, const char* column) {
  std::vector<std::string> texts{"-"};
  const Table table = context.store.query(
      {"SELECT value FROM group_numbers WHERE column_name = $column ORDER BY number",
       {{"column", std::string(column)}}});
  for (const Row& row : table.rows) texts.push_back(as_text(row[0]));
  return texts;
}

struct Names {
  std::vector<std::string> timings;
  std::vector<std::string> regions;
  std::vector<std::string> sources;
  int minor_digits = 0;
};

// From one power of two to the next, as people write the currency: 1,024-2,047, 10.24-20.47.
std::string money_level(std::int64_t level, int minor_digits) {
  const std::int64_t low = std::int64_t{1} << std::clamp<std::int64_t>(level, 0, 61);
  if (minor_digits == 0) return fmt::format("{}-{}", grouped(low), grouped(2 * low - 1));
  const double unit = std::pow(10.0, minor_digits);
  return fmt::format("{0:.{2}f}-{1:.{2}f}", static_cast<double>(low) / unit,
                     static_cast<double>(2 * low - 1) / unit, minor_digits);
}

std::string timing_name(const std::string& timing) {
  const std::size_t bar = timing.rfind('|');
  const std::string lag = level_of(kLags, std::stoll(timing.substr(bar + 1)));
  return bar == 0 ? lag : fmt::format("{}, {}", timing.substr(0, bar), lag);
}

std::string level_name(const Names& names, const TraitBalance& trait) {
  const auto at = [&](const std::vector<std::string>& texts) {
    return texts.at(static_cast<std::size_t>(trait.level));
  };
  switch (static_cast<Trait>(trait.trait)) {
    case Trait::timing:
      return timing_name(at(names.timings));
    case Trait::gap:
    case Trait::pace:
      return level_of(kGaps, trait.level);
    case Trait::bought:
      return level_of(kBought, trait.level);
    case Trait::spent:
      return trait.level == 0 ? "-" : money_level(trait.level, names.minor_digits);
    case Trait::age:
      return level_of(kAges, trait.level);
    case Trait::month:
      return to_string(period_of_number(trait.level, Grain::month)).substr(0, 7);
    case Trait::region:
      return at(names.regions);
    case Trait::source:
      return at(names.sources);
  }
  return {};
}

Localized number_title(std::size_t number) {
  static const std::array<Localized, 4> kTitles{
      {{"前の購入からの日数(対数)", "Days since buying before (log)"},
       {"買った日数(対数)", "Days bought (log)"},
       {"1回の金額(対数)", "Spent a time (log)"},
       {"最初の購入からの日数(対数)", "Days since the first time (log)"}}};
  return kTitles.at(number);
}

std::vector<Column> balance_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"trait", string, "", {"特徴", "Trait"}},
          {"level", string, "", {"値", "Level"}},
          {"share", number, "", {"体験した人(割合・平均)", "With the experience (share, mean)"}},
          {"before", number, "", {"前の差(SMD)", "Difference before (SMD)"}},
          {"after", number, "", {"重みづけ後(SMD)", "After weighting (SMD)"}},
          {"ok", integer, "", {"0.1未満", "Below 0.1"}}};
}

void add_row(const Value& by_value, const std::string& trait, const Value& level, double treated,
             Answer& answer) {
  answer.table.rows.push_back({by_value, trait, level, treated});
}

void add_smd(const stats::CovariateBalance& smd, Answer& answer) {
  Row& row = answer.table.rows.back();
  row.emplace_back(smd.before);
  row.emplace_back(smd.after);
  row.emplace_back(std::int64_t{std::abs(smd.after) < kSmdMost ? 1 : 0});
}

}  // namespace

Localized trait_title(Trait trait) {
  switch (trait) {
    case Trait::timing:
      return {"経路と、買ってからの日数", "Channel, days after buying"};
    case Trait::gap:
      return {"前の購入からの日数", "Days since buying before"};
    case Trait::pace:
      return {"ふだんの間隔(日)", "Usual gap in days"};
    case Trait::bought:
      return {"買った日数", "Days bought"};
    case Trait::spent:
      return {"1回の金額", "Spent a time"};
    case Trait::age:
      return {"最初の購入からの日数", "Days since the first time"};
    case Trait::month:
      return {"月", "Month"};
    case Trait::region:
      return {"地域", "Region"};
    case Trait::source:
      return {"来た経路", "How they came"};
  }
  return {};
}

Answer balance_view(const Asked& asked) {
  Answer answer;
  answer.columns = balance_columns();
  answer.chart = Chart{"balance", "trait", "after", "level", "action", "before"};
  const CellTable table = read_cells(asked.context, asked.moments);
  const Names names{table.timings, texts_of(asked.context, "region"),
                    texts_of(asked.context, "channel"),
                    minor_digits(asked.context.settings.currency).value_or(0)};
  const bool ja = asked.context.language() == Language::ja;
  for (const CellGroup& group : table.groups) {
    const Comparison comparison = compare(group.cells);
    answer.n += std::llround(comparison.treated);
    note_refusal(asked, group.by_value, comparison, answer);
    for (const NumberBalance& number : comparison.numbers) {
      const Localized title = number_title(number.number);
      add_row(group.by_value, ja ? title.ja : title.en, {}, number.treated, answer);
      add_smd(number.smd, answer);
    }
    for (const TraitBalance& trait : comparison.traits) {
      const Localized title = trait_title(static_cast<Trait>(trait.trait));
      add_row(group.by_value, ja ? title.ja : title.en, level_name(names, trait), trait.treated,
              answer);
      add_smd(trait.smd, answer);
    }
  }
  if (table.groups.empty()) note_refusal(asked, {}, {.refusal = Refusal::too_few}, answer);
  add_common(asked, answer);
  return answer;
}

}  // namespace mikata::effect
