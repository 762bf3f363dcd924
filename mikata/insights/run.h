// SPDX-License-Identifier: Apache-2.0
// From words (CLI flags or URL parameters) to a checked Request, from a Request to an answer, from
// an answer to the JSON of ARCHITECTURE section 5. Both interfaces go through here.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "mikata/insights/insight.h"

namespace mikata {

// Names and values as given: start, end, last, period, by, where, as_of, unit, all_answers, and the
// insight's own parameters ("as-of" and "as_of" are the same).
using Arguments = std::map<std::string, std::string>;

// Fails with invalid_argument: unknown name (with suggestion), a date that does not exist, an end
// before the start, a column of --by or --where that is not known.
Request parse_request(const Insight& insight, const Arguments& arguments);

// An answer with all that belongs to it.
struct Result {
  const Insight* insight = nullptr;
  Request request;
  Period period;
  Day as_of;
  Answer answer;                     // money still in minor units
  Localized source;                  // "69,659 actions, 0 voices, 23,570 customers"
  std::vector<std::string> missing;  // requires_facts that the book does not have
  std::string currency;
};

// Where the facts are and what the book says of itself: a Book, or another engine in tests.
struct Facts {
  const Store& store;
  const BookSettings& settings;
};
Result run_insight(const Insight& insight, const Facts& facts, const Request& request,
                   const Watch& watch = {});
Result run_insight(const Insight& insight, const Book& book, const Request& request,
                   const Watch& watch = {});
// What a question needs and the book does not have: "voices.question=nps", "customers.channel";
// "a|b" is either.
std::vector<std::string> missing_facts(const Insight& insight, const Facts& facts);
// The customers or voices of the row with that key. Fails with not_found when the key names no row.
// tidy: the parameters of run_insight, and which row and page of it
Behind run_behind(const Insight& insight, const Facts& facts, const Request& request,
                  std::string_view key, Page page, const Watch& watch = {});
// tidy: the same, for a book
Behind run_behind(const Insight& insight, const Book& book, const Request& request,
                  std::string_view key, Page page, const Watch& watch = {});
// The statements that would run, one after the other.
std::string insight_sql(const Insight& insight, Engine engine);

nlohmann::json result_json(const Result& result, Language language);
// A table alone: {"columns":[...],"rows":[...]}; money becomes major units of `currency`.
nlohmann::json table_json(const Table& table, std::string_view currency, Language language);
// {"insights":[{"name","title","question","parameters",...}]}. With a book, each also says
// "missing": what must be imported before it can answer.
nlohmann::json catalog_json(Language language, const Book* book);
// One person: {"customer_id","name",...,"measures":{...},"timeline":{columns, rows}}. Fails with
// not_found.
nlohmann::json customer_json(const Book& book, std::string_view customer_id, Language language);
// The customers that somebody looks for: {columns, rows, "more"}; `more`: there are others.
nlohmann::json found_customers_json(const Book& book, const std::string& text, Language language);
// {"name","currency","timezone","language","as_of","first_day","tables":{"actions":123,...},
//  "columns":[{"name","table","type"}]}: what the page needs to draw its controls.
nlohmann::json book_json(const Book& book, Language language);

}  // namespace mikata
