// SPDX-License-Identifier: Apache-2.0
// What customers' lives of buying leave for the models (mikata/models/history.h), counted in the
// database: one row for all who have the same one. Days are whole days; the models count in weeks.
#pragma once

#include <cstdint>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/models/gamma_gamma.h"
#include "mikata/models/history.h"

namespace mikata {

inline constexpr double kDaysPerWeek = 7;

struct LifeDays {
  std::int64_t x = 0;    // days with an order after the first one
  std::int64_t t_x = 0;  // from the first day to the last
  std::int64_t age = 0;  // from the first day to as_of
};
models::History in_weeks(const LifeDays& days);

// The customers of one group with one history. `known` is the money of their x days, in minor
// units, 0 where it is not above 0.
struct LifePattern {
  Value by_value;
  LifeDays days;
  double customers = 0;
  double known = 0;          // Σ
  double known_squared = 0;  // Σ of squares
  double unknown = 0;        // customers who bought again, but not for money above 0
};
// By as_of; ordered by group, x, t_x, age.
std::vector<LifePattern> life_patterns(const Context& context);
// The same for models::, in weeks.
std::vector<models::Pattern> in_weeks(const std::vector<LifePattern>& patterns);

// How much those who bought again spent a time, in minor units.
std::vector<models::Spend> life_spend(const Context& context);

// Histories until `cut`, and what came after it until as_of; of the customers whose block is below
// `blocks` (50 are all).
struct TrialPattern {
  LifeDays days;
  double after = 0;
  double customers = 0;
};
struct Trial {
  std::vector<TrialPattern> patterns;
  double log_gaps = 0;  // Σ ln(weeks between one day and the next) until `cut`
};
Trial life_trial(const Context& context, Day cut, std::int64_t blocks = 50);
std::vector<models::Pattern> in_weeks(const Trial& trial);

// Whether a life also knows the customer's own usual gap (`usual`, NULL with few gaps): it costs.
enum class UsualGap { not_needed, needed };

// The SELECT of all lives with one of the statements that read it.
// Up to the book's last day, and of customers as a whole, nothing has to be added up for them.
std::string lives_sql(const Context& context, std::string_view file,
                      UsualGap gap = UsualGap::not_needed);
// Whether condition or group are about single actions or items.
bool chooses_actions(const Context& context);
// Whether a question about those, or about accounts, makes other lives.
bool has_own_lives(const Context& context);

}  // namespace mikata
