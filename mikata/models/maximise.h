// SPDX-License-Identifier: Apache-2.0
// The top of a smooth function of a few unknowns with a known gradient.
//
// A damped Newton method: the curvature is taken from differences of the gradient once, kept up by
// the BFGS formula (Nocedal and Wright (2006), eq. 6.19) and damped as Levenberg and Marquardt do
// until the function rises (ibid., section 10.3). At the end the curvature is taken afresh and the
// height that is still missing, g' H^-1 g / 2, has to vanish: a test without a unit and without a
// tolerance for the user to choose.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/stats/cholesky.h"

namespace mikata::models {

struct Slope {
  double value = 0;
  std::vector<double> gradient;
};

// Not finite where the function is not defined; the search stays away from there.
using Objective = std::function<Slope(std::span<const double> point)>;

struct Maximum {
  std::vector<double> point;
  double value = 0;
  // Minus the second derivatives at the point.
  stats::Matrix curvature{};
  bool converged = false;
  // Why it is no maximum, or no unique one; "" when converged.
  std::string reason;
  int evaluations = 0;
};

// Climbs from `start`. `curvature` is what is known about it there, e.g. from a smaller sample.
Maximum maximise(const Objective& objective, std::vector<double> start,
                 const std::optional<stats::Matrix>& curvature = {});

// Minus the second derivatives, by forward differences of the gradient.
stats::Matrix curvature_at(const Objective& objective, std::span<const double> point,
                           const Slope& slope);

}  // namespace mikata::models
