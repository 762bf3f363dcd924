// SPDX-License-Identifier: Apache-2.0
// What customers have bought by the day that is asked of.
#pragma once

#include <string>

#include "mikata/insights/insight.h"

namespace mikata {

// Whether context.as_of is before the book's last day, by which customer_summary speaks.
bool is_earlier(const Context& context);

// What to read FROM: customer_no, occasions, revenue_minor, last_order_day, last_channel_seq by
// context.as_of; who has bought nothing by then may be missing.
std::string bought(const Context& context);

}  // namespace mikata
