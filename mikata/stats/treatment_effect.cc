// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/treatment_effect.h"

#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/stats/logit.h"
#include "mikata/stats/normal.h"

namespace mikata::stats {
namespace {

Design design_of(const Observations& data) {
  const std::size_t covariates = data.covariates.empty() ? 0 : data.covariates.front().size();
  Design design(covariates + 1);
  for (const auto& row : data.covariates) {
    std::vector<DesignEntry> entries{{0, 1}};
    for (std::size_t k = 0; k < row.size(); ++k) entries.push_back({k + 1, row[k]});
    design.add_row(entries);
  }
  return design;
}

// The data with what both estimates need of them.
struct Fitted {
  Design design{0};
  std::vector<double> in;  // 1 for who counts, 0 for who is trimmed
  std::vector<double> propensity;
  LogitFit logit;
  double trimmed = 0;
};

LogitFit propensity_of(const Observations& data, const Fitted& fitted) {
  std::vector<double> events(fitted.in.size());
  double treated = 0;
  double all = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i] = fitted.in[i] * data.treated[i];
    treated += events[i];
    all += fitted.in[i];
  }
  if (treated == 0 || treated == all) {
    fail(ErrorKind::invalid_argument,
         {"比べる相手がいません: {1} 人のうち施策を受けた人が {0} 人です",
          "nobody to compare: {} treated of {}"},
         treated, all);
  }
  LogitFit fit = fit_logit({fitted.design, fitted.in, events});
  if (!fit.converged) {
    fail(ErrorKind::invalid_argument,
         {"施策を受けた人が共変量だけで決まるか、共変量どうしが同じ内容です: "
          "比べられる重なりがありません",
          "the covariates tell for certain who is treated, or say the same as each other: no "
          "overlap to compare"});
  }
  return fit;
}

Fitted fit(const Observations& data, double trim) {
  Fitted fitted;
  fitted.design = design_of(data);
  fitted.in.assign(data.treated.size(), 1);
  fitted.logit = propensity_of(data, fitted);
  for (std::size_t i = 0; i < fitted.in.size(); ++i) {
    const double e = fitted.logit.probability(fitted.design, i);
    if (e < trim || e > 1 - trim) fitted.in[i] = 0;
    fitted.trimmed += 1 - fitted.in[i];
  }
  if (fitted.trimmed > 0) fitted.logit = propensity_of(data, fitted);
  for (std::size_t i = 0; i < fitted.in.size(); ++i) {
    fitted.propensity.push_back(fitted.logit.probability(fitted.design, i));
  }
  return fitted;
}

double odds(const Fitted& fitted, std::size_t i) {
  return fitted.propensity[i] / (1 - fitted.propensity[i]);
}

// Weighted mean and variance of a covariate in one arm.
struct Spread {
  double mean = 0;
  double variance = 0;
};
template <typename Weight>
Spread spread(const Observations& data, std::size_t covariate, Weight weight) {
  double sum = 0;
  double total = 0;
  for (std::size_t i = 0; i < data.treated.size(); ++i) {
    sum += weight(i) * data.covariates[i][covariate];
    total += weight(i);
  }
  Spread found{sum / total, 0};
  for (std::size_t i = 0; i < data.treated.size(); ++i) {
    const double apart = data.covariates[i][covariate] - found.mean;
    found.variance += weight(i) * apart * apart / total;
  }
  return found;
}

std::vector<CovariateBalance> balance(const Observations& data, const Fitted& fitted) {
  const auto treated = [&](std::size_t i) { return fitted.in[i] * data.treated[i]; };
  const auto control = [&](std::size_t i) { return fitted.in[i] * (1 - data.treated[i]); };
  const auto weighted = [&](std::size_t i) { return control(i) * odds(fitted, i); };
  std::vector<CovariateBalance> found;
  for (std::size_t k = 0; k + 1 < fitted.design.columns(); ++k) {
    const Spread one = spread(data, k, treated);
    const Spread other = spread(data, k, control);
    const double scale = std::sqrt((one.variance + other.variance) / 2);
    const auto smd = [&](double mean) { return scale > 0 ? (one.mean - mean) / scale : 0; };
    found.push_back({smd(other.mean), smd(spread(data, k, weighted).mean)});
  }
  return found;
}

TreatmentEffect described(const Observations& data, const Fitted& fitted) {
  TreatmentEffect effect;
  double sums[2] = {0, 0};
  double weight = 0;
  double squares = 0;
  for (std::size_t i = 0; i < data.treated.size(); ++i) {
    if (fitted.in[i] == 0) continue;
    const bool treated = data.treated[i] != 0;
    (treated ? effect.treated : effect.controls) += 1;
    sums[treated ? 1 : 0] += data.outcome[i];
    if (treated) continue;
    weight += odds(fitted, i);
    squares += odds(fitted, i) * odds(fitted, i);
  }
  effect.naive = sums[1] / effect.treated - sums[0] / effect.controls;
  effect.trimmed = fitted.trimmed;
  effect.controls_effective = weight * weight / squares;
  effect.balance = balance(data, fitted);
  return effect;
}

// From influence values whose mean is 0: the standard error of their mean, clusters kept together.
void add_error(const Observations& data, const Fitted& fitted, std::span<const double> influence,
               double confidence, TreatmentEffect& effect) {
  std::map<double, double> clusters;
  double n = 0;
  for (std::size_t i = 0; i < influence.size(); ++i) {
    if (fitted.in[i] == 0) continue;
    n += 1;
    clusters[data.clusters.empty() ? static_cast<double>(i) : data.clusters[i]] += influence[i];
  }
  double squares = 0;
  for (const auto& [cluster, sum] : clusters) squares += sum * sum;
  effect.standard_error = std::sqrt(squares) / n;
  const double half = normal_critical(confidence) * effect.standard_error;
  effect.effect.interval = {effect.effect.value - half, effect.effect.value + half};
}

// Least squares of the outcome within one arm; what it gives for everybody.
std::vector<double> expected(const Observations& data, const Fitted& fitted, double arm) {
  std::vector<double> weights(data.treated.size());
  std::vector<double> sums(data.treated.size());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = data.treated[i] == arm ? fitted.in[i] : 0;
    sums[i] = weights[i] * data.outcome[i];
  }
  const std::vector<double> coefficients = fit_linear(fitted.design, weights, sums);
  if (coefficients.empty()) {
    fail(ErrorKind::invalid_argument,
         {"{}で、共変量どうしが同じ内容です: いくつか外してください",
          "the covariates say the same as each other among the {}: leave some out"},
         arm == 1 ? Localized{"施策を受けた人", "treated"} : Localized{"比べる相手", "controls"});
  }
  std::vector<double> means;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    means.push_back(fitted.design.dot(i, coefficients));
  }
  return means;
}

}  // namespace

TreatmentEffect ipw_att(const Observations& data, const TreatmentOptions& options) {
  const Fitted fitted = fit(data, options.trim);
  TreatmentEffect effect = described(data, fitted);
  double n = 0;
  double treated_sum = 0;
  double weight = 0;
  double control_sum = 0;
  for (std::size_t i = 0; i < data.treated.size(); ++i) {
    if (fitted.in[i] == 0) continue;
    n += 1;
    treated_sum += data.treated[i] * data.outcome[i];
    const double w = (1 - data.treated[i]) * odds(fitted, i);
    weight += w;
    control_sum += w * data.outcome[i];
  }
  const double treated_mean = treated_sum / effect.treated;
  const double control_mean = control_sum / weight;
  effect.effect.value = treated_mean - control_mean;
  // How the controls' mean moves with the coefficients of e(x): dw/dβ = w x.
  std::vector<double> pull(fitted.design.columns());
  for (std::size_t i = 0; i < data.treated.size(); ++i) {
    const double w = fitted.in[i] * (1 - data.treated[i]) * odds(fitted, i);
    fitted.design.add_side(i, w * (data.outcome[i] - control_mean) / weight, pull);
  }
  const std::vector<double> turn = Cholesky::of(fitted.logit.information)->solve(pull);
  std::vector<double> influence(data.treated.size());
  for (std::size_t i = 0; i < influence.size(); ++i) {
    if (fitted.in[i] == 0) continue;
    const double t = data.treated[i];
    influence[i] = n * (t * (data.outcome[i] - treated_mean) / effect.treated -
                        (1 - t) * odds(fitted, i) * (data.outcome[i] - control_mean) / weight -
                        fitted.design.dot(i, turn) * (t - fitted.propensity[i]));
  }
  add_error(data, fitted, influence, options.confidence, effect);
  return effect;
}

TreatmentEffect aipw(const Observations& data, Estimand estimand, const TreatmentOptions& options) {
  const Fitted fitted = fit(data, options.trim);
  TreatmentEffect effect = described(data, fitted);
  const std::vector<double> without = expected(data, fitted, 0);
  const bool att = estimand == Estimand::att;
  const std::vector<double> with = att ? without : expected(data, fitted, 1);
  double weight = 0;
  for (std::size_t i = 0; i < without.size(); ++i) {
    weight += fitted.in[i] * (1 - data.treated[i]) * odds(fitted, i);
  }
  const double n = effect.treated + effect.controls;
  std::vector<double> parts(without.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (fitted.in[i] == 0) continue;
    const double t = data.treated[i];
    const double e = fitted.propensity[i];
    const double left = data.outcome[i] - without[i];
    parts[i] =
        att ? n * (t * left / effect.treated - (1 - t) * odds(fitted, i) * left / weight)
            : with[i] - without[i] + t * (data.outcome[i] - with[i]) / e - (1 - t) * left / (1 - e);
    effect.effect.value += parts[i] / n;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double share = att ? data.treated[i] * n / effect.treated : 1;
    parts[i] -= share * effect.effect.value;
  }
  add_error(data, fitted, parts, options.confidence, effect);
  return effect;
}

}  // namespace mikata::stats
