// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/themes/themes.h"

#include <algorithm>
#include <map>

#include "mikata/base/parallel.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/quotes.h"
#include "mikata/insights/remarks.h"
#include "mikata/insights/themes/topics.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::themes {
namespace {

struct Counts {
  std::int64_t remarks = 0;
  std::int64_t good = 0;
  std::int64_t bad = 0;
  double sentiment = 0;  // sum
};

struct Group {
  Day period;
  Value by_value;
  std::int64_t n = 0;
  std::map<std::string, Counts> themes;
};

std::vector<Group> read_groups(const Table& table) {
  std::vector<Group> groups;
  for (const Row& row : table.rows) {
    const Day period = as_day(row[0]);
    const bool same =
        !groups.empty() && groups.back().period == period && groups.back().by_value == row[1];
    if (!same) groups.push_back({period, row[1], 0, {}});
    const std::int64_t remarks = as_integer(row[3]);
    groups.back().n += remarks;
    for (const ThemeMark& mark : theme_marks(as_text(row[2]))) {
      Counts& counts = groups.back().themes[mark.name];
      counts.remarks += remarks;
      counts.good += mark.tone > 0 ? remarks : 0;
      counts.bad += mark.tone < 0 ? remarks : 0;
      counts.sentiment += is_null(row[4]) ? 0 : as_number(row[4]);
    }
  }
  return groups;
}

// The themes that remarks of the window have, those that most speak of first.
std::vector<std::string> ordered_themes(const std::vector<Group>& groups) {
  std::map<std::string, std::int64_t> totals;
  for (const Group& group : groups) {
    for (const auto& [name, counts] : group.themes) totals[name] += counts.remarks;
  }
  std::vector<std::string> names;
  for (const auto& [name, total] : totals) names.push_back(name);
  std::ranges::stable_sort(names, std::greater<>(),
                           [&](const std::string& name) { return totals[name]; });
  return names;
}

// The newest period that is closed: its rows have a remark each.
Day newest_closed(const Context& context, const std::vector<Group>& groups) {
  Day newest{};
  for (const Group& group : groups) {
    if (!is_open(context, group.period)) newest = std::max(newest, group.period);
  }
  return newest;
}

RemarksOf remarks_of(const Context& context, const Group& group, const std::string& name) {
  return both(remarks_of_group(context, group.period, group.by_value), remarks_about(name));
}

Row row_of(const Context& context, const Group& group, const std::string& name,
           const std::string& title) {
  const auto found = group.themes.find(name);
  const Counts counts = found == group.themes.end() ? Counts{} : found->second;
  const auto of = static_cast<double>(group.n);
  const auto with = static_cast<double>(counts.remarks);
  const stats::Interval interval = stats::wilson(with, of);
  return {group.period,
          std::int64_t{is_open(context, group.period) ? 1 : 0},
          group.by_value,
          name,
          title,
          group.n,
          counts.remarks,
          with / of,
          interval.low,
          interval.high,
          counts.good,
          counts.bad,
          counts.remarks > 0 ? Value(counts.sentiment / with) : Value(),
          Value(),
          Value(),
          make_key({group.period, group.by_value, name})};
}

constexpr std::size_t kQuote = 13;

// A row that is told with a remark.
struct ToQuote {
  std::size_t row = 0;
  RemarksOf remarks;
};

bool asks_topics(const Context& context) {
  return context.request.parameters.at("view") == "topics";
}

Answer run(const Context& context) {
  if (asks_topics(context)) return run_topics(context);
  CountedRemarks counted = counted_remarks(context);
  const Table table = ask_remarks(context, counted, insights::sql("themes/themes.sql"));
  const auto groups = read_groups(table);
  const ThemeTitles titles(context);
  const std::vector<std::string> names = ordered_themes(groups);
  Answer answer;
  answer.left_out = std::move(counted.left_out);
  leave_out_near_duplicates(table, answer);
  answer.notes = std::move(counted.notes);
  answer.method = {"ウィルソン区間。ほぼ同じ一言は一つと数えます",
                   "Wilson interval; near duplicates count once"};
  const Day quoted = newest_closed(context, groups);
  std::vector<ToQuote> to_quote;
  for (const Group& group : groups) {
    answer.n += group.n;
    for (const auto& name : names) {
      if (group.period == quoted && group.themes.contains(name)) {
        to_quote.push_back({answer.table.rows.size(), remarks_of(context, group, name)});
      }
      answer.table.rows.push_back(row_of(context, group, name, titles.title(name)));
    }
  }
  for_each_piece(to_quote.size(), 1, [&](const Piece& piece) {
    const auto& [row, remarks] = to_quote[piece.index];
    const Quoted quote = representative(context, counted, remarks);
    answer.table.rows[row][kQuote] = quote.text;
    answer.table.rows[row][kQuote + 1] = quote.voice_id;
  });
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  if (asks_topics(context)) return topics_behind(context, key, page);
  const auto parts = split_key(key, 3, 3);
  return remarks_behind(context,
                        both(remarks_of_group(context, key_day(parts[0]), parts[1]),
                             remarks_about(key_text(parts[2]))),
                        page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "themes",
      .title = {"話題", "Themes"},
      .question = {"何について話しているか", "What do they talk about?"},
      .definition =
          {"一言のうち、そのテーマに触れたものの割合。一つの一言がいくつものテーマを持てます。"
           "ほぼ同じ一言は一つと数えます。前の期間より増えた話題は見方「新しい話題」(--view "
           "topics)にあります。",
           "Share of the remarks that touch the theme; one remark may touch several. Near "
           "duplicates count once. The view topics shows what is newly spoken of."},
      .interval = {"95%、ウィルソン", "95 %, Wilson"},
      .parameters =
          {{"view", ParameterType::choice, "themes", {"themes", "topics"}, {"見方", "View"}}},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"theme", string, "", {"テーマ", "Theme"}},
                  {"title", string, "", {"テーマの名前", "Name of the theme"}},
                  {"n", integer, "remarks", {"一言", "Remarks"}},
                  {"remarks", integer, "remarks", {"触れたもの", "About it"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"share_low", share, "", {"下限", "Low"}},
                  {"share_high", share, "", {"上限", "High"}},
                  {"good", integer, "remarks", {"ほめたもの", "Judge it well"}},
                  {"bad", integer, "remarks", {"不満の声", "Judge it badly"}},
                  {"sentiment", number, "", {"気持ち", "Sentiment"}},
                  {"quote", string, "", {"例えば", "In their words"}},
                  {"voice_id", string, "", {"一言のID", "Id of the remark"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "line", .x = "period", .y = "share", .series = "theme", .side = "voice"},
      .requires_facts = {"voices.text"},
      .own = Origin::voices,
      .sql = {"themes/themes.sql", "themes/topics.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::themes
