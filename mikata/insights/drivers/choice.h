// SPDX-License-Identifier: Apache-2.0
// Which outcome and which drivers a question is about: those named, else the book's own.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/drivers/forms.h"

namespace mikata::drivers {

struct Choice {
  // No ratings when nobody rated anything together with an outcome.
  Survey survey;
  std::vector<std::string> names;  // of the ratings, as shown
  std::string outcome;
  std::int64_t forms = 0;     // with the outcome
  std::int64_t complete = 0;  // and with every rating
  std::vector<Note> notes = {};
};

// Without --outcome: nps, else the question about the whole with most answers, that comes with
// ratings. Without --drivers: the touchpoint ratings of the same forms (statements to agree with
// are no touchpoints), those most rated first, while half of the forms that rate anything have all
// of them; where there are none, the other questions about the whole.
Choice choose(const Context& context);

}  // namespace mikata::drivers
