// SPDX-License-Identifier: Apache-2.0
// Where each customer stands at the end of a day, by what was known then: content or not (METRICS,
// quadrant), staying or gone (silence.h, or P(alive) of the fitted model), or without an answer.
// What quadrant, loyalty and stage have in common.
//
// Content: the last answer about the whole (nps, else csat) within 365 days is at least seven
// tenths of the way up its scale, in the good direction. Of a form that asks both, nps counts.
// Where the book only asks about single touchpoints, csat about any of them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

// As the statements number them; 0 is who answered but never bought.
enum class Field {
  never_bought,
  content_staying,
  content_gone,
  complaining_staying,
  complaining_gone,
  no_answer
};
inline constexpr int kFields = 5;  // that are shown, from content_staying on

// content_staying; fails with not_found when no field is called so.
std::string_view field_name(Field field);
Field field_called(std::string_view name);
Localized field_title(Field field);

// The day that is looked at, and the one it is compared with: the day before --start or --last
// begin, else one period earlier. No earlier day where there are no facts yet, or with one period
// for all.
struct Moments {
  Day now;
  std::optional<Day> then = {};
};
Moments moments_of(const Context& context);

enum class GoneBy { silence, model };

// Statements that begin with where everybody stands: standing_now and, where asked, standing_then
// (customer_no, by_value, field, year_minor, year_before_minor: revenue of the 12 months up to
// $day_now and of those before).
class Standing {
 public:
  // With the model only the moment now is known. Fails with invalid_argument where no model fits.
  Standing(const Context& context, const Moments& moments, GoneBy gone_by);
  Standing(const Standing&) = delete;
  Standing& operator=(const Standing&) = delete;

  // As of the moment now.
  const Context& context() const { return context_; }
  // The statement with these in front of it; {group} may be given another text.
  std::string sql(std::string_view file, std::string_view group = "{group}") const;
  std::vector<Binding> bindings() const;
  // Their limit of silence, in days; nullopt where there is none or the model decides.
  std::optional<double> usual() const { return usual_; }
  // {same}: t is the same customer, in the same group, as n.
  Slot same() const;
  bool knows_then() const { return moments_.then.has_value(); }

  // Answers about the whole in the last 365 days that are linked to nobody.
  std::int64_t unlinked() const;

 private:
  void score();
  std::string at(std::string_view moment) const;
  std::string people() const;

  Context context_;
  Moments moments_;
  GoneBy gone_by_;
  bool own_lives_;
  std::string satisfaction_;
  std::optional<double> usual_;
  double silence_then_ = 0;
  std::vector<GivenTable> given_;
};

}  // namespace mikata
