// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/covariates.h"

#include <array>
#include <cmath>
#include <string_view>

#include "mikata/base/error.h"
#include "mikata/models/geometric_exit.h"

namespace mikata::models {
namespace {

constexpr std::size_t kBase = 4;

// By how much γ'z = 1 and δ'z = 1 move the logarithm of each parameter.
struct Direction {
  std::array<double, kBase> buying;
  std::array<double, kBase> leaving;
};
constexpr Direction kBgNbd{{0, -1, 0, 0}, {0, 0, 1, 1}};
constexpr Direction kParetoNbd{{0, -1, 0, 0}, {0, 0, 0, -1}};

// The four logarithms of one group at a point (four logarithms, γ, δ).
std::vector<double> logarithms_of(std::span<const double> point, const CovariateGroup& group,
                                  const Direction& direction) {
  const std::size_t buying = group.buying.size();
  const double more = stats::dot(group.buying, point.subspan(kBase, buying));
  const double sooner = stats::dot(group.leaving, point.subspan(kBase + buying));
  std::vector<double> logarithms(point.begin(), point.begin() + kBase);
  for (std::size_t i = 0; i < kBase; ++i) {
    logarithms[i] += direction.buying[i] * more + direction.leaving[i] * sooner;
  }
  return logarithms;
}

void add(Slope& sum, const Slope& slope, const CovariateGroup& group, const Direction& direction) {
  sum.value += slope.value;
  double by_buying = 0;
  double by_leaving = 0;
  for (std::size_t i = 0; i < kBase; ++i) {
    sum.gradient[i] += slope.gradient[i];
    by_buying += direction.buying[i] * slope.gradient[i];
    by_leaving += direction.leaving[i] * slope.gradient[i];
  }
  std::size_t at = kBase;
  for (const double z : group.buying) sum.gradient[at++] += z * by_buying;
  for (const double z : group.leaving) sum.gradient[at++] += z * by_leaving;
}

// All patterns as if there were no covariates; checks that the groups fit together.
std::vector<Pattern> pooled(std::span<const CovariateGroup> groups) {
  std::vector<Pattern> patterns;
  for (const CovariateGroup& group : groups) {
    if (group.buying.size() != groups.front().buying.size() ||
        group.leaving.size() != groups.front().leaving.size()) {
      fail(ErrorKind::invalid_argument,
           {"グループごとに共変量の数が違います", "groups have different numbers of covariates"});
    }
    for (const auto* list : {&group.buying, &group.leaving}) {
      for (const double z : *list) {
        if (!std::isfinite(z))
          fail(ErrorKind::invalid_argument,
               {"共変量が数ではありません: {}", "covariate is not a number: {}"}, z);
      }
    }
    patterns.insert(patterns.end(), group.patterns.begin(), group.patterns.end());
  }
  return grouped(patterns);
}

// Likelihood(patterns) of each group; climbs from `base`, the fit without covariates.
template <typename Model, typename Likelihoods>
FittedCovariates<Model> fit(std::span<const CovariateGroup> groups, const Direction& direction,
                            const std::array<double, kBase>& base, const Likelihoods& likelihoods) {
  const std::size_t buying = groups.front().buying.size();
  const std::size_t leaving = groups.front().leaving.size();
  FitProblem problem{.whole =
                         [&](std::span<const double> point) {
                           Slope sum{.value = 0, .gradient = std::vector<double>(point.size())};
                           for (std::size_t i = 0; i < groups.size(); ++i) {
                             const auto at = logarithms_of(point, groups[i], direction);
                             add(sum, likelihoods[i](at), groups[i], direction);
                           }
                           return sum;
                         },
                     .small = {},
                     .starts = {std::vector<double>(kBase + buying + leaving)},
                     .names = {"the first parameter", "the second parameter", "the third parameter",
                               "the fourth parameter"}};
  for (std::size_t i = 0; i < kBase; ++i) problem.starts[0][i] = std::log(base[i]);
  for (std::size_t i = 0; i < buying; ++i) {
    problem.names.push_back(fmt::format("covariate {} of buying", i + 1));
  }
  for (std::size_t i = 0; i < leaving; ++i) {
    problem.names.push_back(fmt::format("covariate {} of leaving", i + 1));
  }
  Solution solution = solve(problem);
  const auto& p = solution.parameters;
  FittedCovariates<Model> fitted{{p[0], p[1], p[2], p[3]}, {}, {}, std::move(solution.certainty)};
  for (std::size_t i = kBase; i < p.size(); ++i) {
    (i < kBase + buying ? fitted.buying : fitted.leaving).push_back(std::log(p[i]));
    fitted.certainty.standard_errors[i] = std::sqrt(fitted.certainty.covariance.at(i, i));
  }
  return fitted;
}

std::array<double, kBase> moved(const std::array<double, kBase>& base, const CovariateGroup& group,
                                std::span<const double> gamma, std::span<const double> delta,
                                const Direction& direction) {
  std::array<double, kBase> parameters{};
  for (std::size_t i = 0; i < kBase; ++i) {
    parameters[i] = base[i] * std::exp(direction.buying[i] * stats::dot(group.buying, gamma) +
                                       direction.leaving[i] * stats::dot(group.leaving, delta));
  }
  return parameters;
}

}  // namespace

FittedCovariates<BgNbd> fit_bg_nbd(std::span<const CovariateGroup> groups) {
  const BgNbd base = fit_bg_nbd(pooled(groups)).model;
  std::vector<GeometricExitLikelihood> likelihoods;
  for (const CovariateGroup& group : groups) {
    likelihoods.emplace_back(group.patterns, FirstExit::after_a_repeat, 1);
  }
  return fit<BgNbd>(groups, kBgNbd, {base.r, base.alpha, base.a, base.b}, likelihoods);
}

FittedCovariates<ParetoNbd> fit_pareto_nbd(std::span<const CovariateGroup> groups) {
  const ParetoNbd base = fit_pareto_nbd(pooled(groups)).model;
  std::vector<ParetoNbdLikelihood> likelihoods;
  for (const CovariateGroup& group : groups) likelihoods.emplace_back(group.patterns);
  return fit<ParetoNbd>(groups, kParetoNbd, {base.r, base.alpha, base.s, base.beta}, likelihoods);
}

BgNbd model_of(const FittedCovariates<BgNbd>& fitted, const CovariateGroup& group) {
  const BgNbd& m = fitted.base;
  const auto p = moved({m.r, m.alpha, m.a, m.b}, group, fitted.buying, fitted.leaving, kBgNbd);
  return {p[0], p[1], p[2], p[3]};
}

ParetoNbd model_of(const FittedCovariates<ParetoNbd>& fitted, const CovariateGroup& group) {
  const ParetoNbd& m = fitted.base;
  const auto p =
      moved({m.r, m.alpha, m.s, m.beta}, group, fitted.buying, fitted.leaving, kParetoNbd);
  return {p[0], p[1], p[2], p[3]};
}

namespace {

CovariateGroup group_of(const Coefficients& coefficients, std::span<const double> z) {
  CovariateGroup group;
  const auto fill = [&](std::vector<double>& list, const std::vector<double>& given,
                        std::string_view what) {
    if (given.empty()) return;
    if (given.size() != z.size()) {
      fail(ErrorKind::invalid_argument,
           {"共変量と係数の数が合いません: {1} の係数が {0} 個、共変量が {2} 個です",
            "{} coefficients of {} for {} covariates"},
           given.size(), what, z.size());
    }
    list.assign(z.begin(), z.end());
  };
  fill(group.buying, coefficients.buying, "buying");
  fill(group.leaving, coefficients.leaving, "leaving");
  return group;
}

}  // namespace

BgNbd model_of(const BgNbd& base, const Coefficients& coefficients, std::span<const double> z) {
  return model_of(FittedCovariates<BgNbd>{base, coefficients.buying, coefficients.leaving, {}},
                  group_of(coefficients, z));
}

ParetoNbd model_of(const ParetoNbd& base, const Coefficients& coefficients,
                   std::span<const double> z) {
  return model_of(FittedCovariates<ParetoNbd>{base, coefficients.buying, coefficients.leaving, {}},
                  group_of(coefficients, z));
}

}  // namespace mikata::models
