// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/duckdb_store.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <stop_token>
#include <thread>

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

// Tells how far it is, from nothing on, and can be ended there.
class Listener {
 public:
  Told told() {
    return [this](double share) {
      EXPECT_GE(share, last_);
      EXPECT_LE(share, 1);
      last_ = share;
      if (share >= ends_at_) throw std::runtime_error("enough");
    };
  }
  void end_at(double share) { ends_at_ = share; }
  double last() const { return last_; }

 private:
  double last_ = 0;
  double ends_at_ = 2;
};

TEST(DuckdbStore, TellsHowFarAnImportAndItsUndoAre) {
  const auto store = empty_store();
  Listener coming;
  {
    const auto append = store->append("I1");
    append->add(Orders().add("a", "C1", 10, 100).batch());
    append->publish(coming.told());
  }
  EXPECT_GT(coming.last(), .5);
  Listener going;
  store->retract("I1", going.told());
  EXPECT_GT(going.last(), .5);
}

TEST(DuckdbStore, NothingHasChangedWhereAnImportOrItsUndoIsEnded) {
  const auto store = empty_store();
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  const std::int64_t version = store->version();
  Listener listener;
  listener.end_at(.5);
  {
    const auto append = store->append("I2");
    append->add(Orders().add("b", "C2", 10, 100).add("c", "C3", 10, 100).batch());
    EXPECT_THROW(append->publish(listener.told()), std::runtime_error);
  }
  Listener other;
  other.end_at(.5);
  EXPECT_THROW(store->retract("I1", other.told()), std::runtime_error);
  EXPECT_EQ(store->version(), version);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM actions"), 1);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM actions_now"), 1);
  EXPECT_EQ(number(*store, "SELECT count(*) FROM customer_summary"), 1);
  EXPECT_EQ(import(*store, "I2", Orders().add("b", "C2", 10, 100)).accepted, 1);
}

TEST(DuckdbStore, UndoOfAnUnknownOrUndoneImportIsNotFound) {
  const auto store = empty_store();
  EXPECT_THROW(store->retract("I1"), Error);
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  store->retract("I1");
  EXPECT_THROW(store->retract("I1"), Error);
}

TEST(DuckdbStore, UndoOfAnUnknownImportNamesTheLatestThatStand) {
  const auto store = empty_store();
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  import(*store, "reading-1", Orders().add("b", "C1", 10, 100));
  try {
    store->retract("I9");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "import not found: I9 (the latest: I1)");
  }
}

TEST(DuckdbStore, AnImportThatIsNotPublishedLeavesNothing) {
  const auto store = open_duckdb_store(
      {.file = {}, .derived = {{"order"}}, .patience = std::chrono::milliseconds(20)});
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

std::int64_t count(const Store& store, const std::string& table) {
  return as_integer(store.query({"SELECT count(*) FROM " + table}).rows.at(0).at(0));
}

TEST(DuckdbStore, LooksAtGivenTablesForOneStatementOnly) {
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  // More rows than one chunk holds.
  std::vector<std::int64_t> numbers(5000);
  std::vector<double> halves(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = static_cast<std::int64_t>(i);
    halves[i] = static_cast<double>(i) / 2;
  }
  const GivenTable given{"given_numbers", {{"number", numbers}, {"half", halves}}};
  const std::string sql = "SELECT count(*), sum(number), sum(half) FROM given_numbers";
  const Table table = store->query({sql, {}, {}, std::span(&given, 1)});
  EXPECT_EQ(as_integer(table.rows.at(0).at(0)), 5000);
  EXPECT_EQ(as_integer(table.rows.at(0).at(1)), 5000 * 4999 / 2);
  EXPECT_EQ(as_number(table.rows.at(0).at(2)), 5000.0 * 4999 / 4);
  EXPECT_THROW(static_cast<void>(store->query({sql})), Error);
  const GivenTable empty{"given_numbers", {{"number", std::vector<std::int64_t>{}}}};
  EXPECT_EQ(
      as_integer(store->query({"SELECT count(*) FROM given_numbers", {}, {}, std::span(&empty, 1)})
                     .rows.at(0)
                     .at(0)),
      0);
}

TEST(DuckdbStore, RemembersUntilTheFactsChange) {
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  EXPECT_EQ(store->recall("fit"), std::nullopt);
  store->remember("fit", "one");
  store->remember("fit", "two");
  EXPECT_EQ(store->recall("fit"), "two");
  EXPECT_EQ(store->recall("other"), std::nullopt);
  import(*store, "I2", Orders().add("b", "C1", 11, 100));
  EXPECT_EQ(store->recall("fit"), std::nullopt);
  store->remember("fit", "three");
  store->retract("I2");
  EXPECT_EQ(store->recall("fit"), std::nullopt);
}

TEST(DuckdbStore, MeasuresAreReplacedAsAWholeAndGoneWithTheFacts) {
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100).add("b", "C2", 11, 100));
  const Query measures{
      "SELECT customer_no, 'p_alive', $p, NULL, NULL, $version, $as_of FROM customer_summary",
      {{"p", 0.5}, {"version", store->version()}, {"as_of", Day{11}}}};
  store->measure(measures);
  store->measure(measures);
  EXPECT_EQ(count(*store, "customer_measures"), 2);
  EXPECT_THROW(store->measure({"SELECT none FROM customer_summary"}), Error);
  EXPECT_EQ(count(*store, "customer_measures"), 2);
  import(*store, "I2", Orders().add("c", "C1", 12, 100));
  EXPECT_EQ(count(*store, "customer_measures"), 0);
}

TEST(DuckdbStore, KeepsAFewEarlierDaysUntilTheFactsChange) {
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100).add("b", "C2", 11, 100));
  const auto keep = [&](int day) {
    store->keep_day(Day{day},
                    {"SELECT $day, customer_no, $day, CAST(NULL AS DOUBLE) FROM customer_summary",
                     {{"day", Day{day}}}});
  };
  keep(10);
  keep(10);
  EXPECT_EQ(count(*store, "earlier_days"), 2);
  EXPECT_THROW(store->keep_day(Day{10}, {"SELECT none FROM customer_summary"}), Error);
  EXPECT_EQ(count(*store, "earlier_days"), 2);
  for (int day = 1; day <= 7; ++day) keep(day);
  EXPECT_EQ(count(*store, "earlier_days"), 16);
  keep(9);
  EXPECT_EQ(count(*store, "earlier_days"), 2) << "eight days are kept, then all but the last go";
  import(*store, "I2", Orders().add("c", "C1", 12, 100));
  EXPECT_EQ(count(*store, "earlier_days"), 0);
}

// What is kept beside the facts never stands in the way of an import that is under way.
TEST(DuckdbStore, KeepsResultsWhileAnImportIsOpen) {
  const std::filesystem::path folder = testing::TempDir() + "mikata_kept";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto store = open_duckdb_store({.file = folder / "facts.duckdb", .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  store->remember("fit", "one");
  const auto append = store->append("I2");
  append->add(Orders().add("b", "C1", 11, 100).batch());
  store->remember("fit", "two");
  store->measure(
      {"SELECT customer_no, 'p_alive', 0.5, NULL, NULL, 1, DATE '1970-01-12' FROM "
       "customer_summary"});
  EXPECT_EQ(store->recall("fit"), "two");
  EXPECT_EQ(append->publish().accepted, 1);
  EXPECT_EQ(store->recall("fit"), std::nullopt);
  EXPECT_EQ(count(*store, "customer_measures"), 0);
}

// The database folds no log while a statement runs that began before the change.
TEST(DuckdbStore, ImportsWhileALongQuestionIsAsked) {
  const std::filesystem::path folder = testing::TempDir() + "mikata_asked";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto store = open_duckdb_store({.file = folder / "facts.duckdb", .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  std::jthread asking([&](std::stop_token stop) {
    EXPECT_THROW(
        store->query({"SELECT count(*) FROM range(100000) AS a, range(1000000) AS b, actions_now "
                      "WHERE a.range * b.range % 7 = 3",
                      {},
                      stop}),
        Error);
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(import(*store, "I2", Orders().add("b", "C1", 11, 100)).accepted, 1);
  EXPECT_EQ(count(*store, "actions_now"), 2);
  asking.request_stop();
  asking.join();
  EXPECT_EQ(import(*store, "I3", Orders().add("c", "C1", 12, 100)).accepted, 1);
}

std::int64_t day_tables(const Store& store) {
  return count(store, "duckdb_tables() WHERE table_name LIKE 'kept_o%'");
}

DaysAsked days_with(std::int64_t least) {
  return {.which = {.condition = "x.amount_minor >= $least"}, .bindings = {{"least", least}}};
}

TEST(DuckdbStore, KeepsTheDaysThatWereAskedForLast) {
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100).add("b", "C2", 11, 200));
  const LentDays first = store->keep_days(days_with(1));
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(count(*store, *first + " AS d"), 2);
  EXPECT_EQ(count(*store, *store->keep_days(days_with(101)) + " AS d"), 1);
  for (std::int64_t least = 2; least <= 7; ++least) store->keep_days(days_with(least));
  EXPECT_EQ(count(*store, "kept_days"), 8);
  EXPECT_EQ(store->keep_days(days_with(101)), store->keep_days(days_with(101)));
  store->keep_days(days_with(8));
  EXPECT_EQ(count(*store, "kept_days"), 9) << "the first are still read";
  EXPECT_EQ(count(*store, *first + " AS d"), 2);
  store->keep_days(days_with(9));
  EXPECT_EQ(count(*store, "kept_days WHERE given = '[[\"least\",101]]'"), 1) << "asked again";
  EXPECT_EQ(count(*store, "kept_days WHERE given = '[[\"least\",2]]'"), 0);
  EXPECT_EQ(day_tables(*store), 2 * count(*store, "kept_days"));
}

TEST(DuckdbStore, DaysThatNoLongerHoldGoWhenNobodyReadsThem) {
  const std::filesystem::path folder = testing::TempDir() + "mikata_days";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const DuckdbStoreOptions options{.file = folder / "facts.duckdb", .derived = {{"order"}}};
  auto store = open_duckdb_store(options);
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  LentDays days = store->keep_days(days_with(1));
  import(*store, "I2", Orders().add("b", "C1", 11, 100));
  EXPECT_EQ(count(*store, *days + " AS d"), 1) << "who reads them reads on";
  EXPECT_EQ(day_tables(*store), 2);
  EXPECT_EQ(count(*store, *store->keep_days(days_with(1)) + " AS d"), 2);
  days.reset();
  store.reset();
  store = open_duckdb_store(options);
  EXPECT_EQ(count(*store, "kept_days"), 1) << "what holds outlives the program";
  EXPECT_EQ(day_tables(*store), 2);
  store->retract("I2");
  EXPECT_EQ(day_tables(*store), 0);
}

TEST(DuckdbStore, KeepsNoDaysWhileAnImportIsOpenOrWhenStopped) {
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  import(*store, "I1", Orders().add("a", "C1", 10, 100));
  DaysAsked stopped = days_with(1);
  std::stop_source stop;
  stop.request_stop();
  stopped.stop = stop.get_token();
  EXPECT_THROW(store->keep_days(stopped), Error);
  EXPECT_EQ(day_tables(*store), 0);
  {
    const auto append = store->append("I2");
    EXPECT_EQ(store->keep_days(days_with(1)), nullptr);
  }
  EXPECT_NE(store->keep_days(days_with(1)), nullptr);
}

}  // namespace
}  // namespace mikata
