// SPDX-License-Identifier: Apache-2.0
// The sums of sums.h in DuckDB: made, looked up, and kept true when facts change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/duckdb.h"
#include "mikata/store/sums.h"

namespace mikata {

// SQL: the version that the facts stand at; what is kept holds for one version.
inline constexpr std::string_view kVersionNow = "(SELECT number FROM meta WHERE name = 'version')";

// Whether the sums of this SELECT are true of the book as the connection sees it.
bool has_sums(duck::Connection& connection, const Query& select);

// The sums of one SELECT, worked out but not yet kept.
class NewSums {
 public:
  // Begins a transaction and works them out; nothing is written to the book.
  NewSums(duck::Connection& connection, const SumsTable& table, const Query& select);
  std::int64_t rows() const { return rows_; }
  // Writes and commits them. They hold for the version that the transaction began with.
  void keep();

 private:
  duck::Connection& connection_;
  const SumsTable& table_;
  Query select_;
  std::int64_t version_ = 0;
  std::int64_t rows_ = 0;
};

// All sums across one change of some customers (touched_persons), inside of its transaction;
// the derived table `waits` is such a sum too.
// Constructed before the change of customer_days and customer_summary, and told after it.
class ChangingSums {
 public:
  explicit ChangingSums(duck::Connection& connection);
  // What the touched customers did goes out of the sums, what they do now comes in; the sums then
  // hold for the next version.
  void follow();

 private:
  struct Kept {
    std::int64_t number;
    const SumsTable* table;
    Query select;
    std::int64_t loose;
  };
  void take_days(const char* moment);
  // How many rows it wrote.
  std::int64_t add(const Kept& kept, const char* moment, const char* sign);
  void change_waits();
  void tighten(const Kept& kept);

  duck::Connection& connection_;
  std::vector<Kept> kept_;
};

// A change that touches no days: every sum of days holds for the next version too.
void carry_sums(duck::Connection& connection);

// Throws away what no longer holds, and the oldest of too many.
void drop_old_sums(duck::Connection& connection);

}  // namespace mikata
