// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/log_rank.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <map>

#include "mikata/stats/cholesky.h"

namespace mikata::stats {
namespace {

struct Time {
  std::vector<double> events;
  std::vector<double> gone;  // events and censored
};

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

}  // namespace

std::optional<LogRank> log_rank(std::span<const std::vector<SurvivalCount>> groups) {
  const std::size_t count = groups.size();
  std::map<double, Time> times;
  std::vector<double> at_risk(count);
  LogRank found{.groups = std::vector<LogRankGroup>(count)};
  for (std::size_t g = 0; g < count; ++g) {
    for (const auto& [time, events, censored] : groups[g]) {
      Time& at =
          times.try_emplace(time, Time{std::vector<double>(count), std::vector<double>(count)})
              .first->second;
      at.events[g] += events;
      at.gone[g] += events + censored;
      at_risk[g] += events + censored;
    }
    found.groups[g].at_risk = at_risk[g];
  }
  Matrix variance(count);
  for (const auto& [time, at] : times) {
    const double n = sum(at_risk);
    const double d = sum(at.events);
    const double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
    for (std::size_t g = 0; d > 0 && g < count; ++g) {
      const double share = at_risk[g] / n;
      found.groups[g].observed += at.events[g];
      found.groups[g].expected += d * share;
      for (std::size_t h = 0; h < count; ++h) {
        variance.at(g, h) += spread * share * ((g == h ? 1 : 0) - at_risk[h] / n);
      }
    }
    for (std::size_t g = 0; g < count; ++g) at_risk[g] -= at.gone[g];
  }
  // Groups that nobody could have left say nothing; one of the others follows from the rest.
  std::vector<std::size_t> compared;
  for (std::size_t g = 0; g < count; ++g) {
    if (variance.at(g, g) > 0) compared.push_back(g);
  }
  if (compared.size() < 2) return std::nullopt;
  compared.pop_back();
  Matrix of(compared.size());
  std::vector<double> more;
  for (std::size_t i = 0; i < compared.size(); ++i) {
    const LogRankGroup& group = found.groups[compared[i]];
    more.push_back(group.observed - group.expected);
    for (std::size_t j = 0; j < compared.size(); ++j) {
      of.at(i, j) = variance.at(compared[i], compared[j]);
    }
  }
  const auto factor = Cholesky::of(of);
  if (!factor) return std::nullopt;
  const std::vector<double> solved = factor->solve(more);
  for (std::size_t i = 0; i < more.size(); ++i) found.chi_square += more[i] * solved[i];
  found.degrees = static_cast<double>(more.size());
  const boost::math::chi_squared distribution(found.degrees);
  found.p = boost::math::cdf(boost::math::complement(distribution, found.chi_square));
  return found;
}

}  // namespace mikata::stats
