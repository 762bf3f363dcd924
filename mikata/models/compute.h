// SPDX-License-Identifier: Apache-2.0
// The analyst's calculator: a question as JSON -> the same with its value, or with one sentence why
// there is none. What can be asked is a table; a new quantity is a new row in one of its parts.
//
//   {"model":"bgnbd","quantity":"p_alive","params":{"r":.243,…},"input":{"x":2,"t_x":30.43,"T":38.86}}
//   {"function":"wilson","input":{"successes":81,"n":263}}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/json.h"

namespace mikata::models {

// The values that one question gives, read by name.
class Values {
 public:
  // `what` names the object in sentences: "params" or "input". Both are kept by reference.
  Values(const nlohmann::ordered_json& object, std::string_view what)
      : object_(object), what_(what) {}

  bool has(std::string_view name) const;
  bool is_list(std::string_view name) const;  // false when it is not there
  // Each fails with invalid_argument, naming the value, when it is missing or not what is asked
  // for.
  double number(std::string_view name) const;  // finite
  double number(std::string_view name, double otherwise) const;
  double positive(std::string_view name) const;  // above 0
  double count(std::string_view name) const;     // whole, 0 or more
  double count(std::string_view name, double otherwise) const;
  double not_negative(std::string_view name) const;
  std::string text(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;
  std::vector<double> numbers(std::string_view name) const;      // none negative
  std::vector<double> any_numbers(std::string_view name) const;  // finite; empty when not given
  std::vector<std::vector<double>> lists(std::string_view name) const;  // of finite numbers
  Values object(std::string_view name) const;

 private:
  const nlohmann::ordered_json& get(std::string_view name) const;

  const nlohmann::ordered_json& object_;
  std::string_view what_;
};

// One name that a question may use. `optional` ones end with "?": "confidence?".
using Names = std::vector<std::string_view>;

struct Quantity {
  std::string_view model;
  std::string_view quantity;
  Names params;
  Names input;
  double (*value)(const Values& params, const Values& input);
  std::string_view meaning;
};

struct StatsFunction {
  std::string_view name;
  Names input;
  nlohmann::ordered_json (*value)(const Values& input);
  std::string_view meaning;
};

// The parts of the table.
std::vector<Quantity> purchase_quantities();   // compute_purchases.cc
std::vector<Quantity> occasion_quantities();   // compute_occasions.cc
std::vector<StatsFunction> stats_functions();  // compute_stats.cc

const std::vector<Quantity>& quantities();
const std::vector<StatsFunction>& functions();

// The question with "value" or "error" added, and "warning" when keys were ignored. Never throws on
// what a question may hold.
nlohmann::ordered_json answer(const nlohmann::ordered_json& question);
// The same of a line of text; `line` is its number, for what is no JSON object.
nlohmann::ordered_json answer_line(std::string_view text, std::int64_t line);

}  // namespace mikata::models
