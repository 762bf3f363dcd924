// SPDX-License-Identifier: Apache-2.0
// From attributes to small codes: which values count, where numbers are cut, and the codes of all
// customers, twelve in one number of the database.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "mikata/insights/traits/attributes.h"
#include "mikata/insights/traits/outcome.h"
#include "mikata/stats/subgroups.h"

namespace mikata::traits {

// Code k stands for levels[k - 1], or for numbers above cuts[k - 2] up to cuts[k - 1]; 0 for all
// else.
struct Coding {
  Attribute attribute;
  std::vector<std::string> levels = {};
  std::vector<double> cuts = {};
  bool ordered() const { return attribute.number; }
  std::uint8_t codes() const {
    return static_cast<std::uint8_t>(ordered() ? cuts.size() + 1 : levels.size());
  }
};

struct Codings {
  std::vector<Coding> all;
  std::vector<double> tenure_cuts;
  std::vector<LeftOutColumns> left_out;
};
// Looks at the values of a sample of some 100,000 customers.
Codings choose_codings(const Context& context, const Attributes& attributes, bool buyers);

// One group of --by, its customers in two halves by a hash of who they are.
struct CodedGroup {
  Value by_value;
  std::array<stats::CodedRows, 2> halves;
  std::int64_t customers = 0;
  std::int64_t outcomes = 0;
};
std::vector<CodedGroup> code_customers(const Context& context, const Outcome& outcome,
                                       const Codings& codings);

// The statement up to its table `people`: one row a customer with tenure and one column v_0, v_1
// ... for each attribute.
struct People {
  std::string sql;
  std::vector<Slot> slots;
};
People people_of(const Context& context, const Outcome& outcome,
                 const std::vector<Attribute>& attributes);

}  // namespace mikata::traits
