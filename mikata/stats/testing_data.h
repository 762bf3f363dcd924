// SPDX-License-Identifier: Apache-2.0
// Published data, as sums: for tests only.
#pragma once

#include <vector>

#include "mikata/stats/cholesky.h"

namespace mikata::stats {

// n² times the covariance, from sums of whole numbers: exact.
inline Matrix covariance(double n, const std::vector<double>& sums,
                         const std::vector<std::vector<double>>& products) {
  Matrix found(sums.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      found.at(i, j) = found.at(j, i) = n * products[i][j] - sums[i] * sums[j];
    }
  }
  return found;
}

// SFO customer survey 2017 (City and County of San Francisco): ratings 1 to 5 of food, walkways,
// signs, stores, screens, art and wifi, and of the airport as a whole; 1,548 complete answers.
inline Matrix airport() {
  return covariance(1548, {5641, 6403, 6339, 5670, 6353, 6150, 6271, 6323},
                    {{21979},
                     {23833, 27485},
                     {23650, 26933, 27011},
                     {21650, 24002, 23793, 21992},
                     {23643, 27023, 26731, 23810, 27141},
                     {23176, 25931, 25694, 23237, 25715, 25690},
                     {23316, 26513, 26180, 23447, 26341, 25384, 26979},
                     {23641, 26674, 26414, 23715, 26466, 25644, 26153, 26573}});
}

}  // namespace mikata::stats
