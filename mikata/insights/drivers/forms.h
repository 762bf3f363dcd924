// SPDX-License-Identifier: Apache-2.0
// Filled-in forms, summed: which ratings come with an outcome, and their cross products per block
// of customers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "mikata/insights/drivers/rating.h"
#include "mikata/stats/cholesky.h"
#include "mikata/stats/jackknife.h"

namespace mikata::drivers {

// An outcome and the ratings that may move it.
struct Survey {
  Rating outcome;
  std::vector<Rating> ratings;
};

// How many forms have which ratings: bit k of `has` for rating k.
struct Pattern {
  std::uint64_t has = 0;
  std::int64_t forms = 0;
};
// Forms with the outcome that --where finds. Requires at most kRatingsMost ratings.
inline constexpr std::size_t kRatingsMost = 60;
std::vector<Pattern> count_patterns(const Context& context, const Survey& survey);
// Forms that have the ratings of `wanted`, and maybe others.
std::int64_t forms_with(const std::vector<Pattern>& patterns, std::uint64_t wanted);

// What is summed up of the forms that have every rating: terms e1, e2 ..., each SQL over the
// ratings x1, x2 ..., and further sums of any of these and of the weight w.
struct Terms {
  std::vector<std::string> terms;
  std::vector<std::string> more = {};
  std::vector<Binding> bindings = {};
};

// Where the sums of one block stand: n, weighted (answers with a weight), weight, Σ w e of each
// term and, last, the outcome, the lower half of Σ w e e', then the further sums.
class TermSums {
 public:
  explicit TermSums(std::size_t terms) : terms_(terms) {}
  std::size_t terms() const { return terms_; }
  double n(std::span<const double> sums) const { return sums[0]; }
  double weighted(std::span<const double> sums) const { return sums[1]; }
  // Weighted mean of a term; `terms()` is the outcome.
  double mean(std::span<const double> sums, std::size_t term) const;
  double further(std::span<const double> sums, std::size_t which) const;
  // Of some of the terms and, last, the outcome.
  stats::Matrix covariance(std::span<const double> sums,
                           const std::vector<std::size_t>& which) const;

 private:
  double product(std::span<const double> sums, std::size_t i, std::size_t j) const;
  std::size_t terms_;
};

struct FormGroup {
  Value by_value;
  std::vector<stats::BlockSums> blocks;
};
std::vector<FormGroup> sum_forms(const Context& context, const Survey& survey, const Terms& terms);

// Answers to the outcome that no form of the sums holds, and why.
std::vector<LeftOut> forms_left_out(const Context& context, const Survey& survey);

// The answers whose rating `which` is low, in forms of one group that have every rating.
struct LowRating {
  Value by_value;
  std::size_t which = 0;
};
Behind low_ratings(const Context& context, const Survey& survey, const LowRating& low, Page page);

}  // namespace mikata::drivers
