// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "mikata/base/json.h"
#include "mikata/base/money.h"
#include "mikata/insights/customer/customer.h"
#include "mikata/insights/customer/glance.h"
#include "mikata/insights/run.h"
#include "mikata/segment/columns.h"

namespace mikata {
namespace {

using nlohmann::json;

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

json wish_json(const std::optional<customer::Wish>& wish) {
  if (!wish) return nullptr;
  return {{"day", to_string(wish->said.day)},
          {"text", wish->said.text},
          {"voice_id", wish->said.voice_id},
          {"asks", wish->asks}};
}

json wrong_json(const std::optional<customer::Wrong>& wrong, Language language) {
  if (!wrong) return nullptr;
  constexpr std::array kKinds{"low_score", "trouble", "remark"};
  json found{{"kind", kKinds.at(static_cast<std::size_t>(wrong->kind))},
             {"day", to_string(wrong->day)},
             {"title", wrong->title.in(language)},
             {"touchpoint", text_or_null(wrong->touchpoint)},
             {"text", text_or_null(wrong->text)},
             {"voice_id", text_or_null(wrong->voice_id)}};
  for (const char* name : {"score", "scale_low", "scale_high"}) found[name] = nullptr;
  if (wrong->score) {
    found["score"] = *wrong->score;
    found["scale_low"] = wrong->scale_low;
    found["scale_high"] = wrong->scale_high;
  }
  return found;
}

json glance_json(const customer::Glance& glance, double minor, Language language) {
  json stage = nullptr;
  if (glance.stage) {
    stage = {{"name", glance.stage->name}, {"title", glance.stage->title.in(language)}};
  }
  const auto& worth = glance.worth;
  return {{"stage", stage},
          {"wish", wish_json(glance.wish)},
          {"worth",
           {{"revenue", worth.revenue / minor},
            {"revenue_365d", worth.revenue_365d / minor},
            {"clv_12m", worth.clv_12m ? json(*worth.clv_12m / minor) : json()},
            {"p_alive", worth.p_alive ? json(*worth.p_alive) : json()}}},
          {"wrong", wrong_json(glance.wrong, language)}};
}

customer::Glance glance_of(const Book& book, std::int64_t customer_no, const Table& newest) {
  const Columns columns = known_columns(book.store());
  const Request request;
  const Day as_of = book.as_of().value_or(Day{});
  const Context context{book.store(),    book.settings(), columns, request,
                        Origin::actions, {as_of, as_of},  as_of,   {}};
  return customer::read_glance(context, customer_no, newest);
}

}  // namespace

nlohmann::json customer_json(const Book& book, std::string_view customer_id, Language language) {
  // More than a person can read at once; the API pages with behind.
  constexpr Page kWhole{0, 2000};
  const std::int64_t number = customer::customer_number(book.store(), customer_id);
  const customer::Profile profile = customer::read_profile(book.store(), number, kWhole);
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
          {"glance", glance_json(glance_of(book, number, profile.timeline),
                                 minor_per_major(currency), language)},
          {"measures", table_json(profile.measures, currency, language)},
          {"timeline", table_json(profile.timeline, currency, language)}};
}

nlohmann::json found_customers_json(const Book& book, const std::string& text, Language language) {
  // Who is not among these is found by another word sooner than by reading on.
  constexpr std::size_t kShown = 50;
  Table found = customer::find_customers(book.store(), text, kShown + 1);
  const bool more = found.rows.size() > kShown;
  if (more) found.rows.resize(kShown);
  nlohmann::json document = table_json(found, book.settings().currency, language);
  document["more"] = more;
  return document;
}

}  // namespace mikata
