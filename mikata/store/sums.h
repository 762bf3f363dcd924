// SPDX-License-Identifier: Apache-2.0
// Sums over the days of customers that a store keeps once they were asked for, and keeps true: a
// question of years of days then reads some thousand rows. Each of these tables holds the sums of
// many SELECTs, told apart by sums_no; kept_sums lists them (loose: how many of its
// rows came with changes).
//
// The columns are sums_no, by_no and by_text (the group as a number or as a text), the keys (whole
// numbers) and the sums (whole numbers that add up over customers). A sum may stand in several
// rows of one key: what a change takes away is written as a negative row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/query.h"

namespace mikata {

struct SumsTable {
  std::string_view name;
  std::vector<std::string_view> keys;
  std::vector<std::string_view> sums;

  // Beside sums_no, in the order in which a SELECT gives them: by_no, by_text, keys, sums.
  std::string columns() const;
};

//   block_sums   period_no, block: what a block of customers did in a period
//   gap_sums     period_no, gap: days with orders in a period, so many days after the one before
//   cohort_sums  cohort_no, period_no: who of a cohort bought in a period
//   tenure_sums  period_no, years, age: who bought in a period, by years since their first order
std::span<const SumsTable> sums_tables();
// Fails with internal when there is no such table.
const SumsTable& find_sums_table(std::string_view name);

// The values that a statement is asked with, as they stand in the column `given` of kept_sums.
std::string given_text(const Query& query);
std::vector<Binding> given_bindings(const std::string& text);

// The tables and their list, in words of both engines.
std::vector<std::string> sums_ddl();

}  // namespace mikata
