// SPDX-License-Identifier: Apache-2.0
// How well predictions agree with the truth.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mikata::text {

struct ClassScore {
  std::uint64_t support = 0;
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

// Of each of `classes` numbers; a class without support and predictions has f1 0.
std::vector<ClassScore> class_scores(std::span<const std::uint32_t> truth,
                                     std::span<const std::uint32_t> predicted, std::size_t classes);
// Mean f1 over the classes that the truth has.
double macro_f1(std::span<const ClassScore> scores);
double accuracy(std::span<const std::uint32_t> truth, std::span<const std::uint32_t> predicted);

// Probability that a positive scores above a negative, ties half (Mann-Whitney); 0.5 when one side
// is empty. `sides`: 1, 0 or anything else, which is left out.
double area_under_curve(std::span<const double> scores, std::span<const int> sides);

}  // namespace mikata::text
