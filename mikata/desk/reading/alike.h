// SPDX-License-Identifier: Apache-2.0
// Remarks that say nearly the same within a calendar month share a number; word for word the same,
// they share it in whatever month.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "mikata/store/store.h"
#include "mikata/text/duplicates.h"

namespace mikata::reading {

// Shorter remarks are not looked at: many people say 高い on their own account.
inline constexpr std::size_t kAlikeLettersMin = 20;

class AlikeMonth {
 public:
  // With what was read of the month before; nothing is looked up while month is the same.
  void turn_to(const Store& store, std::int64_t month_number);

  // The number of each remark, nullopt for short ones. `words`: as they are stored. The same with
  // any number of threads.
  std::vector<std::optional<std::int64_t>> add(std::span<const std::string_view> words,
                                               unsigned threads);

 private:
  std::optional<std::int64_t> month_;
  text::AlikeIndex firsts_;            // the first remark of each group
  std::vector<std::int64_t> numbers_;  // of each group
};

}  // namespace mikata::reading
