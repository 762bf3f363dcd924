// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/traits/outcome.h"

#include <fmt/format.h>

#include "mikata/base/error.h"
#include "mikata/base/money.h"
#include "mikata/insights/histories.h"
#include "mikata/insights/silence.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::traits {
namespace {

constexpr double kNever = 1e9;
// Present, the outcome, and which half by a hash of who they are.
constexpr const char* kStanding = "1 + 2 * o.outcome + 4 * (c.block % 2)";

Outcome left(const Context& context) {
  const std::optional<double> usual = usual_silence(context);
  const std::string ja = usual ? fmt::format("{:g}日", *usual) : "なし";
  const std::string en = usual ? fmt::format("{:g} days", *usual) : "none";
  return {
      .question = {.outcomes = lives_sql(context, "traits/left.sql", UsualGap::needed),
                   .bindings = {{"silence_days", usual.value_or(kNever)}},
                   .standing = kStanding},
      .share = {"離れた", "left"},
      .method = {fmt::format("離れた:沈黙が本人の間隔の90%点(5回以上)、ほかは全体の{}より長い", ja),
                 fmt::format("Left: silent for longer than the 90 % quantile of own gaps (5 or "
                             "more), else of all gaps ({})",
                             en)}};
}

Outcome best(const Context&) {
  return {.question = {.outcomes = std::string(insights::sql("traits/best.sql")),
                       .standing = kStanding},
          .share = {"上位1割の客", "are among the best tenth"},
          .method = {"上位1割:直近12か月の購入額",
                     "Best tenth: by what they spent in the last 12 months"}};
}

Outcome fits(const Context& context, const std::string& expression) {
  const CompileOptions options{.own = Origin::customers,
                               .money_digits = minor_digits(context.settings.currency).value_or(0),
                               .foreign = {Origin::voices, Origin::actions},
                               .as_of = context.as_of,
                               .parameter = "of"};
  const Condition condition = compile_condition(expression, context.columns, options);
  if (condition.origins.contains(Origin::items)) {
    fail(ErrorKind::invalid_argument,
         {"of は顧客のことを言っていません: {}（買ったものは actions.item_id = '...' "
          "と書いてください）",
          "of says nothing of customers: {} (write what they bought as actions.item_id = '...')"},
         expression);
  }
  return {.question = {.outcomes = std::string(insights::sql("traits/fits.sql")),
                       .bindings = condition.bindings,
                       .slots = {{"fits", condition.sql}},
                       .standing = kStanding,
                       .buyers = false},
          .columns = condition.columns,
          .share = {"「" + expression + "」", "have " + expression},
          .method = {"結果:" + expression, "Outcome: " + expression}};
}

}  // namespace

Outcome outcome_of(const Context& context) {
  const std::string& of = context.request.parameters.at("of");
  if (of == "left") return left(context);
  if (of == "best") return best(context);
  if (of.find_first_not_of(' ') == std::string::npos) {
    fail(ErrorKind::invalid_argument,
         {"of が空です（left、best か、--where と同じ条件を書いてください）",
          "of is empty (write left, best, or a condition as in --where)"});
  }
  return fits(context, of);
}

}  // namespace mikata::traits
