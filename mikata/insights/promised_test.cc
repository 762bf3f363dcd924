// SPDX-License-Identifier: Apache-2.0
// Somebody who knows who was asked tries to read single answers that were promised anonymous.
#include "mikata/insights/promised.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "mikata/insights/run.h"
#include "mikata/store/duckdb_store.h"

namespace mikata {
namespace {

constexpr int kK = 16;

struct Cell {
  std::string survey;
  Day month;
  int people;
};

Day day(int month, int day_of_month) { return *make_day(2026, month, day_of_month); }

// Cells that may be shown have 16 people; what else there is has fewer, in all fewer than 16 of one
// kind in a month. So every sum that is shown must be a multiple of 16.
const std::vector<Cell> kCells{{"shop", day(1, 1), 16}, {"shop", day(2, 1), 7},
                               {"shop", day(3, 1), 16}, {"app", day(1, 1), 3},
                               {"app", day(2, 1), 16},  {"app", day(3, 1), 15}};

void add_text(Batch& batch, const std::string& name, const std::string& text) {
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    if (batch.table->columns[i].name != name) continue;
    batch.columns[i].valid[0] = 1;
    batch.columns[i].texts[0] = text;
  }
}

void add_number(Batch& batch, const std::string& name, double number) {
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    if (batch.table->columns[i].name != name) continue;
    batch.columns[i].valid[0] = 1;
    batch.columns[i].reals[0] = number;
    batch.columns[i].integers[0] = static_cast<std::int64_t>(number);
  }
}

Batch answer(const Cell& cell, int who) {
  Batch batch;
  batch.table = find_fact_table("voices");
  batch.rows = 1;
  batch.properties.emplace_back();
  for (std::size_t i = 0; i < batch.table->columns.size(); ++i) {
    batch.columns.push_back({{""}, {0}, {0}, {0}});
  }
  const Day when{cell.month.days + who % 27};
  const std::string id = fmt::format("{}-{}-{}", cell.survey, to_string(cell.month), who);
  for (const auto& [name, text] :
       std::map<std::string, std::string>{{"voice_id", id},
                                          {"customer_id", fmt::format("C{}", who)},
                                          {"question", "nps"},
                                          {"survey", cell.survey}}) {
    add_text(batch, name, text);
  }
  for (const auto& [name, number] :
       std::map<std::string, double>{{"score", who % 11},
                                     {"scale_low", 0},
                                     {"scale_high", 10},
                                     {"anonymous", 1},
                                     {"local_day", when.days},
                                     {"occurred_at", when.days * 86'400e6}}) {
    add_number(batch, name, number);
  }
  return batch;
}

class Attack : public testing::Test {
 protected:
  Attack() {
    const auto append = store_->append("I1");
    for (const auto& cell : kCells) {
      for (int who = 0; who < cell.people; ++who) append->add(answer(cell, who));
    }
    append->publish();
  }

  // What one question gives away: the answers of each row, and of them all.
  std::vector<std::int64_t> counts(const Arguments& arguments) const {
    const Insight& insight = find_insight("nps");
    const Result result =
        run_insight(insight, Facts{*store_, settings_}, parse_request(insight, arguments));
    std::vector<std::int64_t> counts{result.answer.n};
    const std::size_t n = result.answer.table.index("n");
    for (const Row& row : result.answer.table.rows) counts.push_back(as_integer(row[n]));
    return counts;
  }

  void expect_whole_cells(const Arguments& arguments) const {
    std::string asked;
    for (const auto& [name, value] : arguments) asked += fmt::format("{}={} ", name, value);
    for (const std::int64_t n : counts(arguments)) EXPECT_EQ(n % kK, 0) << asked << n;
  }

  std::unique_ptr<Store> store_ = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  BookSettings settings_{.name = "test", .k = kK};
};

TEST_F(Attack, WholeCellsAreShown) {
  EXPECT_EQ(counts({}), (std::vector<std::int64_t>{48, 16, 16, 16}));
  EXPECT_EQ(counts({{"period", "all"}, {"by", "survey"}}), (std::vector<std::int64_t>{48, 16, 32}));
}

TEST_F(Attack, RollingTheEndsOfTheWindowShowsNobody) {
  for (const int days : {9, 30, 31, 74}) {
    const std::string moving = to_string(Day{day(1, 1).days + days});
    for (const std::string grain : {"week", "month", "all"}) {
      expect_whole_cells({{"period", grain}, {"end", moving}});
      expect_whole_cells({{"period", grain}, {"as_of", moving}});
      expect_whole_cells({{"period", grain}, {"start", moving}});
    }
    expect_whole_cells({{"last", fmt::format("{}d", days + 1)}});
  }
}

TEST_F(Attack, NoConditionReachesOnePerson) {
  for (const int who : {0, 14}) {
    for (const std::string form :
         {"customer_id = 'C{}'", "customer_id != 'C{}'", "NOT customer_id = 'C{}'",
          "customer_id IS NULL OR customer_id = 'C{}'", "voice_id LIKE '%-{}'",
          "score != 1 OR voice_id = 'shop-2026-01-01-{}'", "survey = 'shop' AND score >= {}"}) {
      expect_whole_cells({{"where", fmt::format(fmt::runtime(form), who)}});
    }
  }
}

TEST_F(Attack, NoBreakdownSinglesOutAnAnswer) {
  for (const std::string by : {"voice_id", "customer_id", "score", "response_id", "item_id",
                               "channel", "survey", "touchpoint", "language", "region"}) {
    expect_whole_cells({{"by", by}});
  }
}

TEST_F(Attack, WhatIsBehindHasNoNameNoDayAndNoId) {
  const Insight& insight = find_insight("nps");
  const Behind behind = run_behind(insight, Facts{*store_, settings_}, parse_request(insight, {}),
                                   "2026-01-01|", {0, 100});
  EXPECT_EQ(behind.total, 16);
  for (const Row& row : behind.table.rows) {
    EXPECT_TRUE(is_null(row[behind.table.index("customer_id")]));
    EXPECT_TRUE(is_null(row[behind.table.index("voice_id")]));
    EXPECT_EQ(as_day(row[behind.table.index("local_day")]), day(1, 1));
  }
}

}  // namespace
}  // namespace mikata
