// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/simulate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/simulate/person.h"
#include "mikata/simulate/remark.h"
#include "mikata/simulate/words.h"
#include "mikata/simulate/write_shop.h"

namespace mikata::shop {
namespace {

constexpr std::int64_t kFewRows = 2000;

std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

// Enough of CSV for the files of this module in UTF-8.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (const char c : bytes_of(path)) {
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
    } else {
      row.back() += c;
    }
  }
  rows.erase(rows.begin());  // the header
  return rows;
}

std::uint64_t fnv1a(const std::string& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

class SimulateTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = std::filesystem::path(testing::TempDir()) /
            testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(root_);
  }
  void TearDown() override { std::filesystem::remove_all(root_); }

  std::filesystem::path shop(const char* name, SimulateOptions options) {
    options.folder = root_ / name;
    write_shop(options, kFewRows);
    return options.folder;
  }
  static std::map<std::string, std::uint64_t> hashes(const std::filesystem::path& folder) {
    std::map<std::string, std::uint64_t> result;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      result[entry.path().filename().string()] = fnv1a(bytes_of(entry.path()));
    }
    return result;
  }

  std::filesystem::path root_;
};

TEST_F(SimulateTest, TheSameOptionsGiveTheSameBytes) {
  const auto first = hashes(shop("first", {.customers = 80, .seed = 3}));
  EXPECT_EQ(first.size(), 9U);
  EXPECT_EQ(first, hashes(shop("second", {.customers = 80, .seed = 3})));
  const auto other = hashes(shop("other", {.customers = 80, .seed = 4}));
  for (const auto& [file, hash] : first) {
    EXPECT_EQ(hash == other.at(file), file == "products.csv") << file;
  }
}

TEST_F(SimulateTest, KeepsTheNumbersOfATinyShop) {
  // A change here means that every simulated shop changes, and with it every number that was
  // published about one. The hash is over all files in order of name.
  std::string all;
  for (const auto& [file, hash] : hashes(shop("tiny", {.customers = 60}))) {
    all += fmt::format("{} {:016x}\n", file, hash);
  }
  EXPECT_EQ(fmt::format("{:016x}", fnv1a(all)), "8e4b4471026a734e") << all;
}

TEST_F(SimulateTest, AnswersLinkByMailAsPeopleTypeIt) {
  for (const std::int64_t customers : {60, 1200}) {
    SCOPED_TRACE(customers);
    const auto folder = shop(fmt::format("shop{}", customers).c_str(), {.customers = customers});
    std::set<std::string> known;
    for (const auto& row : rows_of(folder / "customers.csv")) known.insert(row[2]);
    EXPECT_EQ(known.size(), static_cast<std::size_t>(customers));
    std::size_t linked = 0;
    std::size_t as_known = 0;
    const auto rows = rows_of(folder / "survey.csv");
    for (const auto& row : rows) {
      std::string mail = row[1];
      while (mail.ends_with(' ')) mail.pop_back();
      for (char& c : mail) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      linked += known.count(mail);
      as_known += known.count(row[1]);
    }
    EXPECT_GE(linked * 100, rows.size() * 99);
    // ... but not without bringing them to one form.
    EXPECT_LT(as_known * 100, rows.size() * 97);
  }
}

TEST_F(SimulateTest, NothingHappensAfterAsOfAndSomethingOnIt) {
  for (const SimulateOptions& options :
       {SimulateOptions{.customers = 1, .months = 1}, SimulateOptions{.customers = 300}}) {
    const auto folder = shop(fmt::format("shop{}", options.customers).c_str(), options);
    std::string latest;
    for (const auto& row : rows_of(folder / "events.csv")) latest = std::max(latest, row[0]);
    EXPECT_EQ(latest.substr(0, 10), "2026-11-15");
    for (const auto& row : rows_of(folder / "survey.csv"))
      EXPECT_LE(row[0].substr(0, 10), "2026/11/15");
  }
}

TEST_F(SimulateTest, TheTruthHasTheKeysThatWerePromised) {
  const auto folder = shop("shop", {.customers = 600});
  const auto truth = nlohmann::json::parse(bytes_of(folder / "truth.json"));
  std::set<std::string> keys;
  for (const auto& [key, value] : truth.items()) keys.insert(key);
  EXPECT_EQ(keys, (std::set<std::string>{"seed", "as_of", "nps_all", "nps_answered", "drivers",
                                         "effect", "traits", "quadrant", "whatif"}));
  double shares = 0;
  for (const auto& driver : truth["drivers"]) shares += driver["lmg_share"].get<double>();
  EXPECT_NEAR(shares, 1, 1e-5);
  EXPECT_EQ(truth["drivers"].size(), kTouchpoints);
  // Who answers is happier than who does not; a bad experience drives people away.
  EXPECT_GT(truth["nps_answered"], truth["nps_all"]);
  EXPECT_LT(truth["effect"]["bad"]["att_buy_90d"], -.05);
  EXPECT_GT(truth["effect"]["bad"]["att_stop"], .05);
  EXPECT_EQ(truth["traits"][0]["value"], "クーポンサイト");
  std::int64_t people = 0;
  for (const auto& [field, count] : truth["quadrant"].items()) people += count.get<std::int64_t>();
  EXPECT_EQ(people, 600);
  for (const auto& what : truth["whatif"]) EXPECT_GE(what["extra_value_12m"], 0);
}

TEST_F(SimulateTest, ScoresOfTheTruthAreThoseOfTheFiles) {
  const auto folder = shop("shop", {.customers = 500, .language = Language::en});
  const auto truth = nlohmann::json::parse(bytes_of(folder / "truth.json"));
  double sum = 0;
  double buyers = 0;
  for (const auto& row : rows_of(folder / "truth_customers.csv")) {
    ASSERT_EQ(row.size(), 5U);
    if (row[4].empty()) continue;
    const int score = std::stoi(row[4]);
    sum += score >= 9 ? 100 : (score <= 6 ? -100 : 0);
    ++buyers;
  }
  EXPECT_NEAR(truth["nps_all"].get<double>(), sum / buyers, 1e-5);
  std::map<std::string, std::vector<std::string>> last;  // by address: the last answered row
  for (const auto& row : rows_of(folder / "survey.csv")) {
    std::string mail = row[1];
    while (mail.ends_with(' ')) mail.pop_back();
    for (char& c : mail) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (row[2] == "answered" && (last[mail].empty() || last[mail][0] < row[0])) last[mail] = row;
  }
  std::erase_if(last, [](const auto& entry) { return entry.second.empty(); });
  double answered = 0;
  for (const auto& [mail, row] : last) {
    const int score = std::stoi(row[3]);
    answered += score >= 9 ? 100 : (score <= 6 ? -100 : 0);
  }
  EXPECT_NEAR(truth["nps_answered"].get<double>(), answered / static_cast<double>(last.size()),
              1e-5);
}

TEST_F(SimulateTest, BothShopsHaveTheSameCustomersButNotTheSameAnswerers) {
  const auto a = shop("a", {.customers = 400, .shop = 'A'});
  const auto b = shop("b", {.customers = 400, .shop = 'B'});
  EXPECT_EQ(bytes_of(a / "orders.csv"), bytes_of(b / "orders.csv"));
  EXPECT_EQ(bytes_of(a / "truth_customers.csv"), bytes_of(b / "truth_customers.csv"));
  const auto truth_a = nlohmann::json::parse(bytes_of(a / "truth.json"));
  const auto truth_b = nlohmann::json::parse(bytes_of(b / "truth.json"));
  EXPECT_EQ(truth_a["nps_all"], truth_b["nps_all"]);
  EXPECT_GT(truth_b["nps_answered"].get<double>(), truth_a["nps_answered"].get<double>() + 5);
}

TEST_F(SimulateTest, MoneyAddsUp) {
  const auto folder = shop("shop", {.customers = 200, .language = Language::en});
  std::map<std::string, std::vector<std::string>> products;
  for (const auto& row : rows_of(folder / "products.csv")) products[row[0]] = row;
  const auto yen = [](std::string text) {
    std::erase(text, ',');
    return std::stoll(text);
  };
  int returns = 0;
  for (const auto& row : rows_of(folder / "orders.csv")) {
    const auto& product = products.at(row[4]);
    const long long quantity = std::stoll(row[5]);
    if (row[2] == "return") {
      ++returns;
      EXPECT_LT(quantity, 0);
      EXPECT_LT(yen(row[6]), 0);
      EXPECT_GE(yen(row[6]), quantity * yen(product[3]));
      continue;
    }
    EXPECT_GT(quantity, 0);
    EXPECT_EQ(yen(row[6]), quantity * yen(product[3]));
    EXPECT_EQ(yen(row[8]), quantity * yen(product[4]));
  }
  EXPECT_GT(returns, 3);
}

TEST_F(SimulateTest, RefusesWhatItCannotDoAndLeavesTheFolderAlone) {
  struct Case {
    SimulateOptions options;
    ErrorKind kind;
  };
  const auto full = shop("full", {.customers = 5});
  const auto before = hashes(full);
  const std::vector<Case> cases = {
      {{.folder = root_ / "new", .customers = 0}, ErrorKind::invalid_argument},
      {{.folder = root_ / "new", .customers = -5}, ErrorKind::invalid_argument},
      {{.folder = root_ / "new", .months = 0}, ErrorKind::invalid_argument},
      {{.folder = root_ / "new", .months = 100000}, ErrorKind::invalid_argument},
      {{.folder = root_ / "new", .shop = 'C'}, ErrorKind::invalid_argument},
      {{.folder = full}, ErrorKind::conflict},
      {{.folder = full / "orders.csv"}, ErrorKind::conflict},
      {{.folder = full / "orders.csv" / "below"}, ErrorKind::unavailable},
  };
  for (const Case& one : cases) {
    try {
      write_shop(one.options, kFewRows);
      ADD_FAILURE() << "accepted: " << one.options.folder;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), one.kind) << error.what();
    }
  }
  EXPECT_FALSE(std::filesystem::exists(root_ / "new"));
  EXPECT_EQ(hashes(full), before);
}

TEST_F(SimulateTest, TellsItsProgressUpToTheEnd) {
  std::vector<double> told;
  shop("shop", {.customers = 250, .progress = [&](double share) { told.push_back(share); }});
  ASSERT_GT(told.size(), 50U);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), 1);
}

TEST(Patterns, AreManyInBothLanguagesAndEveryThemeHasEverySentiment) {
  for (const auto patterns : {patterns_ja(), patterns_en()}) {
    EXPECT_GE(patterns.size(), 150U);
    std::map<std::pair<Theme, int>, int> counts;
    std::set<std::string> texts;
    for (const Pattern& pattern : patterns) {
      ++counts[{pattern.theme, pattern.sentiment}];
      texts.insert(pattern.text);
    }
    EXPECT_EQ(texts.size(), patterns.size());
    for (int theme = 0; theme <= static_cast<int>(Theme::whole); ++theme) {
      for (const int sentiment : {-1, 0, 1}) {
        EXPECT_GE((counts[{static_cast<Theme>(theme), sentiment}]), 2) << theme << " " << sentiment;
      }
    }
  }
}

TEST(Words, EverySurveyQuestionHasItsHeaderInBothLanguages) {
  const Words& ja = words(Language::ja);
  const Words& en = words(Language::en);
  constexpr std::size_t kBeforeQuestions = 3;
  constexpr std::size_t kQuestions = 3 + kTouchpoints + 3 + 1;
  EXPECT_EQ(ja.survey.size(), kBeforeQuestions + kQuestions);
  EXPECT_EQ(en.survey.size(), ja.survey.size());
  EXPECT_EQ(en.orders.size(), ja.orders.size());
  EXPECT_EQ(en.customers.size(), ja.customers.size());
  EXPECT_EQ(en.events.size(), ja.events.size());
  EXPECT_EQ(items().size() % kCategories, 0U);
}

}  // namespace
}  // namespace mikata::shop
