// SPDX-License-Identifier: Apache-2.0
// Contracts, told from actions: one begins on a customer's first day of activity (book.toml) and
// with every action of kind renew, and is up a term later. contracts.sql makes one row of each
// (customer_no, by_value, start_day, local_day when it is up, next_day when the next one began).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"

namespace mikata {

struct ContractTerms {
  std::int64_t months = 12;
  std::int64_t grace_days = 30;  // so late a renewal still counts
};

// term_months, grace_days.
std::vector<Parameter> contract_parameters();
// Fails with invalid_argument when one is outside of its range.
ContractTerms contract_terms(const Context& context);

// contracts.sql with a statement that reads it; wants the slots and bindings below.
std::string contracts_sql(std::string_view question);
// {renewals}, {cancels}: the days with one, under the conditions and groups of the request.
std::vector<Slot> contract_slots(const Context& context);
// $term_months, $grace_days.
std::vector<Binding> contract_bindings(const ContractTerms& terms);

// Whether there are actions of that kind at all.
bool has_actions(const Context& context, std::string_view kind);
// Until the grace is over a contract of the period may still be renewed.
bool is_undecided(const Context& context, Day period, const ContractTerms& terms);

}  // namespace mikata
