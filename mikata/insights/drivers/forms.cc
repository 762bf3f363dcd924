// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/forms.h"

#include <fmt/format.h>

#include <bit>

#include "mikata/insights/context.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace drivers {
namespace {

constexpr std::size_t kFirstSum = 3;
constexpr std::size_t kBlocks = 50;
// Answers are placed on this many steps between the worst and the best, whole numbers on any scale
// of up to ten steps, so that their sums do not depend on the order of the rows.
constexpr int kSteps = 12600;

bool uses_weights(const Context& context) {
  return context.request.parameters.at(kWeights.name) != "ignore";
}

// SQL that is true of an answer to the rating on its scale; its values are bound under `number`.
std::string is_of(const Rating& rating, std::size_t number) {
  return fmt::format(
      "a.question = $question_{0} AND a.touchpoint = $touchpoint_{0} AND a.scale_low = "
      "$scale_low_{0} AND a.scale_high = $scale_high_{0} AND {1}a.higher_is_better",
      number, rating.higher_is_better ? "" : "NOT ");
}

// From 0, the worst answer, to 1.
std::string placed(const Rating& rating, std::size_t number) {
  const char* from =
      rating.higher_is_better ? "(a.score - $scale_low_{0})" : "($scale_high_{0} - a.score)";
  return fmt::format(fmt::runtime(std::string(from) + " / ($scale_high_{0} - $scale_low_{0})"),
                     number);
}

void bind_rating(const Rating& rating, std::size_t number, std::vector<Binding>& bindings) {
  const auto name = [&](const char* what) { return fmt::format("{}_{}", what, number); };
  bindings.push_back({name("question"), rating.question});
  bindings.push_back({name("touchpoint"), rating.touchpoint});
  bindings.push_back({name("scale_low"), rating.scale_low});
  bindings.push_back({name("scale_high"), rating.scale_high});
}

// The statement's slots and values: the outcome has number 0.
struct Asked {
  std::vector<Slot> slots;
  std::vector<Binding> bindings;
};

Asked ask_of(const Context& context, const Survey& survey, const std::string& more_columns = {}) {
  Asked asked;
  bind_rating(survey.outcome, 0, asked.bindings);
  std::string ratings;
  for (std::size_t i = 0; i < survey.ratings.size(); ++i) {
    const Rating& rating = survey.ratings[i];
    ratings += fmt::format(",\n    max(CASE WHEN {} THEN {} END) AS x{}", is_of(rating, i + 1),
                           placed(rating, i + 1), i + 1);
    bind_rating(rating, i + 1, asked.bindings);
  }
  std::string complete = "x1 IS NOT NULL";
  for (std::size_t i = 1; i < survey.ratings.size(); ++i) {
    complete += fmt::format(" AND x{} IS NOT NULL", i + 1);
  }
  const bool accounts = context.request.accounts;
  asked.slots = {
      {"outcome", "(" + is_of(survey.outcome, 0) + ")"},
      {"on_scale", is_of(survey.outcome, 0)},
      {"outcome_placed", placed(survey.outcome, 0)},
      {"ratings", ratings + more_columns},
      {"complete", complete},
      {"blocks",
       accounts ? "" : " LEFT JOIN customer_summary AS s ON s.customer_no = a.customer_no"},
      // A form that belongs to nobody is a respondent of its own.
      {"block", accounts
                    ? "c.account_no % 50"
                    : "coalesce(s.block, CAST(floor(hash01(a.response_id) * 50) AS INTEGER))"}};
  asked.bindings.push_back({"weights", std::int64_t{uses_weights(context) ? 1 : 0}});
  return asked;
}

Table ask(const Context& context, std::string_view file, const Asked& asked) {
  const std::string sql =
      std::string(insights::sql("drivers/forms.sql")) + std::string(insights::sql(file));
  return context.query(sql, asked.bindings, asked.slots);
}

}  // namespace

std::vector<Pattern> count_patterns(const Context& context, const Survey& survey) {
  Asked asked = ask_of(context, survey);
  std::string pattern = "CAST(0 AS BIGINT)";
  for (std::size_t i = 0; i < survey.ratings.size(); ++i) {
    pattern +=
        fmt::format(" + CASE WHEN x{} IS NULL THEN 0 ELSE {} END", i + 1, std::uint64_t{1} << i);
  }
  asked.slots.push_back({"pattern", pattern});
  std::vector<Pattern> patterns;
  for (const Row& row : ask(context, "drivers/patterns.sql", asked).rows) {
    patterns.push_back({static_cast<std::uint64_t>(as_integer(row[0])), as_integer(row[1])});
  }
  return patterns;
}

std::int64_t forms_with(const std::vector<Pattern>& patterns, std::uint64_t wanted) {
  std::int64_t forms = 0;
  for (const Pattern& pattern : patterns) {
    if ((pattern.has & wanted) == wanted) forms += pattern.forms;
  }
  return forms;
}

double TermSums::mean(std::span<const double> sums, std::size_t term) const {
  return sums[kFirstSum + term] / sums[2];
}

double TermSums::further(std::span<const double> sums, std::size_t which) const {
  return sums[kFirstSum + terms_ + 1 + (terms_ + 1) * (terms_ + 2) / 2 + which];
}

double TermSums::product(std::span<const double> sums, std::size_t i, std::size_t j) const {
  const std::size_t row = std::max(i, j);
  return sums[kFirstSum + terms_ + 1 + row * (row + 1) / 2 + std::min(i, j)];
}

stats::Matrix TermSums::covariance(std::span<const double> sums,
                                   const std::vector<std::size_t>& which) const {
  std::vector<std::size_t> all = which;
  all.push_back(terms_);
  stats::Matrix found(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      found.at(i, j) =
          product(sums, all[i], all[j]) / sums[2] - mean(sums, all[i]) * mean(sums, all[j]);
    }
    // What is left of rounding where all are the same.
    if (found.at(i, i) < 1e-14) found.at(i, i) = 0;
  }
  return found;
}

std::vector<FormGroup> sum_forms(const Context& context, const Survey& survey, const Terms& terms) {
  Asked asked = ask_of(context, survey);
  std::string columns;
  std::string sums = "sum(w)";
  std::string products;
  for (std::size_t i = 0; i <= terms.terms.size(); ++i) {
    const bool last = i == terms.terms.size();
    if (!last) columns += fmt::format("{} AS e{}, ", terms.terms[i], i + 1);
    columns += fmt::format("round_half_up({} * ({})) AS g{}{}", kSteps, last ? "y" : terms.terms[i],
                           i + 1, last ? "" : ", ");
    sums += fmt::format(", sum(w * g{}) / {}e0", i + 1, kSteps);
    for (std::size_t j = 0; j <= i; ++j) {
      products += fmt::format(", sum(w * g{} * g{}) / {}e0", i + 1, j + 1, kSteps * kSteps);
    }
  }
  sums += products;
  for (const std::string& more : terms.more) {
    sums += fmt::format(", sum(round_half_up({0} * ({1}))) / {0}e0", kSteps * kSteps, more);
  }
  for (std::size_t i = 0; i < survey.ratings.size(); ++i) columns += fmt::format(", x{}", i + 1);
  asked.slots.push_back({"terms", columns});
  asked.slots.push_back({"sums", sums});
  asked.bindings.insert(asked.bindings.end(), terms.bindings.begin(), terms.bindings.end());
  std::vector<FormGroup> groups;
  for (const Row& row : ask(context, "drivers/sums.sql", asked).rows) {
    const std::size_t size = row.size() - 2;
    if (groups.empty() || groups.back().by_value != row[0]) {
      groups.push_back({row[0], std::vector<stats::BlockSums>(kBlocks, stats::BlockSums(size))});
    }
    auto& block = groups.back().blocks.at(static_cast<std::size_t>(as_integer(row[1])));
    for (std::size_t i = 0; i < size; ++i) block[i] = as_number(row[i + 2]);
  }
  return groups;
}

std::vector<LeftOut> forms_left_out(const Context& context, const Survey& survey) {
  const Asked asked = ask_of(context, survey);
  const Table table =
      context.query(insights::sql("drivers/left_out.sql"), asked.bindings, asked.slots);
  const std::vector<Localized> reasons{
      {"匿名を約束した答え(用紙の組み合わせから分かってしまうので使いません)",
       "answers promised anonymous (a whole form would tell who it was)"},
      {"どの用紙か分からない答え", "answers that belong to no form (no response_id)"},
      {"ほかの尺度の答え", "answers on another scale"}};
  std::vector<LeftOut> left_out;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const Value& count = table.rows.at(0)[i];
    if (!is_null(count) && as_integer(count) > 0) {
      left_out.push_back({reasons[i], as_integer(count)});
    }
  }
  return left_out;
}

Behind low_ratings(const Context& context, const Survey& survey, const LowRating& low, Page page) {
  const std::size_t number = low.which + 1;
  const std::string is_driver = is_of(survey.ratings[low.which], number);
  Asked asked = ask_of(context, survey,
                       fmt::format(",\n    max(CASE WHEN {0} THEN a.answer_no END) AS answer_no,"
                                   "\n    max(CASE WHEN {0} THEN a.occurred_at END) AS occurred_at",
                                   is_driver));
  asked.slots.push_back({"low", fmt::format("x{} <= $low", number)});
  asked.slots.push_back({"group", context.fill("{by}")});
  asked.bindings.push_back({"low", highest_place(survey.ratings[low.which], is_low) + 1e-9});
  asked.bindings.push_back({"key_by", low.by_value});
  asked.bindings.push_back({"limit", page.limit});
  asked.bindings.push_back({"offset", page.offset});
  Behind behind;
  behind.table = ask(context, "drivers/behind.sql", asked);
  const std::size_t total = behind.table.index("total");
  for (Row& row : behind.table.rows) {
    behind.total = as_integer(row[total]);
    row.resize(total);
  }
  behind.table.columns.resize(total);
  return behind;
}

}  // namespace drivers
}  // namespace mikata
