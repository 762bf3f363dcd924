// SPDX-License-Identifier: Apache-2.0
// The people (or accounts) behind a row.
#pragma once

#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

// Asks `sql`, whose last column is `total`, with $limit and $offset of the page bound. Its slot
// {persons} is the table that says who customer_no is: customers, or accounts with --unit account.
Behind persons_behind(const Context& context, std::string_view sql, std::vector<Binding> bindings,
                      Page page);

}  // namespace mikata
