// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/kept_days.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>

#include "mikata/store/kept_sums.h"

namespace mikata {
namespace {

// Ten million rows take some 250 MB of disk, and each lot a part of a second of every change.
constexpr std::size_t kMostKeptDays = 8;
constexpr std::int64_t kMostRows = 40'000'000;

struct PartTable {
  std::string_view name;
  std::string_view columns;
  std::string_view types;
};
constexpr PartTable kOrders{
    "kept_order_days",
    "customer_no, day_group, block, local_day, orders, revenue_minor, cost_minor, discount_minor, "
    "first_order_day, previous_order_day",
    "customer_no INTEGER, day_group VARCHAR, block INTEGER, local_day DATE, orders INTEGER, "
    "revenue_minor BIGINT, cost_minor BIGINT, discount_minor BIGINT, first_order_day DATE, "
    "previous_order_day DATE"};
constexpr PartTable kOthers{
    "kept_other_days",
    "customer_no, day_group, block, local_day, returns, returns_minor, contacts, visits, "
    "serve_cost_minor, touches, opened, clicked, attended, followed, shared, considered, referred, "
    "previous_day, next_order_day",
    "customer_no INTEGER, day_group VARCHAR, block INTEGER, local_day DATE, returns INTEGER, "
    "returns_minor BIGINT, contacts INTEGER, visits INTEGER, serve_cost_minor BIGINT, touches "
    "INTEGER, opened INTEGER, clicked INTEGER, attended INTEGER, followed INTEGER, shared INTEGER, "
    "considered INTEGER, referred INTEGER, previous_day DATE, next_order_day DATE"};

// A window reads its own months.
constexpr const char* kByMonth = " ORDER BY month_no(local_day), customer_no";

std::string numbered(const PartTable& part, std::int64_t number) {
  return fmt::format("{}_{}", part.name, number);
}

std::string insert_into(const PartTable& part, std::int64_t number, const std::string& select) {
  return fmt::format("INSERT INTO {} ({}) SELECT {} FROM ({}) AS those", numbered(part, number),
                     part.columns, part.columns, select);
}

// What customers are, and accounts, changes in its own ways.
bool follows(const DaysOfActions& which) { return !which.customers && !which.accounts; }

// Numbers are never used again: sums may stand in the book that were counted from them.
std::int64_t next_number(duck::Connection& connection) {
  const std::int64_t next =
      connection.number({"SELECT max(number) FROM meta WHERE name = 'days_no'"}) + 1;
  connection.execute("DELETE FROM meta WHERE name = 'days_no'");
  connection.execute(fmt::format("INSERT INTO meta VALUES ('days_no', {})", next));
  return next;
}

std::optional<std::int64_t> find_days(duck::Connection& connection, const Query& statement) {
  const std::int64_t number = connection.number(
      {fmt::format("SELECT max(days_no) FROM kept_days WHERE statement = $statement AND "
                   "given = $given AND version = {}",
                   kVersionNow),
       {{"statement", statement.sql}, {"given", given_text(statement)}}});
  return number == 0 ? std::nullopt : std::optional(number);
}

std::string days_source(std::int64_t number) {
  return days_of_parts({fmt::format("SELECT * FROM {}", numbered(kOrders, number)),
                        fmt::format("SELECT * FROM {}", numbered(kOthers, number))});
}

struct ListedDays {
  std::int64_t number = 0;
  std::int64_t rows = 0;
  bool holds = false;  // for this version of the book
};

std::vector<ListedDays> list_days(duck::Connection& connection) {
  const Table list = connection.query({fmt::format(
      "SELECT days_no, row_count, version = {} FROM kept_days ORDER BY days_no", kVersionNow)});
  std::vector<ListedDays> days;
  for (const Row& row : list.rows) {
    days.push_back({as_integer(row[0]), as_integer(row[1]), as_integer(row[2]) != 0});
  }
  return days;
}

void drop_days(duck::Connection& connection, std::int64_t number) {
  connection.execute("BEGIN");
  connection.execute(fmt::format("DELETE FROM kept_days WHERE days_no = {}", number));
  for (const PartTable& part : {kOrders, kOthers}) {
    connection.execute(fmt::format("DROP TABLE IF EXISTS {}", numbered(part, number)));
  }
  connection.execute("COMMIT");
}

}  // namespace

Query days_statement(const DaysAsked& asked, const DerivedSettings& settings) {
  return {days_of_actions(asked.which, settings), asked.bindings, asked.stop};
}

NewDays::NewDays(duck::Connection& connection, const DaysAsked& asked,
                 const DerivedSettings& settings)
    : connection_(connection), statement_(days_statement(asked, settings)) {
  const auto tell = [&](double share) {
    if (asked.told) asked.told(share);
  };
  tell(0);
  connection_.execute("BEGIN");
  version_ = connection_.number({std::string(kVersionNow)});
  number_ = next_number(connection_);
  for (const PartTable& part : {kOrders, kOthers}) {
    connection_.execute(fmt::format("CREATE TABLE {} ({})", numbered(part, number_), part.types));
  }
  const std::string orders = numbered(kOrders, number_);
  const DayParts parts = day_parts(asked.which, settings, DerivedRows::all, orders);
  rows_ = connection_.number(
      {insert_into(kOrders, number_, parts.orders) + kByMonth, asked.bindings, asked.stop});
  tell(0.7);
  rows_ += connection_.number(
      {insert_into(kOthers, number_, parts.others) + kByMonth, asked.bindings, asked.stop});
  if (!follows(asked.which)) return;
  const DayParts touched = day_parts(asked.which, settings, DerivedRows::touched, orders);
  follow_orders_ = insert_into(kOrders, number_, touched.orders);
  follow_others_ = insert_into(kOthers, number_, touched.others);
}

std::int64_t NewDays::keep() {
  connection_.run(
      {"INSERT INTO kept_days VALUES ($number, $statement, $given, $version, $rows, "
       "$orders, $others)",
       {{"number", number_},
        {"statement", statement_.sql},
        {"given", given_text(statement_)},
        {"version", version_},
        {"rows", rows_},
        {"orders", follow_orders_},
        {"others", follow_others_}}});
  connection_.execute("COMMIT");
  return number_;
}

FollowingDays::FollowingDays(duck::Connection& connection, Items items) : connection_(connection) {
  const std::string_view still =
      items == Items::stay ? "TRUE" : "position('items_now' IN statement) = 0";
  const Table list = connection_.query(
      {fmt::format("SELECT days_no, given, follow_orders, follow_others FROM kept_days WHERE "
                   "version = {} AND follow_orders IS NOT NULL AND {} ORDER BY days_no",
                   kVersionNow, still)});
  for (const Row& row : list.rows) {
    const std::vector<Binding> bindings = given_bindings(as_text(row[1]));
    kept_.push_back({as_integer(row[0]), {as_text(row[2]), bindings}, {as_text(row[3]), bindings}});
  }
}

bool FollowingDays::reads(std::string_view column) const {
  const std::string name = fmt::format("x.{}", column);
  return std::ranges::any_of(kept_, [&](const Kept& kept) {
    return kept.orders.sql.find(name) != std::string::npos ||
           kept.others.sql.find(name) != std::string::npos;
  });
}

void FollowingDays::follow() const {
  for (const auto& [number, orders, others] : kept_) {
    for (const PartTable& part : {kOrders, kOthers}) {
      connection_.execute(
          fmt::format("DELETE FROM {} WHERE {}", numbered(part, number), kOfTouchedPersons));
    }
    connection_.run(orders);
    connection_.run(others);
    connection_.execute(
        fmt::format("UPDATE kept_days SET version = version + 1 WHERE days_no = {}", number));
  }
}

void carry_days(duck::Connection& connection) {
  connection.execute(
      fmt::format("UPDATE kept_days SET version = version + 1 WHERE version = {}", kVersionNow));
}

LentDays DayLender::lend(std::int64_t number) {
  Lent& lent = lent_[number];
  lent.asked = ++times_asked_;
  LentDays days = lent.days.lock();
  if (!days) {
    days = std::make_shared<const std::string>(days_source(number));
    lent.days = days;
  }
  return days;
}

LentDays DayLender::find(duck::Connection& connection, const Query& statement) {
  const std::lock_guard lock(mutex_);
  const auto number = find_days(connection, statement);
  return number ? lend(*number) : nullptr;
}

LentDays DayLender::keep(NewDays& made) {
  const std::lock_guard lock(mutex_);
  return lend(made.keep());
}

bool DayLender::drop_old(duck::Connection& connection) {
  const std::lock_guard lock(mutex_);
  std::vector<ListedDays> list = list_days(connection);
  std::ranges::sort(list, std::greater{}, [&](const ListedDays& days) {
    const auto lent = lent_.find(days.number);
    const std::int64_t asked = lent == lent_.end() ? 0 : lent->second.asked;
    return std::tuple(days.holds, asked, days.number);
  });
  std::size_t count = 0;
  std::int64_t rows = 0;
  bool dropped = false;
  for (const ListedDays& days : list) {
    rows += days.rows;
    const bool wanted = days.holds && ++count <= kMostKeptDays && rows <= kMostRows;
    const auto lent = lent_.find(days.number);
    if (wanted || (lent != lent_.end() && !lent->second.days.expired())) continue;
    drop_days(connection, days.number);
    lent_.erase(days.number);
    dropped = true;
  }
  return dropped;
}

}  // namespace mikata
