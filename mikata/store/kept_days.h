// SPDX-License-Identifier: Apache-2.0
// The days of Store::keep_days in DuckDB: made, looked up, and kept true when facts change. The
// list kept_days says which there are; those of number 3 stand in kept_order_days_3 and
// kept_other_days_3, with the columns of order_days and other_days and the group (day_group).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/duckdb.h"
#include "mikata/store/store.h"

namespace mikata {

// By what they are found again: the statement that makes them and the values in it.
Query days_statement(const DaysAsked& asked, const DerivedSettings& settings);

// Days that are worked out but not yet kept.
class NewDays {
 public:
  // Begins a transaction and makes them in it.
  NewDays(duck::Connection& connection, const DaysAsked& asked, const DerivedSettings& settings);
  // Commits them; true for the version that the transaction began with. Gives their number.
  std::int64_t keep();

 private:
  duck::Connection& connection_;
  Query statement_;
  std::int64_t number_ = 0;
  std::int64_t version_ = 0;
  std::int64_t rows_ = 0;
  Value follow_orders_;
  Value follow_others_;
};

// All kept days across one change of some customers (touched_persons), inside of its transaction.
class FollowingDays {
 public:
  // `items`: the change is one of items, too, and all days that look at those hold no longer.
  enum class Items { stay, change };
  FollowingDays(duck::Connection& connection, Items items);
  // Whether any of them looks at this column of actions.
  bool reads(std::string_view column) const;
  // The touched customers' days are made anew, from touched_actions; the days then hold for the
  // next version.
  void follow() const;

 private:
  struct Kept {
    std::int64_t number;
    Query orders;
    Query others;
  };
  duck::Connection& connection_;
  std::vector<Kept> kept_;
};

// A change that touches no actions: all days hold for the next version too.
void carry_days(duck::Connection& connection);

// Who reads which kept days. Days that somebody reads are not dropped.
class DayLender {
 public:
  // Days that are kept already; nullptr where they are not.
  LentDays find(duck::Connection& connection, const Query& statement);
  // Commits them and lends them.
  LentDays keep(NewDays& made);
  // Drops what no longer holds, and what was not asked for the longest of too many. Says whether
  // there was any.
  bool drop_old(duck::Connection& connection);

 private:
  struct Lent {
    std::weak_ptr<const std::string> days;  // who asks holds them
    std::int64_t asked = 0;                 // when last, counting all times
  };
  LentDays lend(std::int64_t number);

  std::mutex mutex_;
  std::map<std::int64_t, Lent> lent_;
  std::int64_t times_asked_ = 0;
};

}  // namespace mikata
