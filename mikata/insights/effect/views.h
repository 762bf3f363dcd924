// SPDX-License-Identifier: Apache-2.0
// The pictures of one comparison.
#pragma once

#include <vector>

#include "mikata/insights/effect/moments.h"

namespace mikata::effect {

struct Asked {
  const Context& context;
  const Event& event;
  const Moments& moments;
};

std::vector<Column> summary_columns();
Answer summary_view(const Asked& asked);
Answer balance_view(const Asked& asked);
Answer event_view(const Asked& asked);

// Who had the experience, what is left out and why; why a group is refused.
void add_common(const Asked& asked, Answer& answer);
// The sentence of a refusal; nullopt where there is none.
void note_refusal(const Asked& asked, const Value& by_value, const Comparison& comparison,
                  Answer& answer);

// "North: " where there are several groups.
std::string group_words(const Context& context, const Value& by_value);

// What an outcome is called.
Localized outcome_title(Outcome outcome);
std::string_view outcome_name(Outcome outcome);
// What a trait and its level are called.
Localized trait_title(Trait trait);

}  // namespace mikata::effect
