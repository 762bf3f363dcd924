// SPDX-License-Identifier: Apache-2.0
// Every text that a person reads exists in Japanese and in English.
#pragma once

#include <fmt/core.h>

#include <string>
#include <type_traits>

namespace mikata {

enum class Language { ja, en };

struct Localized {
  std::string ja;
  std::string en;

  const std::string& in(Language language) const { return language == Language::ja ? ja : en; }
  bool empty() const { return en.empty(); }
  bool operator==(const Localized&) const = default;
};

// What only a programmer reads is English in both.
inline Localized untranslated(const std::string& text) { return {.ja = text, .en = text}; }

// What fills a gap of a sentence in one language: of a text that exists in both, that one.
template <typename T>
const T& filling(const T& value, Language) {
  return value;
}
inline const std::string& filling(const Localized& text, Language language) {
  return text.in(language);
}
template <typename T>
using Filling = std::remove_cvref_t<decltype(filling(std::declval<const T&>(), Language::en))>;

// A sentence with gaps. Both are checked against their arguments when they are compiled; where the
// order of the words differs, the gaps are numbered: {1}.
template <typename... Args>
struct LocalizedFormat {
  fmt::format_string<Filling<Args>...> ja;
  fmt::format_string<Filling<Args>...> en;
};

// localized({"{} 件", "{} facts"}, count)
template <typename... Args>
Localized localized(std::type_identity_t<LocalizedFormat<Args...>> format, const Args&... args) {
  return {.ja = fmt::vformat(format.ja, fmt::make_format_args(filling(args, Language::ja)...)),
          .en = fmt::vformat(format.en, fmt::make_format_args(filling(args, Language::en)...))};
}

}  // namespace mikata
