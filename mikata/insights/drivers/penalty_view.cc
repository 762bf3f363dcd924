// SPDX-License-Identifier: Apache-2.0
// Penalty-reward contrasts (Brandt 1987; Matzler and Sauerwein 2002, Int. J. Service Industry
// Management 13(4), 314-332): the outcome regressed on two marks per driver, rated low and rated
// high. What hurts more than it gains is taken for granted (Kano's must-be); what gains more than
// it hurts is attractive; what does both alike is performance. Low answers may lie further from the
// middle than high ones do, so both are compared per point of the rating: a straight line is
// performance, whatever the scale.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "mikata/insights/drivers/group_words.h"
#include "mikata/insights/drivers/views.h"
#include "mikata/stats/cholesky.h"

namespace mikata::drivers {
namespace {

// Two marks per rating: e1 low, e2 high, e3 low ...; then for each rating the low answers, their
// ratings, the high answers, their ratings, and all ratings.
constexpr std::size_t kFurther = 5;
Terms mark_terms(const Choice& choice) {
  Terms terms;
  for (std::size_t i = 0; i < choice.survey.ratings.size(); ++i) {
    const Rating& rating = choice.survey.ratings[i];
    terms.terms.push_back(fmt::format("CASE WHEN x{0} <= $low_{0} THEN 1 ELSE 0 END", i + 1));
    terms.terms.push_back(fmt::format("CASE WHEN x{0} >= $high_{0} THEN 1 ELSE 0 END", i + 1));
    for (const std::size_t mark : {2 * i + 1, 2 * i + 2}) {
      terms.more.push_back(fmt::format("e{}", mark));
      terms.more.push_back(fmt::format("w * e{} * x{}", mark, i + 1));
    }
    terms.more.push_back(fmt::format("w * x{}", i + 1));
    terms.bindings.push_back({fmt::format("low_{}", i + 1), highest_place(rating, is_low) + 1e-9});
    terms.bindings.push_back({fmt::format("high_{}", i + 1), lowest_place(rating, is_high) - 1e-9});
  }
  return terms;
}

// How far the low and the high answers of a driver are from those between.
struct Distances {
  double low = 0;
  double high = 0;
};
Distances distances(const TermSums& at, std::span<const double> sums, std::size_t driver) {
  const auto further = [&](std::size_t which) {
    return at.further(sums, kFurther * driver + which);
  };
  const double low = at.mean(sums, 2 * driver) * sums[2];
  const double high = at.mean(sums, 2 * driver + 1) * sums[2];
  const double middle = (further(4) - further(1) - further(3)) / (sums[2] - low - high);
  return {middle - further(1) / low, further(3) / high - middle};
}

// Slopes of the marks, and for each driver how much more it hurts than it gains, per point of the
// rating.
std::vector<double> slopes(const TermSums& at, std::span<const double> sums,
                           const std::vector<std::size_t>& kept, double range) {
  std::vector<double> found(at.terms() + at.terms() / 2, kNothing);
  const stats::Matrix covariance = at.covariance(sums, kept);
  stats::Matrix between(kept.size());
  std::vector<double> with(kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (std::size_t j = 0; j < kept.size(); ++j) between.at(i, j) = covariance.at(i, j);
    with[i] = covariance.at(kept.size(), i);
  }
  const auto factor = stats::Cholesky::of(between);
  if (!factor) return found;
  const std::vector<double> solved = factor->solve(with);
  for (std::size_t i = 0; i < kept.size(); ++i) found[kept[i]] = range * solved[i];
  for (std::size_t driver = 0; 2 * driver < at.terms(); ++driver) {
    const Distances far = distances(at, sums, driver);
    found[at.terms() + driver] = -found[2 * driver] / far.low - found[2 * driver + 1] / far.high;
  }
  return found;
}

Localized kind_of(const std::optional<stats::Estimate>& penalty,
                  const std::optional<stats::Estimate>& reward,
                  const std::optional<stats::Estimate>& more) {
  if (!penalty || !reward || !more) return {};
  const bool hurts = penalty->interval.high < 0;
  const bool delights = reward->interval.low > 0;
  if (hurts && more->interval.low > 0) return {"当たり前", "Must-be"};
  if (delights && more->interval.high < 0) return {"魅力的", "Attractive"};
  if (hurts && delights) return {"一元的", "Performance"};
  return {};
}

std::vector<Column> penalty_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"driver", string, "", {"要因", "Driver"}},
          {"n", integer, "forms", {"用紙", "Forms"}},
          {"penalty", number, "", {"悪いとき", "When it is bad"}},
          {"penalty_low", number, "", {"下限", "Low"}},
          {"penalty_high", number, "", {"上限", "High"}},
          {"reward", number, "", {"良いとき", "When it is good"}},
          {"reward_low", number, "", {"下限", "Low"}},
          {"reward_high", number, "", {"上限", "High"}},
          {"kind", string, "", {"性質(狩野)", "Kind (Kano)"}},
          {"low", integer, "answers", {"悪い答え", "Low answers"}},
          {"high", integer, "answers", {"良い答え", "High answers"}},
          {"key", string, "", {"鍵", "Key"}}};
}

void add_rows(const Drawn& drawn, const FormGroup& group, const Independent& ratings,
              Answer& answer) {
  const stats::BlockSums total = stats::total_sums(group.blocks);
  std::vector<std::size_t> marks;
  for (const std::size_t rating : ratings.kept) {
    marks.push_back(2 * rating);
    marks.push_back(2 * rating + 1);
  }
  const Independent kept = independent_terms(drawn.at.covariance(total, marks));
  std::vector<std::size_t> terms;
  for (const std::size_t i : kept.kept) terms.push_back(marks[i]);
  if (terms.empty() || total[0] < static_cast<double>(5 * terms.size())) return;
  const double range = drawn.choice.survey.outcome.range();
  const auto found = stats::jackknife_each(group.blocks, [&](std::span<const double> sums) {
    return slopes(drawn.at, sums, terms, range);
  });
  std::vector<Row> rows;
  for (std::size_t i = 0; i < ratings.kept.size(); ++i) {
    const std::size_t rating = ratings.kept[i];
    const DriverShare driver{.term = rating, .twins = ratings.twins[i]};
    Row row{group.by_value, driver_name(drawn.choice, driver), static_cast<std::int64_t>(total[0])};
    add_estimate(found[2 * rating], row);
    add_estimate(found[2 * rating + 1], row);
    const Localized kind =
        kind_of(found[2 * rating], found[2 * rating + 1], found[drawn.at.terms() + rating]);
    const std::string& word = drawn.context.language() == Language::ja ? kind.ja : kind.en;
    row.emplace_back(word.empty() ? Value() : Value(word));
    row.emplace_back(static_cast<std::int64_t>(drawn.at.further(total, kFurther * rating)));
    row.emplace_back(static_cast<std::int64_t>(drawn.at.further(total, kFurther * rating + 2)));
    row.emplace_back(driver_key(drawn.choice, group.by_value, driver));
    rows.push_back(std::move(row));
  }
  // What hurts most first; what nothing is known of last.
  const auto penalty = [](const Row& row) { return is_null(row[3]) ? 0 : as_number(row[3]); };
  std::ranges::stable_sort(rows, std::less<>(), penalty);
  for (Row& row : rows) answer.table.rows.push_back(std::move(row));
}

}  // namespace

Answer penalty_view(const Context& context, const Choice& choice) {
  const Terms ratings = rating_terms(choice);
  const TermSums rating_at(ratings.terms.size());
  const Terms marks = mark_terms(choice);
  const TermSums mark_at(marks.terms.size());
  const std::vector<FormGroup> of_ratings = sum_forms(context, choice.survey, ratings);
  const std::vector<FormGroup> of_marks = sum_forms(context, choice.survey, marks);
  Answer answer;
  answer.columns = penalty_columns();
  answer.chart = Chart{"bars", "driver", "penalty", "reward", "voice"};
  answer.method = {
      "結果(" + choice.outcome +
          ")を、評価の「悪い」「良い」の2つの印に回帰した点差。区間は顧客50組のジャックナイフ",
      "Points of " + choice.outcome +
          " where a rating is low or high, all others held equal (dummy regression); jackknife "
          "over 50 customer blocks"};
  std::vector<std::size_t> all(rating_at.terms());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  for (std::size_t g = 0; g < of_ratings.size(); ++g) {
    const DriverModel model = model_of(rating_at, of_ratings[g].blocks);
    note_group(context, choice, of_ratings[g], model, answer);
    if (model.empty != Empty::none) continue;
    const Independent ratings_kept =
        independent_terms(rating_at.covariance(stats::total_sums(of_ratings[g].blocks), all));
    add_rows({context, choice, mark_at}, of_marks[g], ratings_kept, answer);
  }
  add_common(context, choice, of_ratings, answer);
  return answer;
}

}  // namespace mikata::drivers
