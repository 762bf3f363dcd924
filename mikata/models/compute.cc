// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/compute.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"

namespace mikata::models {
namespace {

using nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& fact) { fail(ErrorKind::invalid_argument, "{}", fact); }

std::string shown(const ordered_json& value) {
  const std::string text = value.is_string() ? value.get<std::string>() : json_line(value);
  return text.size() > 80 ? text.substr(0, 80) + "…" : text;
}

std::string bare(std::string_view name) {
  return std::string(name.ends_with("?") ? name.substr(0, name.size() - 1) : name);
}

std::vector<std::string> bare_names(const Names& names) {
  std::vector<std::string> words;
  for (const std::string_view name : names) words.push_back(bare(name));
  return words;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

const ordered_json& part(const ordered_json& question, const char* name) {
  static const ordered_json kNone = ordered_json::object();
  const auto found = question.find(name);
  if (found == question.end() || found->is_null()) return kNone;
  if (!found->is_object()) refuse(fmt::format("{} is not an object: {}", name, shown(*found)));
  return *found;
}

std::string word_of(const ordered_json& question, const char* name) {
  const auto found = question.find(name);
  if (found == question.end()) return "";
  if (!found->is_string()) refuse(fmt::format("{} is not a word: {}", name, shown(*found)));
  return found->get<std::string>();
}

void check_present(const ordered_json& object, const Names& names, const std::string& whose) {
  std::vector<std::string> needed;
  for (const std::string_view name : names) {
    if (!name.ends_with("?")) needed.emplace_back(name);
  }
  for (const std::string& name : needed) {
    if (object.contains(name)) continue;
    refuse(fmt::format("{} missing ({} needs {})", name, whose, listed(needed)));
  }
}

// What was given but is not asked for.
std::string ignored(const ordered_json& object, const Names& names, const char* what) {
  const std::vector<std::string> known = bare_names(names);
  std::string warning;
  for (const auto& [key, value] : object.items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    warning += fmt::format("{}{} key ignored: {}{}", warning.empty() ? "" : "; ", what, key,
                           did_you_mean(key, known).en);
  }
  return warning;
}

const Quantity& find_quantity(const std::string& model, const std::string& quantity) {
  std::vector<std::string> models;
  std::vector<std::string> of_model;
  for (const Quantity& row : quantities()) {
    if (row.model == model && row.quantity == quantity) return row;
    if (row.model == model) of_model.emplace_back(row.quantity);
    if (models.empty() || models.back() != row.model) models.emplace_back(row.model);
  }
  if (of_model.empty()) {
    const std::string near = did_you_mean(model, models).en;
    refuse(fmt::format("model not known: {}{}", model,
                       near.empty() ? " (one of " + listed(models) + ")" : near));
  }
  const std::string near = did_you_mean(quantity, of_model).en;
  refuse(fmt::format("quantity not known of {}: {}{}", model, quantity,
                     near.empty() ? " (one of " + listed(of_model) + ")" : near));
}

const StatsFunction& find_function(const std::string& name) {
  std::vector<std::string> names;
  for (const StatsFunction& row : functions()) {
    if (row.name == name) return row;
    names.emplace_back(row.name);
  }
  const std::string near = did_you_mean(name, names).en;
  refuse(fmt::format("function not known: {}{}", name,
                     near.empty() ? " (one of " + listed(names) + ")" : near));
}

void warn(ordered_json& question, const std::string& warning) {
  if (warning.empty()) return;
  const std::string before = question.value("warning", std::string());
  question["warning"] = before.empty() ? warning : before + "; " + warning;
}

void answer_function(ordered_json& question, const std::string& name) {
  const StatsFunction& row = find_function(name);
  const ordered_json input = part(question, "input");
  warn(question, ignored(input, row.input, "input"));
  check_present(input, row.input, name);
  question["value"] = row.value(Values(input, "input"));
}

void answer_quantity(ordered_json& question) {
  const std::string model = word_of(question, "model");
  const std::string quantity = word_of(question, "quantity");
  if (model.empty()) refuse("model missing (or function; mikata compute --list has them all)");
  if (quantity.empty()) refuse("quantity missing (mikata compute --list has them all)");
  const Quantity& row = find_quantity(model, quantity);
  const ordered_json params = part(question, "params");
  const ordered_json input = part(question, "input");
  warn(question, ignored(params, row.params, "params"));
  warn(question, ignored(input, row.input, "input"));
  check_present(params, row.params, model);
  check_present(input, row.input, quantity);
  const double value = row.value(Values(params, "params"), Values(input, "input"));
  if (!std::isfinite(value)) refuse(fmt::format("{} is not finite here", quantity));
  question["value"] = value;
}

}  // namespace

bool Values::has(std::string_view name) const {
  const auto found = object_.find(std::string(name));
  return found != object_.end() && !found->is_null();
}

bool Values::is_list(std::string_view name) const {
  const auto found = object_.find(std::string(name));
  return found != object_.end() && found->is_array();
}

const ordered_json& Values::get(std::string_view name) const {
  const auto found = object_.find(std::string(name));
  if (found == object_.end()) refuse(fmt::format("{} missing in {}", name, what_));
  return *found;
}

double Values::number(std::string_view name) const {
  const ordered_json& value = get(name);
  if (!value.is_number()) refuse(fmt::format("{} is not a number: {}", name, shown(value)));
  const double number = value.get<double>();
  if (!std::isfinite(number)) refuse(fmt::format("{} is not finite: {}", name, shown(value)));
  return number;
}

double Values::number(std::string_view name, double otherwise) const {
  return has(name) ? number(name) : otherwise;
}

double Values::positive(std::string_view name) const {
  const double value = number(name);
  if (!(value > 0)) refuse(fmt::format("{} is not above 0: {}", name, value));
  return value;
}

double Values::not_negative(std::string_view name) const {
  const double value = number(name);
  if (value < 0) refuse(fmt::format("{} is negative: {}", name, value));
  return value;
}

double Values::count(std::string_view name) const {
  const double value = not_negative(name);
  if (value != std::floor(value)) refuse(fmt::format("{} is not a whole number: {}", name, value));
  return value;
}

double Values::count(std::string_view name, double otherwise) const {
  return has(name) ? count(name) : otherwise;
}

std::string Values::text(std::string_view name) const {
  const ordered_json& value = get(name);
  if (!value.is_string()) refuse(fmt::format("{} is not text: {}", name, shown(value)));
  return value.get<std::string>();
}

namespace {

std::vector<double> finite_numbers(const ordered_json& list, std::string_view name) {
  if (!list.is_array()) refuse(fmt::format("{} is not a list of numbers: {}", name, shown(list)));
  std::vector<double> numbers;
  for (const ordered_json& value : list) {
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
      refuse(fmt::format("{} has what is not a number: {}", name, shown(value)));
    }
    numbers.push_back(value.get<double>());
  }
  return numbers;
}

}  // namespace

std::vector<double> Values::numbers(std::string_view name) const {
  std::vector<double> numbers = finite_numbers(get(name), name);
  for (const double number : numbers) {
    if (number < 0)
      refuse(fmt::format("{} has what is not a number of 0 or more: {}", name, number));
  }
  return numbers;
}

std::vector<std::string> Values::texts(std::string_view name) const {
  const ordered_json& list = get(name);
  if (!list.is_array()) refuse(fmt::format("{} is not a list of words: {}", name, shown(list)));
  std::vector<std::string> texts;
  for (const ordered_json& value : list) {
    texts.push_back(value.is_string() ? value.get<std::string>() : value.dump());
  }
  return texts;
}

std::vector<double> Values::any_numbers(std::string_view name) const {
  return has(name) ? finite_numbers(get(name), name) : std::vector<double>();
}

std::vector<std::vector<double>> Values::lists(std::string_view name) const {
  const ordered_json& all = get(name);
  if (!all.is_array()) refuse(fmt::format("{} is not a list of lists: {}", name, shown(all)));
  std::vector<std::vector<double>> lists;
  for (const ordered_json& list : all) lists.push_back(finite_numbers(list, name));
  return lists;
}

Values Values::object(std::string_view name) const {
  const ordered_json& value = get(name);
  if (!value.is_object()) refuse(fmt::format("{} is not an object: {}", name, shown(value)));
  return Values(value, name);
}

const std::vector<Quantity>& quantities() {
  static const std::vector<Quantity> kAll = [] {
    std::vector<Quantity> all = purchase_quantities();
    std::ranges::copy(occasion_quantities(), std::back_inserter(all));
    return all;
  }();
  return kAll;
}

const std::vector<StatsFunction>& functions() {
  static const std::vector<StatsFunction> kAll = stats_functions();
  return kAll;
}

ordered_json answer(const ordered_json& question) {
  ordered_json answered = question;
  // An answer may be asked again as it came.
  for (const char* key : {"value", "error", "warning"}) answered.erase(key);
  try {
    const std::string function = word_of(question, "function");
    if (function.empty()) {
      answer_quantity(answered);
    } else {
      answer_function(answered, function);
    }
  } catch (const Error& error) {
    answered["error"] = error.what();
  }
  return answered;
}

ordered_json answer_line(std::string_view text, std::int64_t line) {
  const ordered_json question = ordered_json::parse(text, nullptr, false);
  if (question.is_object()) return answer(question);
  const char* fact = question.is_discarded() ? "not JSON" : "not a JSON object";
  return {{"line", line}, {"error", fmt::format("{}: {}", fact, text.substr(0, 80))}};
}

}  // namespace mikata::models
