// SPDX-License-Identifier: Apache-2.0
// What may be an outcome or a driver: a question about a touchpoint (or about the whole) on one
// scale. Scores are counted as places from 0, the worst answer, to 1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/insights/score_share.h"

namespace mikata::drivers {

struct Rating {
  std::string question;
  std::string touchpoint;  // '' for the whole
  double scale_low = 0;
  double scale_high = 1;
  bool higher_is_better = true;
  std::int64_t answers = 0;

  double range() const { return scale_high - scale_low; }
  // "delivery", or the question where it is about the whole.
  const std::string& short_name() const { return touchpoint.empty() ? question : touchpoint; }
  // "worth: delivery".
  std::string full_name() const;
  // The score that stands at a place from 0 to 1.
  double score_at(double place) const;
};

// Every question and touchpoint that was scored in the window, each on the scale with the most
// answers; the most answered first.
std::vector<Rating> known_ratings(const Context& context);

// The lowest place that fits `which`, and the highest; 2 and -1 when none does.
double lowest_place(const Rating& rating, bool (*which)(Step));
double highest_place(const Rating& rating, bool (*which)(Step));

// What is asked for by name: --outcome and --drivers. "" gives nothing. Fails with
// invalid_argument and a suggestion when nothing is called so.
std::vector<Rating> named_ratings(const std::vector<Rating>& known, const std::string& names,
                                  std::string_view parameter);

// How each is called where all of them are shown: short, or in full where two would be the same.
std::vector<std::string> names_of(const std::vector<Rating>& ratings);

}  // namespace mikata::drivers
