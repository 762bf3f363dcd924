// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/purchase_model.h"

#include <cassert>

namespace mikata::models {
namespace {

// E[Y], E[Y^2] of somebody who is there.
AheadMoments alive_moments(const BgNbd& model, const History& history, double t) {
  return moments_ahead(ahead(model, history), t);
}

AheadMoments alive_moments(const MbgCnbd& model, const History& history, double t) {
  AheadMoments sum;
  for (const auto& [weight, from] : ahead(model, history)) {
    const AheadMoments moments = moments_ahead(from, t);
    sum.mean += weight * moments.mean;
    sum.square += weight * moments.square;
  }
  return sum;
}

AheadMoments alive_moments(const ParetoNbd& model, const History& history, double t) {
  const ParetoNbd from = ahead(model, history);
  return {expected_purchases(from, t), expected_square(from, t)};
}

template <typename Model>
Fitted<PurchaseModel> as_any(Fitted<Model> fitted) {
  return {fitted.model, std::move(fitted.certainty)};
}

}  // namespace

std::string_view model_name(const PurchaseModel& model) {
  if (std::holds_alternative<BgNbd>(model)) return "bgnbd";
  if (std::holds_alternative<ParetoNbd>(model)) return "pnbd";
  return std::get<MbgCnbd>(model).k == 1 ? "mbgnbd" : "mbgcnbd";
}

Fitted<PurchaseModel> fit_purchases(PurchaseModelKind kind, std::span<const Pattern> patterns,
                                    double log_gaps) {
  switch (kind) {
    case PurchaseModelKind::bgnbd:
      return as_any(fit_bg_nbd(patterns));
    case PurchaseModelKind::mbgnbd:
      return as_any(fit_mbg_cnbd(patterns));
    case PurchaseModelKind::mbgcnbd:
      return as_any(fit_regularity(patterns, log_gaps));
    case PurchaseModelKind::pnbd:
      break;
  }
  return as_any(fit_pareto_nbd(patterns));
}

std::vector<double> parameters(const PurchaseModel& model) {
  if (const auto* m = std::get_if<BgNbd>(&model)) return {m->r, m->alpha, m->a, m->b};
  if (const auto* m = std::get_if<MbgCnbd>(&model)) return {m->r, m->alpha, m->a, m->b};
  const auto& m = std::get<ParetoNbd>(model);
  return {m.r, m.alpha, m.s, m.beta};
}

PurchaseModel with_parameters(const PurchaseModel& model, std::span<const double> p) {
  assert(p.size() == 4);
  if (std::holds_alternative<BgNbd>(model)) return BgNbd{p[0], p[1], p[2], p[3]};
  if (const auto* m = std::get_if<MbgCnbd>(&model)) return MbgCnbd{p[0], p[1], p[2], p[3], m->k};
  return ParetoNbd{p[0], p[1], p[2], p[3]};
}

double p_alive(const PurchaseModel& model, const History& history) {
  return std::visit([&](const auto& m) { return p_alive(m, history); }, model);
}

double expected_purchases(const PurchaseModel& model, double t) {
  return std::visit([&](const auto& m) { return expected_purchases(m, t); }, model);
}

double expected_purchases(const PurchaseModel& model, const History& history, double t) {
  return std::visit([&](const auto& m) { return expected_purchases(m, history, t); }, model);
}

double probability(const PurchaseModel& model, const History& history, double n, double t) {
  return std::visit([&](const auto& m) { return probability(m, history, n, t); }, model);
}

PurchaseMoments purchase_moments(const PurchaseModel& model, const History& history, double t) {
  const double alive = p_alive(model, history);
  const AheadMoments moments =
      std::visit([&](const auto& m) { return alive_moments(m, history, t); }, model);
  const double mean = alive * moments.mean;
  return {mean, alive * moments.square - mean * mean};
}

}  // namespace mikata::models
