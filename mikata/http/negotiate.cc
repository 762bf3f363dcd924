// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/negotiate.h"

#include <algorithm>
#include <charconv>

#include "mikata/http/message.h"

namespace mikata::http {
namespace {

// Cuts the text before the separator off `rest`.
std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

struct Preference {
  std::string_view name;
  double weight = 1;
};

// "gzip;q=0.5" -> {gzip, 0.5}; a weight that is not 0..1 counts as 0.
Preference read_preference(std::string_view item) {
  Preference preference{.name = next_part(item, ';')};
  while (!item.empty()) {
    const std::string_view parameter = next_part(item, ';');
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    const std::string_view number = parameter.substr(2);
    const char* last = number.data() + number.size();
    const auto [end, error] = std::from_chars(number.data(), last, preference.weight);
    const bool valid =
        error == std::errc() && end == last && preference.weight >= 0 && preference.weight <= 1;
    if (!valid) preference.weight = 0;
  }
  return preference;
}

}  // namespace

double weight(std::string_view header, std::string_view name) {
  double wildcard = 0;
  while (!header.empty()) {
    const Preference preference = read_preference(next_part(header, ','));
    if (equals_ignoring_case(preference.name, name)) return preference.weight;
    if (preference.name == "*") wildcard = preference.weight;
  }
  return wildcard;
}

std::optional<Language> wanted_language(std::string_view accept_language) {
  std::optional<Language> wanted;
  double best = 0;
  while (!accept_language.empty()) {
    const Preference preference = read_preference(next_part(accept_language, ','));
    const std::string_view primary = preference.name.substr(0, preference.name.find('-'));
    const bool ja = equals_ignoring_case(primary, "ja");
    const bool known = ja || equals_ignoring_case(primary, "en");
    if (!known || preference.weight <= best) continue;
    best = preference.weight;
    wanted = ja ? Language::ja : Language::en;
  }
  return wanted;
}

bool wants_csv(std::string_view accept) {
  const double csv =
      accept.find("text/csv") == std::string_view::npos ? 0 : weight(accept, "text/csv");
  return csv > 0 && csv > weight(accept, "application/json");
}

}  // namespace mikata::http
