// SPDX-License-Identifier: Apache-2.0
// What the questions about worth (clv, churn) share: their settings, and the words that say which
// model was chosen, why, and what a value means.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/worth_scores.h"

namespace mikata {

// months, yearly_rate, margin.
std::vector<Parameter> worth_parameters();
// Fails with invalid_argument: months outside of 1..120, a rate below 0, a margin outside of 0..1.
// The margin is the one asked for, else the model's, else 1.
WorthTerms worth_terms(const Context& context, const std::optional<WorthModel>& model);

// The model of buying, the trial it won, and Gamma-Gamma.
Localized model_words(const WorthModel& model);
// Horizon, rate, convention and margin.
Localized terms_words(const WorthTerms& terms, const WorthModel& model);
// Costs that are not known, spend that goes with frequency, no amounts: what to know of the value.
void note_limits(const WorthModel& model, Answer& answer);

// What every view begins with: the lives that the question is about, and their scores as a table.
struct ValuedCustomers {
  WorthModel model;
  WorthTerms terms;
  std::vector<LifePattern> lives;
  std::vector<GivenTable> given;
};
ValuedCustomers value_customers(const Context& context, WorthModel model, const WorthTerms& terms);
// The same context, its statements seeing the scores; holds while `valued` does.
Context with_scores(const Context& context, const ValuedCustomers& valued);

// A statement over all customers with their worth: lives.sql, lives_valued.sql and the file. It
// wants the history_scores given, and $gamma bound.
std::string valued_sql(const Context& context, std::string_view file,
                       UsualGap gap = UsualGap::not_needed);
Binding gamma_of(const WorthModel& model);

// Bands of single customers, after the columns x, t_x, age, known of the page, which go: value_low,
// value_high (95 %), value_80_low, value_80_high.
void add_bands(const WorthModel& model, const WorthTerms& terms, Table& page);

// 12,345 JPY, in Japanese 12,345円, from minor units.
Localized money_words(double minor, const BookSettings& settings);

}  // namespace mikata
