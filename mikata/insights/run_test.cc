// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/run.h"

#include <gtest/gtest.h>

#include <map>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/store/duckdb_store.h"

namespace mikata {
namespace {

// Facts as (column, text or number) cells, in a store in memory.
class Facts1 {
 public:
  using Cells = std::map<std::string, Value>;

  void add(const std::string& table, const Cells& cells) {
    Batch batch;
    batch.table = find_fact_table(table);
    batch.rows = 1;
    batch.properties.emplace_back();
    for (const auto& column : batch.table->columns) {
      const auto found = cells.find(column.name);
      BatchColumn values{{""}, {0}, {0}, {0}};
      if (found != cells.end()) fill(values, found->second);
      batch.columns.push_back(values);
    }
    append_->add(batch);
  }
  const Store& done() {
    append_->publish();
    append_.reset();
    return *store_;
  }

 private:
  static void fill(BatchColumn& values, const Value& value) {
    values.valid[0] = 1;
    if (const auto* text = std::get_if<std::string>(&value)) values.texts[0] = *text;
    if (const auto* number = std::get_if<double>(&value)) values.reals[0] = *number;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) values.integers[0] = *integer;
    if (const auto* day = std::get_if<Day>(&value)) values.integers[0] = day->days;
  }

  std::unique_ptr<Store> store_ = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  std::unique_ptr<Append> append_ = store_->append("I1");
};

Day day(int year, int month, int day_of_month) { return *make_day(year, month, day_of_month); }

void say(Facts1& facts, const std::string& id, const std::string& customer, Day when,
         double score) {
  facts.add("voices", {{"voice_id", id},
                       {"customer_id", customer},
                       {"question", std::string("nps")},
                       {"score", score},
                       {"scale_low", 0.0},
                       {"scale_high", 10.0},
                       {"local_day", when},
                       {"occurred_at", std::int64_t{when.days} * 86'400'000'000}});
}

void buy(Facts1& facts, const std::string& id, const std::string& customer, Day when) {
  facts.add("actions", {{"action_id", id},
                        {"customer_id", customer},
                        {"kind", std::string("order")},
                        {"amount_minor", std::int64_t{100}},
                        {"local_day", when},
                        {"occurred_at", std::int64_t{when.days} * 86'400'000'000}});
}

Result run(const std::string& name, const Store& store, const Arguments& arguments) {
  const Insight& insight = find_insight(name);
  static const BookSettings kSettings{.name = "test"};
  return run_insight(insight, Facts{store, kSettings}, parse_request(insight, arguments));
}

TEST(Nps, CountsTheLastAnswerOfAPersonInAPeriod) {
  Facts1 facts;
  say(facts, "v1", "A", day(2026, 9, 1), 3);
  say(facts, "v2", "A", day(2026, 9, 20), 10);
  say(facts, "v3", "B", day(2026, 9, 21), 9);
  say(facts, "v4", "C", day(2026, 9, 30), 6);
  const Store& store = facts.done();
  const Result last = run("nps", store, {});
  ASSERT_EQ(last.answer.table.rows.size(), 1U);
  EXPECT_EQ(last.answer.n, 3);
  const auto nps = last.answer.table.index("nps");
  EXPECT_NEAR(as_number(last.answer.table.rows[0][nps]), 100.0 / 3, 1e-9);
  const Result all = run("nps", store, {{"all_answers", "true"}});
  EXPECT_EQ(all.answer.n, 4);
  EXPECT_NEAR(as_number(all.answer.table.rows[0][nps]), 0, 1e-9);
}

TEST(Retention, HasARowForEveryAgeAlsoWhereNobodyCame) {
  Facts1 facts;
  buy(facts, "a1", "A", day(2026, 1, 5));
  buy(facts, "a2", "A", day(2026, 1, 20));
  buy(facts, "a3", "A", day(2026, 3, 2));
  buy(facts, "a4", "B", day(2026, 1, 31));
  buy(facts, "a5", "C", day(2026, 3, 31));
  const Result result = run("retention", facts.done(), {});
  const Table& table = result.answer.table;
  const auto column = [&](std::string_view name) { return table.index(name); };
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(as_integer(table.rows[0][column("customers")]), 2);
  EXPECT_EQ(as_integer(table.rows[1][column("retained")]), 0);
  EXPECT_EQ(as_number(table.rows[2][column("retention")]), 0.5);
  EXPECT_EQ(as_integer(table.rows[3][column("customers")]), 1);
}

TEST(Run, AnEmptyBookSaysWhatIsMissing) {
  Facts1 facts;
  const Result result = run("nps", facts.done(), {});
  EXPECT_EQ(result.missing, std::vector<std::string>{"voices.question=nps"});
  EXPECT_TRUE(result.answer.table.rows.empty());
  EXPECT_EQ(result_json(result, Language::en)["n"], 0);
}

TEST(Run, AsksForAccountsWhereNobodyHasOne) {
  Facts1 facts;
  say(facts, "v1", "A", day(2026, 9, 1), 3);
  const Store& store = facts.done();
  EXPECT_EQ(run("nps", store, {{"unit", "account"}}).missing,
            std::vector<std::string>{"customers.account_id"});
  EXPECT_TRUE(run("nps", store, {}).missing.empty());
}

TEST(Run, SaysThatNobodyIsKnownWhereOrdersHaveOnlyAnEmail) {
  const auto order = [](Facts1& facts, const std::string& id, const std::string& who) {
    facts.add("actions", {{"action_id", id},
                          {"identity", who},
                          {"kind", std::string("order")},
                          {"amount_minor", std::int64_t{100}},
                          {"local_day", day(2026, 1, 5)},
                          {"occurred_at", std::int64_t{day(2026, 1, 5).days} * 86'400'000'000}});
  };
  Facts1 nobody;
  order(nobody, "a1", "email:a@example.com");
  order(nobody, "a2", "email:b@example.com");
  const Store& store = nobody.done();
  for (const auto* name : {"pulse", "rfm", "retention", "profitability"}) {
    const Result result = run(name, store, {});
    ASSERT_FALSE(result.answer.notes.empty()) << name;
    EXPECT_EQ(result.answer.notes[0].kind, "not_linked") << name;
    EXPECT_NE(result.answer.notes[0].text.en.find("actions (2) are not counted"),
              std::string::npos);
  }
  Facts1 one;
  order(one, "a1", "email:a@example.com");
  buy(one, "a2", "A", day(2026, 1, 5));
  for (const auto& note :
       run("rfm", one.done(), {{"where", "customer_id = 'nobody'"}}).answer.notes) {
    EXPECT_NE(note.kind, "not_linked");
  }
}

TEST(Run, SaysWhichDayIsTheFirst) {
  Facts1 facts;
  buy(facts, "a1", "A", day(2026, 1, 5));
  buy(facts, "a2", "A", day(2026, 3, 2));
  const Store& store = facts.done();
  const auto said = [&](const Arguments& arguments) {
    try {
      run("rfm", store, arguments);
    } catch (const Error& error) {
      return error.message();
    }
    return Localized{};
  };
  const Localized before = said({{"as_of", "2026-01-04"}});
  EXPECT_EQ(before.en,
            "as_of is before the first day of the book: 2026-01-04 (which is 2026-01-05)");
  EXPECT_EQ(before.ja, "基準日が最初の記録より前です: 2026-01-04（最初の日は 2026-01-05）");
  EXPECT_EQ(said({{"end", "2025-12-31"}}).en,
            "end is before the first day of the book: 2025-12-31 (which is 2026-01-05)");
  EXPECT_EQ(said({{"start", "2026-03-03"}}).en,
            "start is after as_of, the last day that counts: 2026-03-03 (which is 2026-03-02)");
  EXPECT_TRUE(said({{"as_of", "2026-01-05"}}).empty());
  EXPECT_TRUE(said({{"start", "2025-01-01"}, {"end", "2025-12-31"}}).empty());
}

TEST(Run, RefusesWhatMakesNoSense) {
  const Insight& insight = find_insight("nps");
  const std::vector<Arguments> wrong{
      {{"start", "2026-02-30"}}, {{"start", "2026-02-01"}, {"end", "2026-01-01"}},
      {{"period", "fortnight"}}, {{"last", "90"}},
      {{"last", "0d"}},          {{"last", "5x"}},
      {{"unit", "person"}},      {{"perod", "month"}},
      {{"all_answers", "maybe"}}};
  for (const auto& arguments : wrong) {
    EXPECT_THROW(static_cast<void>(parse_request(insight, arguments)), Error)
        << arguments.begin()->first;
  }
  EXPECT_THROW(static_cast<void>(find_insight("npss")), Error);
}

TEST(Run, AWhereOnAnUnknownColumnIsSaidEvenInAnEmptyBook) {
  Facts1 facts;
  const Store& store = facts.done();
  EXPECT_THROW(static_cast<void>(run("nps", store, {{"where", "regoin = 'x'"}})), Error);
  EXPECT_THROW(static_cast<void>(run("retention", store, {{"by", "colour"}})), Error);
}

}  // namespace
}  // namespace mikata
