// SPDX-License-Identifier: Apache-2.0
// What --where and --by may name in one book.
#pragma once

#include "mikata/segment/segment.h"
#include "mikata/store/store.h"

namespace mikata {

// The columns of customers (customer_summary, alias c), actions (actions_now, x), voices (answers,
// a) and items (items_now, i), the measures of a customer, and the keys that occur in properties.
// Columns that a derived table leaves out (a remark's text, an identity) cannot be named. Money is
// named without its unit: amount, price, revenue_365d. A property that is called as a column of
// its table is named properties.KEY. Asks the store a handful of small questions; the answer holds
// while store.version() stands.
Columns known_columns(const Store& store);

}  // namespace mikata
