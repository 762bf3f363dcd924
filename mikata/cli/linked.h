// SPDX-License-Identifier: Apache-2.0
// How many answers belong to a known customer.
#pragma once

#include <cstdint>
#include <string>

#include "mikata/base/localized.h"
#include "mikata/store/store.h"

namespace mikata::cli {

struct LinkedAnswers {
  std::int64_t answers = 0;
  std::int64_t linked = 0;
};

LinkedAnswers linked_answers(const Store& store);

// "1,204 of 1,530 answers linked"; "" when there are no answers.
std::string linked_text(const LinkedAnswers& answers, Language language);

}  // namespace mikata::cli
