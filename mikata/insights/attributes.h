// SPDX-License-Identifier: Apache-2.0
// What is told of customers by their own columns and properties, and how such columns are named.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/coding.h"

namespace mikata {

// Columns and properties, age, whether a friend sent them; not what tells one person from another.
std::vector<Attribute> customer_attributes(const Context& context);

// What people call a column inside of a sentence.
Localized column_words(const SegmentColumn& column);

// "a, b": the names in a list. Fails with invalid_argument when one is none of the attributes'.
std::vector<std::string> listed_names(const std::string& list,
                                      const std::vector<Attribute>& attributes);

// Columns of actions and voices then speak of the customer. Fails with invalid_argument where the
// request speaks of accounts or items; `what` are those of customers: "traits".
Context about_customers(const Context& context, const Localized& what);

}  // namespace mikata
