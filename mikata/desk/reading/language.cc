// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/language.h"

#include <algorithm>

namespace mikata::reading {

std::string language_of(const Value& told) {
  if (is_null(told)) return {};
  std::string code = as_text(told);
  const std::size_t end = code.find_first_of("-_");
  code.resize(std::min(end, code.size()));
  if (code.size() != 2) return {};
  for (char& c : code) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c < 'a' || c > 'z') return {};
  }
  return code;
}

}  // namespace mikata::reading
