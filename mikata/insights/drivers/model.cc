// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "mikata/stats/johnson.h"
#include "mikata/stats/lmg.h"

namespace mikata::drivers {
namespace {

// Fewer forms a driver give shares that are mostly chance.
constexpr std::size_t kFormsMin = 30;
constexpr std::size_t kFormsPerDriver = 5;
constexpr std::size_t kLmgMost = 20;
constexpr std::size_t kLmgBandsMost = 15;
constexpr double kTwin = 1e-9;

using Find = std::optional<stats::DriverShares> (*)(const stats::Matrix&);

// R², each driver's share of it, and the differences of the shares of each pair.
std::vector<double> numbers_of(const stats::Matrix& covariance, Find find) {
  const std::size_t drivers = covariance.size - 1;
  const auto found = find(covariance);
  std::vector<double> numbers(1 + drivers + drivers * (drivers - 1) / 2, kNothing);
  if (!found || !(found->r_squared > 0)) return numbers;
  numbers[0] = found->r_squared;
  for (std::size_t i = 0; i < drivers; ++i) numbers[1 + i] = found->shares[i] / found->r_squared;
  std::size_t at = 1 + drivers;
  for (std::size_t i = 0; i < drivers; ++i) {
    for (std::size_t j = 0; j < i; ++j) numbers[at++] = numbers[1 + i] - numbers[1 + j];
  }
  return numbers;
}

std::size_t difference_at(std::size_t drivers, std::size_t i, std::size_t j) {
  return 1 + drivers + i * (i - 1) / 2 + j;
}

stats::Interval within(const stats::Estimate& band, double value) {
  const double half = (band.interval.high - band.interval.low) / 2;
  return {std::max(0.0, value - half), std::min(1.0, value + half)};
}

using Bands = std::vector<std::optional<stats::Estimate>>;

// Places in the order that are certain: behind those surely above, before those surely below.
void rank(const Bands& bands, std::vector<DriverShare>& drivers) {
  const std::size_t count = drivers.size();
  for (DriverShare& driver : drivers) driver.worst_rank = count;
  for (std::size_t i = 1; i < count; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& band = bands[difference_at(count, i, j)];
      if (!band || (band->interval.low <= 0 && band->interval.high >= 0)) continue;
      const bool first_above = band->interval.low > 0;
      DriverShare& above = drivers[first_above ? i : j];
      DriverShare& below = drivers[first_above ? j : i];
      --above.worst_rank;
      ++below.best_rank;
    }
  }
}

void fill_shares(const stats::Matrix& covariance, const Bands& bands, DriverModel& model) {
  const auto exact = (model.method == Shared::lmg ? stats::lmg : stats::johnson)(covariance);
  const stats::Matrix correlation = stats::correlations(covariance);
  model.r_squared = exact->r_squared;
  if (bands[0]) model.r_squared_band = within(*bands[0], model.r_squared);
  for (std::size_t i = 0; i < model.drivers.size(); ++i) {
    DriverShare& driver = model.drivers[i];
    driver.lmg = exact->shares[i];
    driver.share = exact->r_squared > 0 ? exact->shares[i] / exact->r_squared : 0;
    driver.correlation = correlation.at(correlation.size - 1, i);
    if (bands[1 + i]) driver.share_band = within(*bands[1 + i], driver.share);
  }
}

}  // namespace

Independent independent_terms(const stats::Matrix& covariance) {
  const stats::Matrix correlation = stats::correlations(covariance);
  const std::vector<std::size_t> redundant = stats::redundant_drivers(covariance);
  Independent found;
  for (std::size_t term = 0; term + 1 < covariance.size; ++term) {
    if (covariance.at(term, term) <= 0) {
      found.constant.push_back(term);
    } else if (std::ranges::find(redundant, term) == redundant.end()) {
      found.kept.push_back(term);
      found.twins.emplace_back();
    } else {
      const auto twin = std::ranges::find_if(found.kept, [&](std::size_t kept) {
        return std::abs(correlation.at(term, kept)) > 1 - kTwin;
      });
      if (twin == found.kept.end()) {
        found.told_by_others.push_back(term);
      } else {
        found.twins[static_cast<std::size_t>(twin - found.kept.begin())].push_back(term);
      }
    }
  }
  return found;
}

DriverModel model_of(const TermSums& at, const std::vector<stats::BlockSums>& blocks) {
  const stats::BlockSums total = stats::total_sums(blocks);
  std::vector<std::size_t> all(at.terms());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const stats::Matrix whole = at.covariance(total, all);
  const Independent terms = independent_terms(whole);
  DriverModel model;
  model.constant = terms.constant;
  model.told_by_others = terms.told_by_others;
  model.needed = std::max(kFormsMin, kFormsPerDriver * terms.kept.size());
  if (at.n(total) < static_cast<double>(model.needed)) {
    model.empty = Empty::too_few;
  } else if (!(whole.at(all.size(), all.size()) > 0)) {
    model.empty = Empty::outcome_same;
  } else if (terms.kept.empty()) {
    model.empty = Empty::drivers_same;
  }
  if (model.empty != Empty::none) return model;
  const std::size_t count = terms.kept.size();
  for (std::size_t i = 0; i < count; ++i) {
    model.drivers.push_back({.term = terms.kept[i], .twins = terms.twins[i]});
  }
  model.method = count > kLmgMost ? Shared::johnson : Shared::lmg;
  model.johnson_bands = count > kLmgBandsMost;
  const Find find = model.johnson_bands ? stats::johnson : stats::lmg;
  const Bands bands = stats::jackknife_each(blocks, [&](std::span<const double> sums) {
    return numbers_of(at.covariance(sums, terms.kept), find);
  });
  fill_shares(at.covariance(total, terms.kept), bands, model);
  rank(bands, model.drivers);
  std::ranges::stable_sort(model.drivers, std::greater<>(), &DriverShare::share);
  return model;
}

}  // namespace mikata::drivers
