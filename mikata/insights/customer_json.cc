// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "mikata/insights/customer/customer.h"
#include "mikata/insights/run.h"

namespace mikata {

nlohmann::json customer_json(const Book& book, std::string_view customer_id, Language language) {
  // More than a person can read at once; the API pages with behind.
  constexpr Page kWhole{0, 2000};
  const customer::Profile profile = customer::read_profile(book.store(), customer_id, kWhole);
  const std::string& currency = book.settings().currency;
  nlohmann::json told = nlohmann::json::array();
  for (const auto& attribute : profile.attributes) {
    const auto* day = std::get_if<Day>(&attribute.value);
    told.push_back({{"name", attribute.name},
                    {"title", attribute.title.in(language)},
                    {"value", day != nullptr ? to_string(*day) : as_text(attribute.value)}});
  }
  return {{"customer_id", profile.customer_id},
          {"name", profile.name},
          {"attributes", told},
          {"measures", table_json(profile.measures, currency, language)},
          {"timeline", table_json(profile.timeline, currency, language)}};
}

}  // namespace mikata
