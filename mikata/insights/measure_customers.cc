// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/measure_customers.h"

#include "mikata/base/error.h"
#include "mikata/insights/worth_scores.h"

namespace mikata {
namespace {

constexpr const char* kName = "customer_measures";

// Who customers are by a model: all of them, whatever the question is.
void measure(const Context& all) {
  const WorthFit fit = worth_fit(all);
  if (!fit.model) {
    fail(ErrorKind::invalid_argument,
         {"顧客ごとの予測はここでは分かりません: 合う購買モデルがありません（{}）",
          "what models say of customers is not known here: no model of buying fits ({})"},
         fit.problem);
  }
  WorthTerms terms;
  if (fit.model->margin && *fit.model->margin > 0) terms.margin = *fit.model->margin;
  all.tell(0.7, {"顧客ごとの値", "scoring customers"});
  const std::vector<GivenTable> given{
      history_scores(*fit.model, life_patterns(all), terms, Bands::predictive)};
  all.tell(0.9, {"顧客ごとの値を保存", "keeping the scores"});
  all.store.measure({all.fill(lives_sql(all, "measures.sql")),
                     {{"as_of", all.as_of},
                      {"version", all.store.version()},
                      {"gamma", fit.model->spend.model.gamma}},
                     all.stop,
                     given});
}

}  // namespace

void measure_customers(const Context& context) {
  if (context.store.recall(kName)) return;
  const Day as_of = latest_day(context.store).value_or(context.as_of);
  const Request request;
  Context all{context.store,   context.settings, context.columns, request,
              Origin::actions, context.period,   as_of,           context.stop};
  all.progress = context.progress;
  measure(all);
  context.store.remember(kName, to_string(as_of));
}

}  // namespace mikata
