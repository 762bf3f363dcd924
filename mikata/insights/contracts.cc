// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/contracts.h"

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/periods.h"
#include "mikata/store/derived.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

std::int64_t whole(const Context& context, const std::string& name, std::int64_t least) {
  const std::int64_t number = std::stoll(context.request.parameters.at(name));
  if (number < least || number > 1200) {
    fail(ErrorKind::invalid_argument,
         {"{} は{}から1200までです: {}", "{} is not from {} to 1200: {}"}, name, least, number);
  }
  return number;
}

// The days with an action of that kind, under the same conditions and groups as those with an
// order.
std::string days_with(const Context& context, const std::string& kind) {
  const Scope scope = scope_of(context);
  DaysOfActions which;
  which.condition = "x.kind = '" + kind + "' AND (" + scope.condition + ")";
  which.by = scope.by;
  which.items = scope.origins.contains(Origin::items);
  which.customers = scope.origins.contains(Origin::customers);
  which.accounts = context.request.accounts;
  which.customers_source = customers_source(scope);
  return days_of_actions(which, {{kind}});
}

}  // namespace

std::vector<Parameter> contract_parameters() {
  return {{"term_months", ParameterType::integer, "12", {}, {"契約の月数", "Term, months"}},
          {"grace_days", ParameterType::integer, "30", {}, {"猶予の日数", "Grace, days"}}};
}

ContractTerms contract_terms(const Context& context) {
  return {.months = whole(context, "term_months", 1),
          .grace_days = whole(context, "grace_days", 0)};
}

std::string contracts_sql(std::string_view question) {
  return std::string(insights::sql("contracts.sql")) + std::string(insights::sql(question));
}

std::vector<Slot> contract_slots(const Context& context) {
  return {{"renewals", days_with(context, "renew")}, {"cancels", days_with(context, "cancel")}};
}

std::vector<Binding> contract_bindings(const ContractTerms& terms) {
  return {{"term_months", terms.months}, {"grace_days", terms.grace_days}};
}

bool has_actions(const Context& context, std::string_view kind) {
  return !context.store
              .query({"SELECT 1 AS found FROM fact_kinds WHERE what = 'actions.kind' AND value = "
                      "$kind LIMIT 1",
                      {{"kind", std::string(kind)}}})
              .rows.empty();
}

bool is_undecided(const Context& context, Day period, const ContractTerms& terms) {
  if (is_open(context, period)) return true;
  const Day last = context.request.grain == Grain::all ? context.period.end
                                                       : period_end(period, context.request.grain);
  return last.days + terms.grace_days > context.as_of.days;
}

}  // namespace mikata
