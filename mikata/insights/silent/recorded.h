// SPDX-License-Identifier: Apache-2.0
// What is recorded of every customer, whether they answer or not.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/coding.h"

namespace mikata::silent {

// Their columns and properties, how they buy, whether they open letters, all by context.as_of;
// without those of --without, which fails with invalid_argument when there is no such column.
std::vector<Attribute> recorded_attributes(const Context& context);
// One row for one customer of so many (`every`, SQL) with what they had bought by context.as_of,
// and when and where last.
std::string last_bought(const Context& context, const std::string& every);
// What they join beside the customer.
std::string recorded_joins(const Context& context);

}  // namespace mikata::silent
