// SPDX-License-Identifier: Apache-2.0
// From counts of sets of themes to how much each theme hurts.
//
//   pain_t = share_t · severity_t · weight_t
//   share_t    = remarks that judge t badly / remarks
//   severity_t = (Σ badness of those + k m) / (their number + k),  m the same over all themes,
//                k = 10: a theme that few speak of is as bad as the rest
//   weight_t   = max(0, -β_t),  rating = β_0 + Σ_t β_t bad_t + Σ_t γ_t good_t  by least squares
//                with a ridge of one remark on each β and γ
//
// Ratings lie on -1..1. Everything is computed from sums of blocks of customers, so that the
// jackknife can leave each out.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/stats/jackknife.h"

namespace mikata::pains {

// One set of themes: indices of those judged badly and well.
struct Judged {
  std::vector<std::size_t> bad;
  std::vector<std::size_t> good;
  double remarks = 0;
  double badness = 0;  // sum over the remarks
  double rated = 0;
  double rating = 0;  // sum over the rated
};

class PainModel {
 public:
  explicit PainModel(std::size_t themes) : themes_(themes) {}

  std::size_t themes() const { return themes_; }
  stats::BlockSums empty() const;
  void add(const Judged& judged, stats::BlockSums& sums) const;

  // Of one block, some or all of them added up.
  double remarks(std::span<const double> sums) const { return sums[0]; }
  double bad(std::span<const double> sums, std::size_t theme) const;
  double share(std::span<const double> sums, std::size_t theme) const;
  double severity(std::span<const double> sums, std::size_t theme) const;
  // Of all themes; nullopt when too few remarks came with a score.
  std::optional<std::vector<double>> weights(std::span<const double> sums) const;
  // With weights where there are some, else share x severity.
  double pain(std::span<const double> sums, std::size_t theme) const;

 private:
  std::size_t unknowns() const { return 2 * themes_ + 1; }
  std::size_t cross_at(std::size_t row, std::size_t column) const;  // row >= column

  std::size_t themes_;
};

}  // namespace mikata::pains
