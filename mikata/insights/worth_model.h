// SPDX-License-Identifier: Apache-2.0
// The models by which a book's customers are valued: which one of buying and leaving, fitted to
// all, and Gamma-Gamma for what they spend a time.
//
// The model of buying is the one with the highest predictive log score Σ ln P(purchases that came |
// history) on the last third of what was watched, each fitted to the first two thirds; where that
// cannot be told, the one with the highest log-likelihood (METRICS, clv). With many customers the
// trial is held on whole blocks of them; the chosen model is always fitted to all.
//
// The models are those of all customers, whatever --where says: conditions choose whose values are
// shown, so that parts add up to the whole. Only where a question is about single actions, items or
// accounts are there other lives, and so other models.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mikata/insights/histories.h"
#include "mikata/models/purchase_model.h"

namespace mikata {

// What became of one model on trial.
struct TriedModel {
  std::string name;
  int k = 1;                                  // of mbgcnbd
  std::optional<double> log_score = {};       // per customer
  std::optional<double> log_likelihood = {};  // on trial, per customer; nullopt: not fitted
  std::string problem = {};                   // why there is none
};

struct WorthModel {
  models::Fitted<models::PurchaseModel> purchases;  // time in weeks
  models::Fitted<models::GammaGamma> spend;         // minor units
  bool spend_varies = false;  // or everybody is taken to spend the mean: Gamma-Gamma did not fit
  double correlation = 0;     // of how often and how much a time, over those who bought again
  // Of the revenue, what is left after costs (as `profitability` has it); nullopt: no cost of goods
  // is known.
  std::optional<double> margin = {};
  double buyers = 0;                   // customers fitted to
  double returned = 0;                 // of them, those who bought again
  std::vector<TriedModel> tried = {};  // the best first
  std::optional<Day> cut = {};         // last day of the two thirds; nullopt: chosen by likelihood
  double trial_customers = 0;
};

struct WorthFit {
  std::optional<WorthModel> model = {};
  // Why there is none, model by model or for all: a sentence in English, "" when there is one.
  std::string problem = {};
};

// Fitted when first asked after a change of the facts, then remembered by the store.
WorthFit worth_fit(const Context& context);
// Whether that needs no fitting any more.
bool worth_is_fitted(const Context& context);
// The model, or nullopt, and then `answer` says why.
std::optional<WorthModel> worth_model(const Context& context, Answer& answer);

// The context in which the lives of all customers are counted: without --where and --by, unless
// they make other lives.
class EverybodysContext {
 public:
  explicit EverybodysContext(const Context& context);
  EverybodysContext(const EverybodysContext&) = delete;  // refers to its own request
  EverybodysContext& operator=(const EverybodysContext&) = delete;
  const Context& context() const { return context_; }
  // Names these lives among all that can be asked for at one version of the book.
  std::string name() const;

 private:
  bool own_lives_;
  Request request_;
  Context context_;
};

}  // namespace mikata
