// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/day_words.h"

#include <array>
#include <string_view>

namespace mikata {

Localized day_words(Day day) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto [year, month, date] = calendar(day);
  return {fmt::format("{}年{}月{}日", year, month, date),
          fmt::format("{} {} {}", date, kMonths.at(static_cast<std::size_t>(month - 1)), year)};
}

}  // namespace mikata
