// SPDX-License-Identifier: Apache-2.0
// Customers as small codes: which values of an attribute count, where numbers are cut, and the
// codes of all customers, twelve in one number of the database.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

// Something that is known of a customer.
struct Attribute {
  std::string name;  // region, first_order.channel
  Localized title;
  std::string sql;  // over the customer (c) and what the question joins
  bool number = false;
  bool money = false;
  // What to say where the value is yes, and where it is no: "Customers with ..."; "" for other
  // values.
  Localized yes = {};
  Localized no = {};
};

// Code k stands for levels[k - 1], or for numbers above cuts[k - 2] up to cuts[k - 1]; 0 for all
// else, unknown included.
struct Coding {
  Attribute attribute;
  std::vector<std::string> levels = {};
  std::vector<double> cuts = {};

  bool ordered() const { return attribute.number; }
  std::uint8_t codes() const {
    return static_cast<std::uint8_t>(ordered() ? cuts.size() + 1 : levels.size());
  }
};

// Whose codes, and what is told of each of them beside the attributes.
struct CodedQuestion {
  // The beginning of a statement: ..., outcomes AS (customer_no, by_value, ...).
  std::string outcomes = {};
  std::vector<Binding> bindings = {};
  std::vector<Slot> slots = {};
  std::string standing = {};  // SQL over o (outcomes) and c: from 1 to 31
  std::string tenure = {};    // SQL over c: a number, or kNoTenure
  // What attributes look at beside c. May leave out customers whose number is no multiple of its
  // slot {every}: 1, or more where a sample is enough.
  std::string joins = {};
  bool buyers = true;  // only who has bought is looked at
};

// Where nothing is held equal.
inline constexpr const char* kNoTenure = "to_integer(NULL)";

// How finely numbers are cut, into that many parts of equally many people.
struct CodingParts {
  int attributes = 10;
  int tenure = 20;
  std::size_t levels = 30;  // at most, of a text
};

struct Codings {
  std::vector<Coding> all;
  std::vector<double> tenure_cuts;
  std::vector<std::string> scattered;  // texts that most have one of their own of
};
// Looks at the values of a sample of some 100,000 customers.
Codings choose_codings(const Context& context, const CodedQuestion& question,
                       const std::vector<Attribute>& attributes, const CodingParts& parts);

// The customers of one group of --by; `codes` row by row.
struct CodedGroup {
  Value by_value;
  std::vector<std::uint8_t> standings;
  std::vector<std::uint8_t> tenures;
  std::vector<std::uint8_t> codes;
};
std::vector<CodedGroup> code_customers(const Context& context, const CodedQuestion& question,
                                       const Codings& codings);

// The statement up to its table `people`: one row a customer with by_value, standing, tenure, and a
// column v_0, v_1 ... for each attribute.
struct People {
  std::string sql;
  std::vector<Slot> slots;
};
People people_of(const CodedQuestion& question, const std::vector<Attribute>& attributes);

// "年齢が34以下", "age up to 34"; "地域が「大阪」", "region \"大阪\"". `from` <= `to` are codes.
Localized code_words(const Coding& coding, std::uint8_t from, std::uint8_t to,
                     const BookSettings& settings);

}  // namespace mikata
