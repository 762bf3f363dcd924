// SPDX-License-Identifier: Apache-2.0
// Quantiles with linear interpolation.
//
//   h = (n - 1) p,  Q = x(⌊h⌋) + (h - ⌊h⌋) (x(⌊h⌋ + 1) - x(⌊h⌋)),  x sorted, counted from 0
//
// Hyndman and Fan (1996), Am. Stat. 50(4), definition 7: the default of R, of DuckDB's
// quantile_cont and of ClickHouse's quantileExactInclusive.
#pragma once

#include <optional>
#include <span>

namespace mikata::stats {

// nullopt when there are no values. Requires 0 <= p <= 1 and finite values, in any order.
std::optional<double> quantile(std::span<const double> values, double p);
std::optional<double> median(std::span<const double> values);

// A value and how often it occurs.
struct ValueCount {
  double value = 0;
  double count = 0;
};

// The same of a table of counts, without writing it out. Values may repeat. Requires whole
// counts >= 0; nullopt when they sum to 0.
std::optional<double> quantile(std::span<const ValueCount> counts, double p);

}  // namespace mikata::stats
