// SPDX-License-Identifier: Apache-2.0
// What can be said of a customer that was known before it showed how they would turn out: their own
// columns and properties, and their first order.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "mikata/insights/coding.h"

namespace mikata::traits {

// Left out because of what they are, by name.
struct LeftOutColumns {
  Localized reason;
  std::vector<std::string> names;
};

struct Attributes {
  std::vector<Attribute> all;
  std::vector<LeftOutColumns> left_out;
};

// `named` are the columns that the outcome itself speaks of, in full (customers.region); those of
// --without, of --by and the one held equal are not looked at either. Fails with invalid_argument
// when --without names a column that is not known.
Attributes attributes_of(const Context& context, const std::set<std::string>& named);

// The names as people know them, e.g. 性別, 地域.
Localized titles_of(const Context& context, const std::vector<std::string>& names);

// Of the name alone; fails with not_found.
Attribute find_attribute(const Context& context, const std::string& name);

// What a statement that reads those attributes joins beside the customer.
std::string first_orders(const std::vector<Attribute>& attributes);

// SQL of the column that is held equal (--tenure), a number, and what people call it.
struct Tenure {
  std::string sql;
  std::string column;  // in full, "" for the days since the first order
  Localized title;
};
Tenure tenure_of(const Context& context);

}  // namespace mikata::traits
