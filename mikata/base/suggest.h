// SPDX-License-Identifier: Apache-2.0
// "did you mean ...?": the known word that is nearest to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mikata/base/localized.h"

namespace mikata {

// The candidate with the smallest edit distance (Damerau-Levenshtein, optimal string alignment),
// if it is at most a third of the word's length (at least 1, at most 3); else nullopt.
std::optional<std::string> nearest_word(std::string_view word,
                                        std::span<const std::string> candidates);

// " (did you mean answered_at?)" or "".
Localized did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace mikata
