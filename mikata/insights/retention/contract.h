// SPDX-License-Identifier: Apache-2.0
// Retention of contract trades: renewed / up for renewal.
//
// A contract begins on a customer's first day of activity (book.toml) and with every action of kind
// renew. It is up for renewal a term later, in the period of that day; it was renewed when the next
// renewal came by then or within the days of grace. An early renewal counts for its contract's own
// day, a cancelled contract is up for renewal and not renewed.
#pragma once

#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::retention {

// Columns: period, open (a renewal may still come), by_value, due, renewed, renewal_rate,
// renewal_rate_low, renewal_rate_high, key.
Answer run_contract(const Context& context);
// key: "contract", period, by_value. The customers whose contract was up, with renewed (0, 1).
Behind contract_behind(const Context& context, const std::vector<Value>& parts, Page page);

}  // namespace mikata::retention
