// SPDX-License-Identifier: Apache-2.0
// The sums that are kept say what the days say, in every window and after every change. Counted
// anew is by a store that keeps nothing, and with a condition that holds of every action, which
// makes the days themselves anew.
#include "mikata/insights/period_sums.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

#include "mikata/base/random.h"
#include "mikata/insights/run.h"
#include "mikata/store/duckdb_store.h"
#include "mikata/store/testing_rows.h"

namespace mikata {
namespace {

constexpr std::string_view kEveryAction = "kind LIKE '%'";
constexpr int kCustomers = 80;
constexpr int kFirstDay = 19'700;  // 2023-12-09
constexpr int kDays = 420;

std::string customer(Random& random) { return fmt::format("C{:03}", random.below(kCustomers)); }

Rows customers() {
  constexpr std::array<const char*, 3> kRegions{"東京", "大阪", "福岡"};
  Rows rows("customers");
  for (int i = 0; i < kCustomers; ++i) {
    rows.row().text("customer_id", fmt::format("C{:03}", i));
    if (i % 4 != 0) rows.text("account_id", fmt::format("K{}", i % 9));
    if (i % 7 != 0) rows.text("region", kRegions.at(static_cast<std::size_t>(i) % 3));
    rows.integer("birth_date", 3'000 + 100 * i).property(i % 2 == 0 ? R"({"plan":"a"})" : "");
  }
  return rows;
}

Rows items(const char* category_of_i1) {
  Rows rows("items");
  rows.row().text("item_id", "I0").text("category", "食品");
  rows.row().text("item_id", "I1").text("category", category_of_i1);
  rows.row().text("item_id", "I2");
  return rows;
}

Rows actions(Random& random, int count, std::string_view name) {
  constexpr std::array<const char*, 5> kKinds{"order", "order", "visit", "return", "contact"};
  Rows rows("actions");
  for (int i = 0; i < count; ++i) {
    rows.row()
        .text("action_id", fmt::format("{}{}", name, i))
        .text("customer_id", customer(random));
    rows.text("kind", kKinds.at(random.below(5)));
    if (i % 5 != 0) rows.text("channel", i % 2 == 0 ? "web" : "shop");
    if (i % 3 != 0) rows.text("item_id", fmt::format("I{}", i % 4)).property(R"({"gift":"yes"})");
    if (i % 4 != 0) rows.text("order_id", fmt::format("O{}", i / 2));
    rows.integer("amount_minor", 100 + static_cast<std::int64_t>(random.below(900)));
    rows.integer("cost_minor", static_cast<std::int64_t>(random.below(90)));
    rows.on(kFirstDay + static_cast<std::int64_t>(random.below(kDays)));
  }
  return rows;
}

// The same facts, and no sums.
class KeepsNothing final : public Store {
 public:
  explicit KeepsNothing(Store& store) : store_(store) {}
  Engine engine() const override { return store_.engine(); }
  Table query(const Query& query) const override { return store_.query(query); }
  std::unique_ptr<Append> append(const std::string& id) override { return store_.append(id); }
  void retract(const std::string& id, const Told& told) override { store_.retract(id, told); }
  void link(const std::string& from, const std::string& to) override { store_.link(from, to); }
  void unlink(const std::string& id) override { store_.unlink(id); }
  std::int64_t version() const override { return store_.version(); }
  std::optional<std::string> recall(const std::string& name) const override {
    return store_.recall(name);
  }
  void remember(const std::string&, const std::string&) const override {}
  void measure(const Query& select) const override { store_.measure(select); }
  bool keep_sums(const SumsTable&, const Query&) const override { return false; }
  LentDays keep_days(const DaysAsked&) const override { return nullptr; }
  void keep_day(Day, const Query&) const override {}

 private:
  Store& store_;
};

class PeriodSumsTest : public testing::Test {
 protected:
  void SetUp() override {
    store_ = open_duckdb_store({.file = {}, .derived = {{"order"}}, .threads = 2});
    // The last day is there from the beginning: with a later one everything is made anew.
    Rows last("actions");
    last.row().text("action_id", "last").text("customer_id", "C001").text("kind", "order");
    last.integer("amount_minor", 500).on(kFirstDay + kDays);
    import({customers(), items("衣類"), actions(random_, 1'500, "A"), last});
  }

  void import(const std::vector<Rows>& tables) {
    last_import_ = fmt::format("I{}", ++imports_);
    const auto append = store_->append(last_import_);
    for (const Rows& rows : tables) append->add(rows.batch());
    append->publish();
  }

  Table ask(const std::string& name, const Arguments& arguments) {
    return ask(*store_, name, arguments);
  }
  static Table ask(const Store& store, const std::string& name, const Arguments& arguments) {
    const Insight& insight = find_insight(name);
    BookSettings settings;
    return run_insight(insight, Facts{store, settings}, parse_request(insight, arguments))
        .answer.table;
  }

  void expect_same(const std::string& name, const Arguments& arguments) {
    Arguments by_days = arguments;
    std::string& where = by_days["where"];
    where = where.empty() ? kEveryAction : fmt::format("({}) AND {}", where, kEveryAction);
    expect_same_rows(name, arguments, by_days);
  }

  // Every question, once plainly and once by groups in a window that cuts periods.
  void expect_same_now() {
    for (const std::string name : {"frequency", "profitability", "tenure", "retention", "pulse"}) {
      expect_same(name, {});
    }
    expect_same("frequency", {{"where", "orders >= 9"}});
    expect_same("retention", {{"by", "actions.channel"}});
    for (const std::string name : {"frequency", "profitability", "tenure", "retention"}) {
      expect_same(name, {{"by", "region"}, {"start", "2024-03-13"}, {"end", "2024-11-20"}});
    }
  }

  // Every question that reads days told apart or chosen by single actions, against days made within
  // each statement.
  void expect_kept_days_say_the_same(const std::vector<std::string>& names) {
    const std::array<Arguments, 7> ways{{
        {{"by", "actions.channel"}},
        {{"by", "items.category"}},
        {{"by", "actions.gift"}, {"where", "region = '大阪' OR region IS NULL"}},
        {{"where", "actions.channel = 'web'"}, {"by", "region"}},
        {{"where", "actions.channel = 'web' OR region = '大阪'"}},
        {{"where", "items.category = '食品'"}, {"by", "actions.channel"}},
        {{"unit", "account"}, {"by", "actions.channel"}},
    }};
    for (const auto& name : names) {
      for (Arguments arguments : ways) {
        if (name != "rfm") arguments["start"] = "2024-03-13";
        expect_same_rows(name, arguments, arguments);
      }
    }
  }

  void expect_same_rows(const std::string& name, const Arguments& arguments,
                        const Arguments& by_days) {
    const Table kept = ask(name, arguments);
    const Table counted = ask(KeepsNothing(*store_), name, by_days);
    std::string told = name;
    for (const auto& [key, value] : arguments) told += fmt::format(" {}={}", key, value);
    EXPECT_FALSE(counted.rows.empty()) << told;
    ASSERT_EQ(kept.rows.size(), counted.rows.size()) << told;
    for (std::size_t i = 0; i < kept.rows.size(); ++i) {
      EXPECT_EQ(kept.rows[i], counted.rows[i]) << told << ", row " << i;
    }
  }

  std::int64_t count(const std::string& sql) {
    return as_integer(store_->query({"SELECT count(*) FROM " + sql}).rows.at(0).at(0));
  }

  Random random_{23};
  std::unique_ptr<Store> store_;
  std::string last_import_;
  int imports_ = 0;
};

TEST_F(PeriodSumsTest, SayWhatTheDaysSayInEveryWindow) {
  const Arguments cut{{"start", "2024-03-13"}, {"end", "2024-11-20"}};
  for (const std::string name : {"frequency", "profitability", "tenure", "retention"}) {
    expect_same(name, cut);
    expect_same(name, {{"period", "week"}, {"start", "2024-01-03"}});
    expect_same(name, {{"period", "quarter"}, {"by", "plan"}, {"end", "2024-06-15"}});
  }
  expect_same("frequency", {{"period", "all"}});
  expect_same("profitability", {{"period", "all"}, {"end", "2024-06-15"}});
  expect_same("tenure", {{"start", "2024-05-06"}, {"end", "2024-05-08"}});
  expect_same("frequency", {{"period", "year"}, {"by", "age"}});
  expect_same("retention", {{"period", "day"}, {"start", "2023-12-20"}, {"end", "2024-01-20"}});
  expect_same("pulse", {{"period", "week"}, {"start", "2024-03-13"}});
  expect_same("profitability", {{"where", "region = '大阪' OR orders >= 12"}, {"by", "region"}});
  expect_same("retention", {{"where", "first_order_day >= '2023-12-20'"}});
  expect_same("pulse", {{"period", "quarter"}, {"end", "2024-11-20"}});
  for (const std::string name : {"frequency", "profitability", "tenure", "retention"}) {
    expect_same(name, {{"by", "actions.channel"}, {"start", "2024-03-13"}});
    expect_same(name, {{"where", "actions.channel = 'web' OR actions.kind = 'return'"}});
  }
  expect_same("pulse", {{"where", "actions.channel = 'web'"}});
}

TEST_F(PeriodSumsTest, AreReadAndNotCountedAnew) {
  ask("frequency", {});
  // What is kept is what is read: a row too many is seen.
  const std::int64_t before = as_integer(ask("frequency", {}).rows.at(3).at(2));
  EXPECT_EQ(count("kept_sums"), 2);
  ask("profitability", {});
  EXPECT_EQ(count("kept_sums"), 2) << "the sums by block serve several questions";
  ask("frequency", {{"unit", "account"}});
  EXPECT_EQ(count("kept_sums"), 2) << "questions of accounts are not kept";
  ask("frequency", {{"where", std::string(kEveryAction)}});
  EXPECT_EQ(count("kept_sums"), 4) << "those of single actions are, until facts change";
  EXPECT_EQ(as_integer(ask("frequency", {}).rows.at(3).at(2)), before);
  import({actions(random_, 1, "B")});
  EXPECT_EQ(count("kept_sums"), 2);
}

TEST_F(PeriodSumsTest, FollowFactsCorrectionsUndoAndMergedPersons) {
  expect_same_now();
  const std::int64_t kept = count("kept_sums");
  for (int step = 0; step < 3; ++step) {
    import({actions(random_, 3, fmt::format("B{}-", step))});
    import({actions(random_, 2, "A")});  // corrections: the same names
  }
  store_->retract(last_import_);
  store_->link("C002", "C003");
  expect_same_now();
  // Carried along, not made anew, but for those by the channel of an action.
  EXPECT_EQ(count("kept_sums"), kept);
  EXPECT_EQ(count("kept_sums WHERE loose > 0"), kept - 1);
}

TEST_F(PeriodSumsTest, OfManyQuestionsTheOldestAreForgotten) {
  const SumsTable& table = find_sums_table("gap_sums");
  for (std::int64_t least = 0; least < 80; ++least) {
    const bool kept = store_->keep_sums(
        table,
        {"SELECT nullif(0, 0) AS by_no, '' AS by_text, 0 AS period_no, orders AS gap, count(*) AS "
         "occasions FROM customer_days AS d WHERE d.orders >= $least GROUP BY orders",
         {{"least", least}}});
    EXPECT_TRUE(kept);
  }
  EXPECT_EQ(count("kept_sums"), 64);
  EXPECT_EQ(count("kept_sums WHERE given = '[[\"least\",79]]'"), 1);
  EXPECT_EQ(count("gap_sums WHERE sums_no NOT IN (SELECT sums_no FROM kept_sums)"), 0);
}

TEST_F(PeriodSumsTest, AreThrownAwayWhenEverybodyIsAnother) {
  expect_same("frequency", {{"by", "region"}});
  Rows later("actions");
  later.row().text("action_id", "later").text("customer_id", "C005").text("kind", "order");
  later.integer("amount_minor", 500).on(kFirstDay + kDays + 40);
  import({later});
  EXPECT_EQ(count("kept_sums"), 0);
  EXPECT_EQ(count("block_sums"), 0);
  expect_same_now();
}

TEST_F(PeriodSumsTest, KeptDaysSayWhatDaysMadeAnewSay) {
  expect_kept_days_say_the_same(
      {"frequency", "profitability", "tenure", "retention", "rfm", "acquisition", "stage"});
  EXPECT_EQ(count("kept_days"), 7) << "a condition on customers, and a group of them, is asked "
                                      "of the days";
}

TEST_F(PeriodSumsTest, KeptDaysFollowFactsCorrectionsUndoAndMergedPersons) {
  // Every question reads the same days; one tells whether they followed.
  const std::vector<std::string> names{"frequency"};
  expect_kept_days_say_the_same(names);
  for (int step = 0; step < 2; ++step) {
    import({actions(random_, 3, fmt::format("B{}-", step))});
    import({actions(random_, 2, "A")});  // corrections: the same names
    EXPECT_EQ(count("kept_days"), 5) << "those of accounts and with customers go";
  }
  expect_kept_days_say_the_same(names);
  store_->retract(last_import_);
  store_->link("C002", "C003");
  expect_kept_days_say_the_same(names);
  store_->unlink("C002");
  import({items("家具")});
  EXPECT_EQ(count("kept_days"), 3) << "those by items go with a change of items";
  expect_kept_days_say_the_same(names);
  import({actions(random_, 500, "C")});
  EXPECT_EQ(count("kept_days"), 0) << "all is made anew";
  expect_kept_days_say_the_same({"frequency", "retention"});
}

}  // namespace
}  // namespace mikata
