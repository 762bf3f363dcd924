// SPDX-License-Identifier: Apache-2.0
// The published data sets, as the papers cut them: for tests only.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/models/gamma_gamma.h"
#include "mikata/models/history.h"

namespace mikata::models {

// "" when MIKATA_TEST_DATA is not set.
inline std::string clv_file(const std::string& name) {
  const char* folder = std::getenv("MIKATA_TEST_DATA");
  return folder == nullptr || *folder == 0 ? "" : std::string(folder) + "/clv/" + name;
}

#define MIKATA_NEED_CLV_DATA() \
  if (clv_file("").empty()) GTEST_SKIP() << "MIKATA_TEST_DATA is not set"

// The words of each line, cut at blanks and commas.
inline std::vector<std::vector<std::string>> read_words(const std::string& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> words(1);
    for (const char c : line) {
      if (c == ' ' || c == ',' || c == '\r') {
        if (!words.back().empty()) words.emplace_back();
      } else if (c != '"') {
        words.back() += c;
      }
    }
    if (words.back().empty()) words.pop_back();
    if (!words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

struct Purchase {
  int day = 0;
  double value = 0;
};

using Log = std::map<std::string, std::vector<Purchase>>;  // customer -> purchases

inline int day_of(const std::string& word) {
  const std::string iso =
      word.size() == 8 ? word.substr(0, 4) + "-" + word.substr(4, 2) + "-" + word.substr(6) : word;
  const auto day = parse_iso_day(iso);
  EXPECT_TRUE(day) << word;
  return day ? day->days : 0;
}

// Columns by position; `value` -1: none.
struct LogColumns {
  std::size_t customer = 0;
  std::size_t date = 1;
  int value = -1;
  bool header = true;
};

inline Log read_log(const std::string& name, const LogColumns& columns) {
  Log log;
  bool skip = columns.header;
  for (const auto& words : read_words(clv_file(name))) {
    if (std::exchange(skip, false)) continue;
    const double value =
        columns.value < 0
            ? 0
            : std::strtod(words[static_cast<std::size_t>(columns.value)].c_str(), nullptr);
    log[words[columns.customer]].push_back({day_of(words[columns.date]), value});
  }
  return log;
}

struct Cohort {
  std::vector<Pattern> patterns;  // one a customer, in weeks
  std::vector<Spend> spend;       // parallel
  std::vector<double> after;      // purchase days after the calibration, parallel
  double log_gaps = 0;
};

// Days with a purchase, in weeks; what comes after `end` is the hold-out until `last`.
inline Cohort cut(const Log& log, const std::string& end, const std::string& last) {
  const int end_day = day_of(end);
  const int last_day = day_of(last);
  Cohort cohort;
  for (const auto& [customer, purchases] : log) {
    std::map<int, double> days;
    std::set<int> later;
    for (const auto& [day, value] : purchases) {
      if (day <= end_day) days[day] += value;
      if (day > end_day && day <= last_day) later.insert(day);
    }
    if (days.empty()) continue;
    const int first = days.begin()->first;
    const double x = static_cast<double>(days.size() - 1);
    const int t_x = days.rbegin()->first - first;
    cohort.patterns.push_back({{x, t_x / 7.0, (end_day - first) / 7.0}, 1});
    double spent = 0;
    for (auto it = std::next(days.begin()); it != days.end(); ++it) {
      spent += it->second;
      cohort.log_gaps += std::log((it->first - std::prev(it)->first) / 7.0);
    }
    cohort.spend.push_back({x, x > 0 ? spent / x : 0, 1});
    cohort.after.push_back(static_cast<double>(later.size()));
  }
  return cohort;
}

inline Cohort cdnow_sample(const std::string& end = "1997-09-30") {
  return cut(read_log("CDNOW_sample.txt", {.customer = 1, .date = 2, .value = 4, .header = false}),
             end, "1998-06-30");
}
inline Cohort cdnow_full(const std::string& end = "1997-09-30") {
  return cut(read_log("CDNOW_master.txt", {.customer = 0, .date = 1, .value = 3}), end,
             "1998-06-30");
}
inline Cohort grocery() {
  return cut(read_log("grocery_elog.csv", {}), "2006-12-31", "2007-12-30");
}
inline Cohort apparel() {
  return cut(read_log("apparel_trans.csv", {.value = 2}), "2006-12-31", "2010-12-20");
}

}  // namespace mikata::models
