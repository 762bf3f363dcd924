// SPDX-License-Identifier: Apache-2.0
// Which remarks are held out together.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mikata::text {

inline constexpr std::size_t kFolds = 5;

// A fold for each remark: kinds are spread evenly over the folds, the same text is in one fold, and
// neither order nor a draw of chance matters. `kinds`: any number for each text.
std::vector<std::uint8_t> folds(std::span<const std::string> texts,
                                std::span<const std::uint32_t> kinds);

// Indices whose fold is (not) `fold`.
std::vector<std::uint32_t> inside(std::span<const std::uint8_t> folds, std::uint8_t fold);
std::vector<std::uint32_t> outside(std::span<const std::uint8_t> folds, std::uint8_t fold);

}  // namespace mikata::text
