// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/derived_update.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <vector>

#include "mikata/base/random.h"
#include "mikata/store/duckdb_store.h"
#include "mikata/store/testing_rows.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;

constexpr int kCustomers = 60;

std::string customer(Random& random) { return fmt::format("C{:03}", random.below(kCustomers)); }
std::string mail(Random& random) { return fmt::format("m{}@example.jp", random.below(kCustomers)); }

// One in three is known by mail alone, which may belong to nobody yet.
void say_who(Rows& rows, Random& random) {
  if (random.below(3) == 0) {
    rows.text("identity", "email:" + mail(random));
  } else {
    rows.text("customer_id", customer(random));
  }
}

Rows some_actions(Random& random, int count) {
  constexpr std::array<const char*, 5> kKinds{"order", "order", "visit", "return", "campaign"};
  Rows rows("actions");
  for (int i = 0; i < count; ++i) {
    rows.row().text("action_id", fmt::format("A{}", random.below(400)));
    say_who(rows, random);
    rows.text("kind", kKinds.at(random.below(5))).text("order_id", fmt::format("O{}", i / 2));
    rows.integer("amount_minor", static_cast<std::int64_t>(random.below(500)));
    rows.on(20000 + static_cast<std::int64_t>(random.below(90)));
  }
  return rows;
}

Rows some_voices(Random& random, int count) {
  Rows rows("voices");
  for (int i = 0; i < count; ++i) {
    const bool nps = random.below(2) == 0;
    rows.row().text("voice_id", fmt::format("V{}", random.below(300)));
    say_who(rows, random);
    rows.text("question", nps ? "nps" : "csat")
        .real("score", 1 + static_cast<double>(random.below(5)));
    rows.real("scale_low", nps ? 0 : 1).real("scale_high", nps ? 10 : 5);
    if (random.below(2) == 0) rows.text("touchpoint", "shop");
    if (random.below(9) == 0) rows.integer("anonymous", 1);
    if (random.below(2) == 0) rows.text("text", fmt::format("words {}", random.below(9)));
    if (random.below(2) == 0) rows.text("response_id", fmt::format("R{}", random.below(80)));
    rows.on(20000 + static_cast<std::int64_t>(random.below(90)));
  }
  return rows;
}

// Read by two readers, and some corrected by a person, who may take it back.
Rows some_readings(Random& random, int count) {
  constexpr std::array<const char*, 3> kReaders{"1", "2", "person"};
  constexpr std::array<const char*, 3> kLabels{"negative", "neutral", "positive"};
  Rows rows("readings");
  for (int i = 0; i < count; ++i) {
    rows.row().text("voice_id", fmt::format("V{}", random.below(300)));
    rows.text("reader_version", kReaders.at(random.below(3)));
    if (random.below(5) > 0) rows.text("label", kLabels.at(random.below(3)));
    if (random.below(5) > 0) rows.text("themes", "price- service");
    rows.real("sentiment", static_cast<double>(random.below(20)) / 10 - 1);
    if (random.below(2) == 0)
      rows.integer("voice_seq", static_cast<std::int64_t>(random.below(900)));
    if (random.below(2) == 0) rows.integer("alike", static_cast<std::int64_t>(random.below(5)));
  }
  return rows;
}

Rows some_customers(Random& random, int count) {
  constexpr std::array<const char*, 4> kRegions{"東京", "大阪", "福岡", "札幌"};
  Rows rows("customers");
  for (int i = 0; i < count; ++i) {
    rows.row().text("customer_id", customer(random));
    rows.text("region", kRegions.at(random.below(4))).integer("birth_date", 3000);
    if (random.below(2) == 0) rows.text("account_id", fmt::format("K{}", random.below(6)));
  }
  return rows;
}

Rows some_identities(Random& random, int count) {
  Rows rows("identities");
  for (int i = 0; i < count; ++i) {
    rows.row().text("kind", "email").text("value", mail(random));
    rows.text("customer_id", customer(random));
  }
  return rows;
}

std::string text_of(const Table& table) {
  std::string text;
  for (const Row& row : table.rows) {
    for (const Value& value : row) {
      if (is_null(value)) {
        text += "NULL";
      } else if (const auto* word = std::get_if<std::string>(&value)) {
        text += *word;
      } else if (const auto* day = std::get_if<Day>(&value)) {
        text += to_string(*day);
      } else if (const auto* instant = std::get_if<Instant>(&value)) {
        text += to_string(*instant);
      } else {
        text += fmt::format("{}", as_number(value));
      }
      text += '|';
    }
    text += '\n';
  }
  return text;
}

// Everything the derived tables say, with persons by name instead of by number.
std::string derived_text(const Store& store) {
  const std::string person = "(SELECT min(person_id) FROM customer_ids AS n WHERE n.customer_no = ";
  std::string text;
  for (const std::string& sql : std::vector<std::string>{
           "SELECT customer_id, person_id, block FROM customer_ids ORDER BY ALL",
           "SELECT count(DISTINCT customer_no) - count(DISTINCT person_id) FROM customer_ids",
           "SELECT " + person +
               "d.customer_no) AS person, d.* EXCLUDE (customer_no) FROM "
               "customer_days AS d ORDER BY ALL",
           "SELECT " + person +
               "d.customer_no) AS person, d.* EXCLUDE (customer_no) FROM "
               "customer_days_by_month AS d ORDER BY ALL",
           "SELECT a.voice_id, " + person +
               "a.customer_no) AS person, a.* EXCLUDE (voice_id, "
               "customer_no, respondent) FROM answers AS a ORDER BY ALL",
           "SELECT a.voice_id, " + person +
               "a.customer_no) AS person, a.* EXCLUDE (voice_id, "
               "customer_no, respondent) FROM remarks AS a ORDER BY ALL",
           "SELECT day, next_day, sum(customers) AS people FROM waits GROUP BY ALL "
           "HAVING people <> 0 ORDER BY ALL",
           "SELECT * FROM answer_counts ORDER BY ALL", "SELECT * FROM fact_kinds ORDER BY ALL",
           "SELECT * FROM book_summary",
           "SELECT alike FROM remarks WHERE alike > 0 AND alike NOT IN (SELECT alike FROM "
           "alike_shared) GROUP BY alike HAVING count(*) > 1",
           "SELECT * EXCLUDE (customer_no, account_no, gender_no, region_no, channel_no, "
           "language_no) FROM customer_summary ORDER BY ALL",
           // the order of the numbers is the order of the texts
           "SELECT region, count(DISTINCT region_no) FROM customer_summary GROUP BY region ORDER "
           "BY min(region_no)"}) {
    text += sql.substr(0, 60) + '\n' + text_of(store.query({sql}));
  }
  return text;
}

class DerivedUpdate : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fmt::format("mikata-derived-{}", ::getpid());
    fs::create_directories(folder_);
    open();
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }
  void open() {
    store_ = open_duckdb_store(
        {.file = (folder_ / "facts.duckdb").string(), .derived = {{"order"}}, .threads = 2});
  }
  // Closes the book, forgets how its derived tables were made, and opens it: all is made anew.
  void make_anew() {
    store_.reset();
    {
      duck::Database database({(folder_ / "facts.duckdb").string(), "256MB", 1});
      duck::Connection connection(database);
      connection.execute("DELETE FROM meta WHERE name = 'derived_fingerprint'");
    }
    open();
  }
  std::string import(const std::vector<Rows>& tables) {
    const std::string id = fmt::format("I{}", ++imports_);
    const auto append = store_->append(id);
    for (const Rows& rows : tables) append->add(rows.batch());
    append->publish();
    return id;
  }
  // The same, whether kept up to date or made anew.
  void expect_true(std::string_view after) {
    const std::string kept = derived_text(*store_);
    make_anew();
    EXPECT_EQ(kept, derived_text(*store_)) << after;
  }

  fs::path folder_;
  std::unique_ptr<Store> store_;
  int imports_ = 0;
};

TEST_F(DerivedUpdate, SaysTheSameAsMakingEverythingAnew) {
  Random random(7);
  import({some_customers(random, 120), some_actions(random, 300), some_voices(random, 200),
          some_identities(random, 40), some_readings(random, 200)});
  std::vector<std::string> standing;
  for (int step = 0; step < 4; ++step) {
    standing.push_back(import({some_actions(random, 2)}));
    standing.push_back(import({some_voices(random, 2)}));
    standing.push_back(import({some_customers(random, 1)}));
    standing.push_back(import({some_identities(random, 1)}));
    standing.push_back(import({some_readings(random, 3)}));
    expect_true(fmt::format("imports of step {}", step));
    store_->retract(standing.at(random.below(standing.size())));
    standing = {import({some_voices(random, 1), some_actions(random, 1)})};
    expect_true(fmt::format("undo of step {}", step));
  }
}

TEST_F(DerivedUpdate, FollowsPersonsWhoAreMergedAndSplit) {
  Random random(11);
  import({some_customers(random, 200), some_actions(random, 300), some_voices(random, 200)});
  store_->link("C001", "C002");
  expect_true("C001 into C002");
  import({some_actions(random, 3)});
  store_->link("C002", "C003");
  expect_true("both into C003");
  store_->unlink("C001");
  expect_true("C001 apart again");
}

TEST_F(DerivedUpdate, AMergedPersonIsAsLastTold) {
  const auto told = [&](const std::string& column) {
    return as_text(
        store_->query({"SELECT " + column + " FROM customer_summary WHERE customer_id = 'Z2'"})
            .rows.at(0)
            .at(0));
  };
  Rows customers("customers");
  customers.row().text("customer_id", "Z1").text("region", "A").text("name", "Ann");
  customers.row().text("customer_id", "Z2").text("region", "B");
  import({customers});
  store_->link("Z1", "Z2");
  EXPECT_EQ(told("region"), "B");
  EXPECT_EQ(told("name"), "Ann");
  expect_true("Z1 into Z2");
  Rows moved("customers");
  moved.row().text("customer_id", "Z1").text("region", "C").text("name", "Bea");
  import({moved});
  EXPECT_EQ(told("region"), "C");
  EXPECT_EQ(told("name"), "Bea");
  expect_true("Z1 moved");
}

TEST_F(DerivedUpdate, KnowsANewCustomerANewRegionAndALaterDay) {
  Random random(3);
  import({some_customers(random, 200), some_actions(random, 300)});
  Rows later("actions");
  later.row().text("action_id", "new").text("customer_id", "Z999").text("kind", "order").on(20500);
  Rows region("customers");
  region.row().text("customer_id", "Z999").text("region", "京都");
  import({later, region});
  EXPECT_EQ(as_integer(store_
                           ->query({"SELECT orders FROM customer_summary WHERE customer_id = "
                                    "'Z999' AND region_no IS NOT NULL"})
                           .rows.at(0)
                           .at(0)),
            1);
  expect_true("a customer of a new region, later than all");
}

}  // namespace
}  // namespace mikata
