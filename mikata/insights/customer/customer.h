// SPDX-License-Identifier: Apache-2.0
// Customer: who is this person, what did they say and do? See README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata::customer {

struct Attribute {
  std::string name;
  Localized title;
  Value value;
};

// One person. Money is in minor units.
struct Profile {
  std::string customer_id;  // the one the person goes by, when several were merged
  std::string name;
  std::vector<Attribute> attributes;  // as told: region, channel, properties ...
  Table measures;                     // one row: orders, revenue, last score ...
  Table timeline;                     // newest first: at, local_day, side, kind, what, amount,
                                      // score, scale_low, scale_high, text, touchpoint, channel
  std::int64_t facts = 0;             // of the whole timeline, not of the page
};

// Whoever is written under this id, also after they were merged. Fails with not_found.
std::int64_t customer_number(const Store& store, std::string_view customer_id);

// Customers whose id, name, mail address or telephone number has the text in it, whatever case,
// width and spaces; who is written under just this id first, then by revenue. customer_id, name,
// region, last_order_day, revenue.
Table find_customers(const Store& store, const std::string& text, std::int64_t limit);

// `customer_no` is one that is there; `page` is of the timeline.
Profile read_profile(const Store& store, std::int64_t customer_no, Page page);

// `mikata customer BOOK --customer ID`: the timeline as rows; each opens nothing further.
// view=glance: part (stage, wish, revenue, clv_12m, wrong), title, day, amount, score, text,
// voice_id: glance.h.
const Insight& insight();

}  // namespace mikata::customer
