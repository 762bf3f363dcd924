// SPDX-License-Identifier: Apache-2.0
// The three pictures of the same forms.
#pragma once

#include <vector>

#include "mikata/insights/drivers/choice.h"

namespace mikata::drivers {

// What a view draws its rows from.
struct Drawn {
  const Context& context;
  const Choice& choice;
  const TermSums& at;
};

std::vector<Column> share_columns();
Answer share_view(const Context& context, const Choice& choice);
Answer performance_view(const Context& context, const Choice& choice);
Answer penalty_view(const Context& context, const Choice& choice);

}  // namespace mikata::drivers
