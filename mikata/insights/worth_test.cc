// SPDX-License-Identifier: Apache-2.0
// The questions about worth on published data: from orders in a book to the papers' figures.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "mikata/base/error.h"
#include "mikata/insights/run.h"
#include "mikata/store/duckdb_store.h"

namespace mikata {
namespace {

// "" when MIKATA_TEST_DATA is not set.
std::string cdnow_file() {
  const char* folder = std::getenv("MIKATA_TEST_DATA");
  return folder == nullptr || *folder == 0 ? "" : std::string(folder) + "/clv/CDNOW_sample.txt";
}

void set_text(Batch& batch, const std::string& column, const std::string& text) {
  BatchColumn& values = batch.columns[*batch.table->find(column)];
  values.valid.back() = 1;
  values.texts.back() = text;
}

void set_integer(Batch& batch, const std::string& column, std::int64_t number) {
  BatchColumn& values = batch.columns[*batch.table->find(column)];
  values.valid.back() = 1;
  values.integers.back() = number;
}

void add_order(Batch& batch, const std::string& customer, Day day, std::int64_t cents) {
  for (auto& column : batch.columns) {
    column.texts.emplace_back();
    column.reals.push_back(0);
    column.integers.push_back(0);
    column.valid.push_back(0);
  }
  ++batch.rows;
  batch.properties.emplace_back();
  set_text(batch, "action_id", std::to_string(batch.rows));
  set_text(batch, "customer_id", customer);
  set_text(batch, "kind", "order");
  set_integer(batch, "amount_minor", cents);
  set_integer(batch, "local_day", day.days);
  set_integer(batch, "occurred_at", std::int64_t{day.days} * 86'400'000'000);
}

// master number, customer, 19970101, CDs, dollars
Batch cdnow_orders() {
  Batch batch;
  batch.table = find_fact_table("actions");
  batch.source = "cdnow";
  batch.columns.resize(batch.table->columns.size());
  std::ifstream in(cdnow_file());
  EXPECT_TRUE(in) << cdnow_file();
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string master;
    std::string customer;
    std::string day;
    double disks = 0;
    double dollars = 0;
    if (!(words >> master >> customer >> day >> disks >> dollars)) continue;
    const auto when =
        parse_iso_day(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
    add_order(batch, customer, *when, std::llround(100 * dollars));
  }
  return batch;
}

// As the papers cut it: 39 weeks.
Answer ask_until_autumn(const Store& store, const std::string& insight, Arguments arguments) {
  arguments.try_emplace("as_of", "1997-09-30");
  BookSettings settings;
  settings.currency = "USD";
  const Insight& found = find_insight(insight);
  return run_insight(found, Facts{store, settings}, parse_request(found, arguments)).answer;
}

class WorthOfCdnow : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (cdnow_file().empty()) return;
    store_ = open_duckdb_store({.file = {}, .derived = {{"order"}}}).release();
    const auto append = store_->append("I1");
    append->add(cdnow_orders());
    append->publish();
  }
  static void TearDownTestSuite() {
    delete store_;
    store_ = nullptr;
  }
  void SetUp() override {
    if (store_ == nullptr) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  }

  static Table ask(const std::string& insight, Arguments arguments) {
    return ask_until_autumn(*store_, insight, std::move(arguments)).table;
  }

  static Store* store_;
};

Store* WorthOfCdnow::store_ = nullptr;

const Row& row_of(const Table& table, const std::string& name) {
  for (const Row& row : table.rows) {
    if (as_text(row[0]) == name) return row;
  }
  ADD_FAILURE() << "no row " << name;
  return table.rows.at(0);
}

TEST_F(WorthOfCdnow, FitsThePublishedLikelihoodsFromTheBook) {
  const Table table = ask("clv", {{"view", "model"}});
  const Row& chosen = row_of(table, "mbgnbd");
  EXPECT_EQ(as_integer(chosen[table.index("chosen")]), 1);
  EXPECT_NEAR(as_number(chosen[table.index("log_likelihood_all")]), -9582.135716, 1e-5);
  EXPECT_EQ(as_text(chosen[table.index("parameters")]), "0.524843 6.18309 0.891359 1.614");
  // -4055.917695 in dollars; a density in cents is 1 / 100 of it, for each of 946 customers.
  EXPECT_NEAR(as_number(row_of(table, "gg")[table.index("log_likelihood_all")]),
              -4055.917695 - 946 * std::log(100), 1e-4);
}

TEST_F(WorthOfCdnow, ChoosesTheModelThatForetoldTheLastThirdBest) {
  const Table table = ask("clv", {{"view", "model"}});
  const std::size_t score = table.index("log_score");
  const double best = as_number(table.rows.at(0).at(score));
  EXPECT_GT(best, as_number(row_of(table, "bgnbd").at(score)));
  EXPECT_GT(best, as_number(row_of(table, "pnbd").at(score)));
}

TEST_F(WorthOfCdnow, BarsOfTheHistogramAddUpToTheTotal) {
  const Table bars = ask("clv", {});
  const Table total = ask("clv", {{"view", "total"}});
  double customers = 0;
  double value = 0;
  for (const Row& row : bars.rows) {
    customers += as_number(row[bars.index("customers")]);
    value += as_number(row[bars.index("value")]);
  }
  EXPECT_EQ(customers, 2357);
  EXPECT_NEAR(value, as_number(total.rows.at(0).at(total.index("value"))), 1e-6 * value);
}

TEST_F(WorthOfCdnow, AMarginScalesTheValue) {
  const Table whole = ask("clv", {{"view", "total"}});
  const Table part = ask("clv", {{"view", "total"}, {"margin", "0.3"}});
  const std::size_t value = whole.index("value");
  EXPECT_NEAR(as_number(part.rows.at(0).at(value)), 0.3 * as_number(whole.rows.at(0).at(value)),
              1e-6);
}

// What the vignette of BTYD 2.4.3 prints for the same data (docs/MODELS.md).
TEST_F(WorthOfCdnow, TracksThePurchasesOfEachWeekAsBtydDoes) {
  const Table table =
      ask("frequency",
          {{"view", "tracking"}, {"as_of", "1998-06-30"}, {"holdout", "39w"}, {"model", "bgnbd"}});
  const std::vector<double> actual{1359, 1414, 1484, 1517, 1573, 1672};
  const std::vector<double> expected{1312.46, 1387.35, 1460.39, 1531.71, 1601.42, 1669.60};
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const Row& row = table.rows.at(19 + i);
    EXPECT_EQ(as_number(row[table.index("actual_cumulative")]), actual[i]) << 20 + i;
    EXPECT_NEAR(as_number(row[table.index("expected_cumulative")]), expected[i], 0.05) << 20 + i;
  }
  EXPECT_EQ(as_integer(table.rows.at(38)[table.index("held_out")]), 0);
  EXPECT_EQ(as_integer(table.rows.at(39)[table.index("held_out")]), 1);
}

TEST_F(WorthOfCdnow, ForetellsByPastPurchasesAsBtydDoes) {
  const Table table = ask(
      "frequency",
      {{"view", "by_purchases"}, {"as_of", "1998-06-30"}, {"holdout", "39w"}, {"model", "pnbd"}});
  const std::vector<double> customers{1411, 439, 214, 100, 62, 38, 29, 64};
  const std::vector<double> actual{0.237, 0.697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359};
  const std::vector<double> expected{0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403};
  ASSERT_EQ(table.rows.size(), 8U);
  for (std::size_t x = 0; x < 8; ++x) {
    EXPECT_EQ(as_number(table.rows[x][table.index("customers")]), customers[x]) << x;
    EXPECT_NEAR(as_number(table.rows[x][table.index("actual")]), actual[x], 6e-4) << x;
    // Its figures lie up to .0008 above those of its own parameters and the formula at high
    // precision (2.3983 for x = 4), which ours are.
    EXPECT_NEAR(as_number(table.rows[x][table.index("expected")]), expected[x], 1e-3) << x;
  }
}

// Nothing is published of this: the model follows a curve it was not fitted to within two points.
TEST_F(WorthOfCdnow, ExpectsTheRetentionThatCame) {
  const Table table = ask("retention", {{"view", "expected"}});
  ASSERT_EQ(table.rows.size(), 8U);
  for (const Row& row : table.rows) {
    EXPECT_NEAR(as_number(row[6]), as_number(row[3]), .02) << as_integer(row[0]);
  }
  EXPECT_GT(as_number(table.rows[0][6]), as_number(table.rows[7][6]));
}

TEST_F(WorthOfCdnow, FieldsOfRfmAddUpToTheTotal) {
  const Table fields = ask("rfm", {{"view", "value"}, {"as_of", "1998-06-30"}});
  const Table total = ask("clv", {{"view", "total"}, {"as_of", "1998-06-30"}});
  double customers = 0;
  double value = 0;
  for (const Row& row : fields.rows) {
    customers += as_number(row[fields.index("customers")]);
    value += as_number(row[fields.index("clv_total")]);
  }
  EXPECT_EQ(customers, 2357);
  EXPECT_NEAR(value, as_number(total.rows.at(0).at(total.index("value"))), 1e-6 * value);
}

TEST_F(WorthOfCdnow, JudgesTheModelBesideItsNaiveRival) {
  const Table table =
      ask("frequency",
          {{"view", "holdout"}, {"as_of", "1998-06-30"}, {"holdout", "39w"}, {"model", "pnbd"}});
  const Row& model = row_of(table, "pnbd");
  const Row& rival = row_of(table, "history");
  EXPECT_EQ(as_number(model[table.index("actual")]), 1882);
  EXPECT_NEAR(as_number(model[table.index("mae")]), 0.7545, 6e-5);
  EXPECT_NEAR(as_number(model[table.index("pearson")]), 0.630, 6e-4);
  EXPECT_NEAR(as_number(rival[table.index("mae")]), 1.0237, 6e-5);
  const Table deciles =
      ask("frequency",
          {{"view", "deciles"}, {"as_of", "1998-06-30"}, {"holdout", "39w"}, {"model", "pnbd"}});
  double actual = 0;
  for (const Row& row : deciles.rows) actual += as_number(row[deciles.index("actual")]);
  EXPECT_EQ(deciles.rows.size(), 10U);
  EXPECT_NEAR(actual, 1882, 1e-6);
}

// 1,000 customers with yearly contracts, of whom so many are left after 0, 1 ... 7 renewals: the
// Regular segment of Fader and Hardie (2007), table 1.
// One customer of 1990 moves the last third to before anybody else came: nothing is left to try
// models on.
TEST(Worth, ChoosesByLikelihoodWhereNothingCanBeForetold) {
  if (cdnow_file().empty()) GTEST_SKIP() << "MIKATA_TEST_DATA is not set";
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}});
  const auto append = store->append("I1");
  Batch orders = cdnow_orders();
  add_order(orders, "old", *parse_iso_day("1990-01-01"), 1000);
  append->add(orders);
  append->publish();
  const Table table = ask_until_autumn(*store, "clv", {{"view", "model"}}).table;
  const std::size_t likelihood = table.index("log_likelihood");
  const double best = as_number(table.rows.at(0).at(likelihood));
  EXPECT_EQ(as_integer(table.rows.at(0).at(table.index("chosen"))), 1);
  for (const char* name : {"bgnbd", "mbgnbd", "pnbd"}) {
    EXPECT_TRUE(is_null(row_of(table, name).at(table.index("log_score")))) << name;
    EXPECT_LE(as_number(row_of(table, name).at(likelihood)), best) << name;
  }
  const std::string method = ask_until_autumn(*store, "clv", {}).method.en;
  EXPECT_NE(method.find("highest log-likelihood"), std::string::npos) << method;
}

TEST(Churn, ForetellsRenewalsAsThePaperDoes) {
  const std::vector<int> left{1000, 631, 468, 382, 326, 289, 262, 241};
  Batch batch;
  batch.table = find_fact_table("actions");
  batch.source = "paper";
  batch.columns.resize(batch.table->columns.size());
  for (std::size_t year = 0; year < left.size(); ++year) {
    for (int i = 0; i < left[year]; ++i) {
      add_order(batch, "C" + std::to_string(i), *make_day(2010 + static_cast<int>(year), 1, 10),
                1000);
      if (year > 0) set_text(batch, "kind", "renew");
    }
  }
  // Long enough after the seventh renewal for the grace to be over.
  add_order(batch, "C0", *make_day(2017, 3, 1), 1000);
  set_text(batch, "kind", "visit");
  const auto store = open_duckdb_store({.file = {}, .derived = {{"order", "renew"}}});
  const auto append = store->append("I1");
  append->add(batch);
  append->publish();
  const Insight& churn = find_insight("churn");
  const Result result =
      run_insight(churn, Facts{*store, {}}, parse_request(churn, {{"view", "survival"}}));
  const Table& table = result.answer.table;
  ASSERT_GT(table.rows.size(), 12U) << result.answer.notes.size();
  for (std::size_t t = 0; t < left.size(); ++t) {
    EXPECT_NEAR(as_number(table.rows[t][table.index("survival")]), left[t] / 1000.0, 1e-12) << t;
  }
  // Held out in the paper: 22.3 20.7 19.4 18.3 17.3 per cent in the years 8 to 12.
  const std::vector<double> later{0.223, 0.207, 0.194, 0.183, 0.173};
  for (std::size_t i = 0; i < later.size(); ++i) {
    EXPECT_NEAR(as_number(table.rows[8 + i][table.index("expected")]), later[i], 0.006) << 8 + i;
    EXPECT_TRUE(is_null(table.rows[8 + i][table.index("survival")]));
  }
}

}  // namespace
}  // namespace mikata
