// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/duckdb_store.h"

#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata {
namespace {

// Orders of one line each, written the way an importer would.
class Orders {
 public:
  Orders() {
    batch_.table = find_fact_table("actions");
    batch_.source = "test";
    batch_.columns.resize(batch_.table->columns.size());
  }

  Orders& add(const std::string& id, const std::string& customer, std::int64_t day,
              std::int64_t amount, const std::string& properties = "") {
    for (auto& column : batch_.columns) {
      column.texts.emplace_back();
      column.reals.push_back(0);
      column.integers.push_back(0);
      column.valid.push_back(0);
    }
    ++batch_.rows;
    batch_.properties.push_back(properties);
    set_text("action_id", id);
    set_text("customer_id", customer);
    set_text("kind", "order");
    set_integer("amount_minor", amount);
    set_integer("local_day", day);
    set_integer("occurred_at", day * 86'400'000'000);
    return *this;
  }
  const Batch& batch() const { return batch_; }

 private:
  BatchColumn& last(const std::string& name) {
    BatchColumn& column = batch_.columns[*batch_.table->find(name)];
    column.valid.back() = 1;
    return column;
  }
  void set_text(const std::string& name, const std::string& text) {
    last(name).texts.back() = text;
  }
  void set_integer(const std::string& name, std::int64_t number) {
    last(name).integers.back() = number;
  }

  Batch batch_;
};

AppendResult import(Store& store, const std::string& import_id, const Orders& orders) {
  const auto append = store.append(import_id);
  append->add(orders.batch());
  return append->publish();
}

std::int64_t number(const Store& store, const std::string& sql) {
  return as_integer(store.query({sql}).rows.at(0).at(0));
}

std::unique_ptr<Store> empty_store() {
  return open_duckdb_store({.file = {}, .derived = {{"order"}}, .threads = 2});
}

TEST(DuckdbStore, TheSameRowsTwiceAddNothing) {
  const auto store = empty_store();
  const Orders orders = Orders().add("a", "C1", 10, 100).add("b", "C2", 11, 200);
  EXPECT_EQ(import(*store, "I1", orders).accepted, 2);
  const AppendResult again = import(*store, "I2", orders);
  EXPECT_EQ(again.rows, 2);
  EXPECT_EQ(again.accepted, 0);
  EXPECT_EQ(again.duplicates, 2);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM actions"), 2);
  EXPECT_EQ(number(*store, "SELECT sum(revenue_minor) FROM customer_days"), 300);
}

TEST(DuckdbStore, ALaterRowOfTheSameKeyIsACorrection) {
  const auto store = empty_store();
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  const AppendResult result = import(*store, "I2", Orders().add("a", "C1", 10, 150));
  EXPECT_EQ(result.accepted, 1);
  EXPECT_EQ(result.corrections, 1);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM actions_now"), 1);
  EXPECT_EQ(number(*store, "SELECT amount_minor FROM actions_now"), 150);
}

TEST(DuckdbStore, WithinOneImportTheLaterRowIsCurrent) {
  const auto store = empty_store();
  const AppendResult result = import(
      *store, "I1", Orders().add("a", "C1", 10, 1).add("a", "C1", 10, 1).add("a", "C1", 10, 2));
  EXPECT_EQ(result.duplicates, 1);
  EXPECT_EQ(result.corrections, 1);
  EXPECT_EQ(number(*store, "SELECT amount_minor FROM actions_now"), 2);
}

TEST(DuckdbStore, UndoBringsBackWhatACorrectionReplaced) {
  const auto store = empty_store();
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  import(*store, "I2", Orders().add("a", "C1", 10, 150).add("b", "C1", 12, 7));
  store->retract("I2");
  EXPECT_EQ(number(*store, "SELECT sum(amount_minor) FROM actions_now"), 100);
  store->retract("I1");
  EXPECT_EQ(number(*store, "SELECT count(*) FROM actions_now"), 0);
  // What was taken back may come again.
  EXPECT_EQ(import(*store, "I3", Orders().add("a", "C1", 10, 100)).accepted, 1);
  EXPECT_EQ(number(*store, "SELECT sum(amount_minor) FROM actions_now"), 100);
}

TEST(DuckdbStore, UndoOfAnUnknownOrUndoneImportIsNotFound) {
  const auto store = empty_store();
  EXPECT_THROW(store->retract("I1"), Error);
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  store->retract("I1");
  EXPECT_THROW(store->retract("I1"), Error);
}

TEST(DuckdbStore, AnImportThatIsNotPublishedLeavesNothing) {
  const auto store = empty_store();
  const std::int64_t version = store->version();
  {
    const auto append = store->append("I1");
    append->add(Orders().add("a", "C1", 10, 100).batch());
    EXPECT_THROW(static_cast<void>(store->append("I2")), Error);
  }
  EXPECT_EQ(number(*store, "SELECT count(*) FROM actions"), 0);
  EXPECT_EQ(store->version(), version);
  EXPECT_EQ(import(*store, "I3", Orders().add("a", "C1", 10, 100)).accepted, 1);
}

TEST(DuckdbStore, MergedCustomersAreOnePersonUntilTheyAreSplit) {
  const auto store = empty_store();
  import(*store, "I1", Orders().add("a", "C1", 10, 100).add("b", "C2", 12, 200));
  EXPECT_EQ(number(*store, "SELECT count(*) FROM customer_summary"), 2);
  store->link("C1", "C2");
  EXPECT_EQ(number(*store, "SELECT count(*) FROM customer_summary"), 1);
  EXPECT_EQ(number(*store, "SELECT occasions FROM customer_summary"), 2);
  EXPECT_THROW(store->link("C1", "C2"), Error);
  store->unlink("C1");
  EXPECT_EQ(number(*store, "SELECT count(*) FROM customer_summary"), 2);
  EXPECT_THROW(store->unlink("C1"), Error);
  EXPECT_THROW(store->link("C1", "C9"), Error);
}

TEST(DuckdbStore, KeysOfPropertiesAreKnown) {
  const auto store = empty_store();
  import(*store, "I1", Orders().add("a", "C1", 10, 100, R"({"年代":"40代","x \"y\"":"1:2"})"));
  EXPECT_EQ(number(*store, "SELECT count(*) FROM property_keys"), 2);
  EXPECT_EQ(number(*store,
                   "SELECT count(*) FROM actions_now WHERE property(properties, '年代') = '40代'"),
            1);
}

TEST(DuckdbStore, QueriesCannotTouchFiles) {
  const auto store = empty_store();
  EXPECT_THROW(static_cast<void>(store->query({"SELECT * FROM read_text('/etc/passwd')"})), Error);
  EXPECT_THROW(static_cast<void>(store->query({"SET memory_limit = '9GB'"})), Error);
}

TEST(DuckdbStore, NumbersPeriodsAsTheProgramDoes) {
  const Table table = empty_store()->query(
      {"SELECT d, day_no(d), week_no(d), month_no(d), quarter_no(d), year_no(d), day_of_week(d), "
       "day_of_month(d), day_of_quarter(d), day_of_year(d) FROM (SELECT CAST('1999-11-28' AS DATE) "
       "+ CAST(i AS INTEGER) AS d FROM range(900) AS r(i)) AS days"});
  ASSERT_EQ(table.rows.size(), 900U);
  for (const Row& row : table.rows) {
    const Day day = as_day(row[0]);
    for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year}) {
      const auto at = static_cast<std::size_t>(grain);
      ASSERT_EQ(as_integer(row[1 + at]), period_number(day, grain)) << to_string(day);
      if (grain == Grain::day) continue;
      ASSERT_EQ(as_integer(row[5 + at]), day.days - period_start(day, grain).days + 1)
          << to_string(day) << ' ' << grain_name(grain);
    }
  }
}

}  // namespace
}  // namespace mikata
