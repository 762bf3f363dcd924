// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/grouped.h"

#include <fmt/format.h>

namespace mikata {

std::string grouped(std::int64_t number) {
  const std::string digits = fmt::format("{}", number);
  std::string text;
  for (std::size_t i = number < 0 ? 1 : 0; i < digits.size(); ++i) {
    if (!text.empty() && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return (number < 0 ? "\u2212" : "") + text;
}

}  // namespace mikata
