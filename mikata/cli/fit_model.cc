// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/fit_model.h"

#include <fmt/core.h>

#include <map>
#include <span>

#include "mikata/base/error.h"
#include "mikata/models/bg_nbd.h"
#include "mikata/models/contract.h"
#include "mikata/models/covariates.h"
#include "mikata/models/mbg_cnbd.h"
#include "mikata/models/pareto_nbd.h"
#include "mikata/models/purchase_model.h"
#include "mikata/stats/normal.h"

namespace mikata::cli {
namespace {

using models::Certainty;
using models::Pattern;

std::vector<Pattern> patterns_of(const FitFile& file) {
  std::vector<Pattern> patterns;
  for (const FitRow& row : file.rows) patterns.push_back({row.history, row.customers});
  return models::grouped(patterns);
}

// A parameter that begins above `least` has its interval above it too.
FitParameter parameter(const std::string& name, double value, const Certainty& certainty,
                       std::size_t index, double least = 0) {
  FitParameter shown{.name = name, .value = value};
  if (!certainty.converged) return shown;
  const stats::Interval above = models::parameter_interval(certainty, index, value - least);
  shown.standard_error = certainty.standard_errors[index];
  shown.interval = {least + above.low, least + above.high};
  return shown;
}

FitOutcome outcome(const std::vector<std::string>& names, const std::vector<double>& values,
                   const Certainty& certainty) {
  FitOutcome result{.parameters = {}, .certainty = certainty, .notes = {}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    result.parameters.push_back(parameter(names[i], values[i], certainty, i));
  }
  return result;
}

template <typename Model>
FitOutcome with_history(FitOutcome result, const Model& model,
                        const std::vector<Pattern>& patterns) {
  result.patterns = patterns.size();
  result.customers = models::totals(patterns).customers;
  result.expected = [model](const FitRow& row, double t) {
    return models::expected_purchases(model, row.history, t);
  };
  return result;
}

// Customers with the same covariates, which move buying and leaving alike.
std::vector<models::CovariateGroup> covariate_groups(const FitFile& file) {
  std::map<std::vector<double>, std::vector<Pattern>> patterns;
  for (const FitRow& row : file.rows) {
    patterns[row.covariates].push_back({row.history, row.customers});
  }
  std::vector<models::CovariateGroup> groups;
  for (const auto& [z, of_group] : patterns) {
    groups.push_back({z, z, models::grouped(of_group)});
  }
  return groups;
}

template <typename Model>
FitOutcome with_covariates(const FitFile& file, const models::FittedCovariates<Model>& fitted,
                           const std::vector<models::CovariateGroup>& groups, FitOutcome result) {
  const Certainty& certainty = fitted.certainty;
  const auto add = [&](const std::vector<double>& values, const std::string& of) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      FitParameter shown{.name = of + ": " + file.covariate_names[i], .value = values[i]};
      if (certainty.converged) {
        shown.standard_error = certainty.standard_errors[result.parameters.size()];
        const double margin = stats::normal_quantile(.975) * shown.standard_error;
        shown.interval = {values[i] - margin, values[i] + margin};
      }
      result.parameters.push_back(shown);
    }
  };
  add(fitted.buying, "buying");
  add(fitted.leaving, "leaving");
  for (const models::CovariateGroup& group : groups) {
    result.patterns += group.patterns.size();
    result.customers += models::totals(group.patterns).customers;
  }
  result.expected = [fitted](const FitRow& row, double t) {
    const Model model =
        models::model_of(fitted, models::CovariateGroup{row.covariates, row.covariates, {}});
    return models::expected_purchases(model, row.history, t);
  };
  return result;
}

// `fit` takes patterns, and groups of them.
template <typename Fit>
FitOutcome fit_histories(const FitFile& file, const std::vector<std::string>& names, Fit fit) {
  if (file.covariate_names.empty()) {
    const std::vector<Pattern> patterns = patterns_of(file);
    const auto [model, certainty] = fit(std::span<const Pattern>(patterns));
    return with_history(outcome(names, models::parameters(model), certainty), model, patterns);
  }
  const auto groups = covariate_groups(file);
  const auto fitted = fit(std::span<const models::CovariateGroup>(groups));
  return with_covariates(file, fitted, groups,
                         outcome(names, models::parameters(fitted.base), fitted.certainty));
}

FitOutcome fit_bgnbd(const FitFile& file, int) {
  return fit_histories(file, {"r", "alpha", "a", "b"},
                       [](auto rows) { return models::fit_bg_nbd(rows); });
}

FitOutcome fit_mbg(const FitFile& file, const std::vector<Pattern>& patterns,
                   const models::Fitted<models::MbgCnbd>& fitted) {
  const auto& [m, certainty] = fitted;
  FitOutcome result = with_history(
      outcome({"r", "alpha", "a", "b"}, {m.r, m.alpha, m.a, m.b}, certainty), m, patterns);
  result.notes.push_back(fmt::format("k = {}", m.k));
  if (m.k > 1 && !file.are_transactions) {
    result.notes.emplace_back(
        "the log-likelihood is without the density of the gaps, which a table does not tell");
  }
  return result;
}

FitOutcome fit_mbgnbd(const FitFile& file, int) {
  const std::vector<Pattern> patterns = patterns_of(file);
  return fit_mbg(file, patterns, models::fit_mbg_cnbd(patterns));
}

FitOutcome fit_mbgcnbd(const FitFile& file, int k) {
  const std::vector<Pattern> patterns = patterns_of(file);
  if (k == 0 && !file.are_transactions) {
    fail(ErrorKind::invalid_argument,
         {"k がわかりません: 集計済みの表には購入の間隔がありません（--k "
          "を指定するか、取引の一覧を使ってください）",
          "k is not known: a table does not tell the gaps (give --k, or transactions)"});
  }
  return fit_mbg(file, patterns,
                 k == 0 ? models::fit_regularity(patterns, file.log_gaps)
                        : models::fit_mbg_cnbd(patterns, k, file.log_gaps));
}

FitOutcome fit_pnbd(const FitFile& file, int) {
  return fit_histories(file, {"r", "alpha", "s", "beta"},
                       [](auto rows) { return models::fit_pareto_nbd(rows); });
}

FitOutcome fit_bgbb(const FitFile& file, int) {
  std::vector<models::OccasionPattern> patterns;
  double customers = 0;
  for (const FitRow& row : file.rows) {
    const double n = file.has_occasions ? row.occasions : row.history.age;
    patterns.push_back({{row.history.frequency, row.history.recency, n}, row.customers});
    customers += row.customers;
  }
  const auto [m, certainty] = models::fit_bg_bb(patterns);
  FitOutcome result =
      outcome({"alpha", "beta", "gamma", "delta"}, {m.alpha, m.beta, m.gamma, m.delta}, certainty);
  result.patterns = patterns.size();
  result.customers = customers;
  return result;
}

FitOutcome fit_gg(const FitFile& file, int) {
  if (!file.has_value) {
    fail(ErrorKind::invalid_argument,
         {"ファイルに金額がありません: gg には m の列か、取引ごとの金額が要ります（--amount "
          "を見てください）",
          "no money in the file: gg needs m (or an amount of each transaction, see --amount)"});
  }
  std::vector<models::Spend> rows;
  for (const FitRow& row : file.rows) {
    rows.push_back({row.history.frequency, row.value, row.customers});
  }
  const models::SpendRows usable = models::spend_rows(rows);
  const auto [m, certainty] = models::fit_gamma_gamma(usable.rows);
  FitOutcome result{
      .parameters = {parameter("p", m.p, certainty, 0), parameter("q", m.q, certainty, 1, 1),
                     parameter("gamma", m.gamma, certainty, 2)},
      .certainty = certainty,
      .patterns = usable.rows.size(),
      .customers = 0,
      .notes = {}};
  for (const models::Spend& row : usable.rows) result.customers += row.customers;
  result.notes.push_back(
      fmt::format("left out: {} customers without a repeat purchase", usable.without_purchase));
  if (usable.not_positive > 0) {
    result.notes.push_back(
        fmt::format("left out: {} customers whose mean value is not above 0", usable.not_positive));
  }
  if (certainty.converged) {
    result.notes.push_back(fmt::format("mean spend of all {:.4f}", models::mean_spend(m)));
  }
  return result;
}

FitOutcome curve_outcome(FitOutcome result, const FitFile& file) {
  result.patterns = file.survivors.size();
  result.customers = file.survivors.front();
  return result;
}

void check_curve(const FitFile& file) {
  if (file.survivors.empty()) {
    fail(
        ErrorKind::invalid_argument,
        {"ファイルに生存曲線がありません: "
         "契約のモデルには、期間ごとに残った顧客の数が要ります（--survivors "
         "で列を指定してください）",
         "no survival curve in the file: a contract model needs customers left by period (name the "
         "column with --survivors)"});
  }
}

FitOutcome fit_sbg(const FitFile& file, int) {
  check_curve(file);
  const auto [m, certainty] = models::fit_sbg(models::contract_counts(file.survivors));
  return curve_outcome(outcome({"alpha", "beta"}, {m.alpha, m.beta}, certainty), file);
}

FitOutcome fit_bdw(const FitFile& file, int) {
  check_curve(file);
  const auto [m, certainty] = models::fit_bdw(models::contract_counts(file.survivors));
  return curve_outcome(outcome({"alpha", "beta", "c"}, {m.alpha, m.beta, m.c}, certainty), file);
}

}  // namespace

const std::vector<FitModel>& fit_models() {
  static const std::vector<FitModel> kModels{
      {"bgnbd", "BG/NBD: buying at random, leaving after a purchase", fit_bgnbd},
      {"mbgnbd", "MBG/NBD: may leave after the first purchase too", fit_mbgnbd},
      {"mbgcnbd", "MBG/CNBD-k: with regular gaps", fit_mbgcnbd},
      {"pnbd", "Pareto/NBD: may leave at any time", fit_pnbd},
      {"bgbb", "BG/BB: buying or not at regular occasions", fit_bgbb},
      {"gg", "Gamma-Gamma: spend a purchase", fit_gg},
      {"sbg", "sBG: renewals of a contract", fit_sbg},
      {"bdw", "beta-discrete-Weibull: renewals that change with time", fit_bdw}};
  return kModels;
}

}  // namespace mikata::cli
