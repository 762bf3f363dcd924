// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/strengths/strengths.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
#include "mikata/insights/remarks.h"
#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/normal.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::strengths {
namespace {

// So many remarks does the prior weigh: shares of both sides together.
constexpr double kPrior = 20;
constexpr double kError = 0.05;

std::int64_t days_of(const Context& context) {
  const std::string& text = context.request.parameters.at("days");
  std::int64_t days = 0;
  std::from_chars(text.data(), text.data() + text.size(), days);
  if (days < 1 || days > 3660) {
    fail(ErrorKind::invalid_argument,
         {"days は1から3660までです: {}", "days is not from 1 to 3660: {}"}, text);
  }
  return days;
}

struct Mark {
  std::string name;
  int tone = 0;
  auto operator<=>(const Mark&) const = default;
};

struct Sides {
  double came_back = 0;
  double left = 0;
};

struct Group {
  Value by_value;
  Sides all;
  std::map<Mark, Sides> marks;
};

std::vector<Group> read_groups(const Table& table) {
  std::vector<Group> groups;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) groups.push_back({row[0], {}, {}});
    Group& group = groups.back();
    const auto add = [&](Sides& sides) {
      (as_integer(row[2]) != 0 ? sides.came_back : sides.left) += as_number(row[3]);
    };
    add(group.all);
    for (const ThemeMark& mark : theme_marks(as_text(row[1]))) {
      if (mark.tone != 0) add(group.marks[{mark.name, mark.tone}]);
    }
  }
  return groups;
}

// Monroe, Colaresi, Quinn (2008), Political Analysis 16(4), equations 16 and 22, over remarks.
struct LogOdds {
  double value = 0;
  double error = 0;
};

LogOdds log_odds(const Sides& with, const Sides& all) {
  const double prior = kPrior * (with.came_back + with.left) / (all.came_back + all.left);
  const auto odds = [&](double y, double n) {
    return std::log((y + prior) / (n + kPrior - y - prior));
  };
  return {odds(with.came_back, all.came_back) - odds(with.left, all.left),
          std::sqrt(1 / (with.came_back + prior) + 1 / (with.left + prior))};
}

struct Found {
  Mark mark;
  Sides with;
  LogOdds odds;
  double p_adjusted = 1;
};

std::vector<Found> judged(const Group& group) {
  std::vector<Found> found;
  std::vector<double> p;
  for (const auto& [mark, with] : group.marks) {
    const double rest = group.all.came_back + group.all.left - with.came_back - with.left;
    if (rest <= 0) continue;  // said by all: nothing to tell apart
    found.push_back({mark, with, log_odds(with, group.all), 1});
    p.push_back(stats::two_sided_p(found.back().odds.value / found.back().odds.error));
  }
  const std::vector<double> adjusted = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < found.size(); ++i) found[i].p_adjusted = adjusted[i];
  std::ranges::stable_sort(found, std::greater<>(),
                           [](const Found& one) { return one.odds.value / one.odds.error; });
  return found;
}

Row row_of(const Context& context, const Group& group, const Found& one,
           const ThemeTitles& titles) {
  const bool ja = context.language() == Language::ja;
  const bool praised = one.mark.tone > 0;
  const double half = stats::normal_critical(0.95) * one.odds.error;
  const auto share = [](double part, double whole) {
    return whole > 0 ? Value(part / whole) : Value();
  };
  return {group.by_value,
          one.mark.name,
          titles.title(one.mark.name),
          std::string(praised ? (ja ? "ほめた" : "praised") : (ja ? "不満を言った" : "blamed")),
          static_cast<std::int64_t>(one.with.came_back),
          share(one.with.came_back, group.all.came_back),
          static_cast<std::int64_t>(one.with.left),
          share(one.with.left, group.all.left),
          one.odds.value,
          one.odds.value - half,
          one.odds.value + half,
          one.p_adjusted,
          make_key({group.by_value, one.mark.name + (praised ? "+" : "-")})};
}

Answer run(const Context& context) {
  const std::int64_t days = days_of(context);
  CountedRemarks counted = counted_remarks(context);
  const Table table =
      ask_remarks(context, counted, insights::sql("strengths/strengths.sql"), {{"days", days}});
  const ThemeTitles titles(context);
  Answer answer;
  answer.left_out = std::move(counted.left_out);
  leave_out_near_duplicates(table, answer);
  answer.notes = std::move(counted.notes);
  answer.method = {"事前分布つき対数オッズ比、多重比較はBenjamini-Hochberg",
                   "log-odds ratio with a prior, judged together by Benjamini-Hochberg"};
  bool any = false;
  for (const Group& group : read_groups(table)) {
    answer.n += static_cast<std::int64_t>(group.all.came_back + group.all.left);
    for (const Found& one : judged(group)) {
      any = any || one.p_adjusted <= kError;
      answer.table.rows.push_back(row_of(context, group, one, titles));
    }
  }
  if (!any && !answer.table.rows.empty()) {
    answer.notes.push_back({"not_significant",
                            {"来た人と離れた人の差は、どれも偶然の範囲です。",
                             "No difference between those who came back and those who left is more "
                             "than chance."}});
  }
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 2);
  RemarksOf of;
  of.part =
      "({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL)) AND a.customer_no IS NOT NULL AND "
      "a.local_day <= add_days($as_of, -$days) AND contains_text(concat(' ', a.themes, ' '), "
      "$mark)";
  of.bindings = {
      {"key_by", parts[0]}, {"mark", " " + key_text(parts[1]) + " "}, {"days", days_of(context)}};
  return remarks_behind(context, of, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "strengths",
      .title = {"強み", "Strengths"},
      .question = {"また来る人は何をほめ、離れる人は何に不満を言うか",
                   "What do those praise who come back, and those blame who leave?"},
      .definition =
          {"一言のあと90日(--days "
           "で変えられます)のうちにまた買った人と買わなかった人とで、ほめた・不満を言った"
           "テーマの多さを比べた対数オッズ比。0より上は、また来た人に多い。",
           "Log-odds of praising or blaming a theme: customers who bought again within "
           "90 days (--days) after their remark against those who did not. Above 0: more among "
           "those who came back."},
      .interval = {"95%、正規近似", "95 %, normal approximation"},
      .parameters = {{"days", ParameterType::integer, "90", {}, {"日数", "Days"}}},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"theme", string, "", {"テーマ", "Theme"}},
                  {"title", string, "", {"テーマの名前", "Name of the theme"}},
                  {"judged", string, "", {"言い方", "Judged"}},
                  {"came_back", integer, "remarks", {"また来た人", "Came back"}},
                  {"came_back_share", share, "", {"その割合", "Share of them"}},
                  {"left", integer, "remarks", {"離れた人", "Left"}},
                  {"left_share", share, "", {"その割合", "Share of them"}},
                  {"log_odds", number, "", {"対数オッズ比", "Log-odds"}},
                  {"log_odds_low", number, "", {"下限", "Low"}},
                  {"log_odds_high", number, "", {"上限", "High"}},
                  {"p_adjusted", number, "", {"調整済みp", "Adjusted p"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "bars", .x = "title", .y = "log_odds", .series = "judged", .side = "voice"},
      .requires_facts = {"voices.text", "actions.kind=order"},
      .own = Origin::voices,
      .sql = {"strengths/strengths.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::strengths
