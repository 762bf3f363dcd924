// SPDX-License-Identifier: Apache-2.0
// Every text that a person reads exists in Japanese and in English.
#pragma once

#include <string>

namespace mikata {

enum class Language { ja, en };

struct Localized {
  std::string ja;
  std::string en;

  const std::string& in(Language language) const { return language == Language::ja ? ja : en; }
};

}  // namespace mikata
