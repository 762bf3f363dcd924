// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/sentiment/sentiment.h"

#include <algorithm>

#include "mikata/insights/blocks.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/remarks.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::sentiment {
namespace {

// Places of the sums in remark_sums.sql.
enum Sum : std::size_t { remarks, feeling, positive, negative, high_scores, bitter };

using Sums = std::span<const double>;

struct Bounds {
  double low;
  double high;
};

// A mean of what lies between the bounds lies there too; t knows nothing of that.
void add_mean(const BlockGroup& group, Sum which, Bounds bounds, Row& row) {
  std::vector<Value> cells =
      jackknife_cells(group, [which](Sums s) { return s[which] / s[remarks]; });
  for (Value& cell : cells) {
    if (!is_null(cell)) cell = std::clamp(as_number(cell), bounds.low, bounds.high);
  }
  row.insert(row.end(), cells.begin(), cells.end());
}

std::int64_t whole(const BlockGroup& group, Sum which) {
  return static_cast<std::int64_t>(group.total[which]);
}

Row trend_row(const Context& context, const BlockGroup& group) {
  Row row{group.period, std::int64_t{is_open(context, group.period) ? 1 : 0}, group.by_value,
          whole(group, remarks)};
  add_mean(group, feeling, {-1, 1}, row);
  add_mean(group, positive, {0, 1}, row);
  add_mean(group, negative, {0, 1}, row);
  row.emplace_back(whole(group, bitter));
  row.emplace_back(make_key({group.period, group.by_value}));
  return row;
}

std::vector<Column> bitter_columns() {
  using enum ColumnType;
  return {{"period", date, "", {"期間", "Period"}},
          {"open", integer, "", {"途中", "Open"}},
          {"by_value", string, "", {"区分", "Group"}},
          {"n", integer, "remarks", {"高い点の一言", "Remarks with a high score"}},
          {"bitter", integer, "remarks", {"苦い言葉", "Bitter words"}},
          {"share", share, "", {"割合", "Share"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Row bitter_row(const Context& context, const BlockGroup& group) {
  const double of = group.total[high_scores];
  const stats::Interval interval = stats::wilson(group.total[bitter], of);
  return {group.period,
          std::int64_t{is_open(context, group.period) ? 1 : 0},
          group.by_value,
          whole(group, high_scores),
          whole(group, bitter),
          group.total[bitter] / of,
          interval.low,
          interval.high,
          make_key({group.period, group.by_value, std::string("bitter")})};
}

Answer run(const Context& context) {
  const bool only_bitter = context.request.parameters.at("view") == "bitter";
  CountedRemarks counted = counted_remarks(context);
  Answer answer;
  answer.left_out = std::move(counted.left_out);
  answer.notes = std::move(counted.notes);
  answer.method = {"顧客50組のジャックナイフ", "delete-a-group jackknife over 50 customer blocks"};
  if (only_bitter) {
    answer.columns = bitter_columns();
    answer.chart = Chart{"line", "period", "share", "by_value", "voice"};
    answer.method = {"ウィルソン区間", "Wilson interval"};
  }
  const Table sums = ask_remarks(context, counted, insights::sql("remark_sums.sql"));
  for (const BlockGroup& group : read_blocks(sums)) {
    if (only_bitter && group.total[high_scores] == 0) continue;
    answer.n += whole(group, only_bitter ? high_scores : remarks);
    answer.table.rows.push_back(only_bitter ? bitter_row(context, group)
                                            : trend_row(context, group));
  }
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 3);
  RemarksOf which = remarks_of_group(context, key_day(parts[0]), parts[1]);
  if (parts.size() == 3) which.part += " AND a.rating_label = 1 AND a.label = -1";
  return remarks_behind(context, which, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "sentiment",
      .title = {"気持ち", "Sentiment"},
      .question = {"自分の言葉で、どう感じているか", "How do they feel, in their own words?"},
      .definition = {"一言の読みの平均(−1〜1)と、好意的・否定的な一言の割合。点は高いのに言葉が"
                     "苦い一言は見方「高い点・苦い言葉」(--view bitter)で並べます。",
                     "Mean reading of the remarks (-1 to 1), and the shares that are positive and "
                     "negative. The view bitter lists high scores with bitter words."},
      .interval = {"95%、顧客50組のジャックナイフ", "95 %, jackknife over 50 customer blocks"},
      .parameters =
          {{"view", ParameterType::choice, "trend", {"trend", "bitter"}, {"見方", "View"}}},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"n", integer, "remarks", {"一言", "Remarks"}},
                  {"sentiment", number, "", {"気持ち", "Sentiment"}},
                  {"sentiment_low", number, "", {"下限", "Low"}},
                  {"sentiment_high", number, "", {"上限", "High"}},
                  {"positive", share, "", {"好意的", "Positive"}},
                  {"positive_low", share, "", {"下限", "Low"}},
                  {"positive_high", share, "", {"上限", "High"}},
                  {"negative", share, "", {"否定的", "Negative"}},
                  {"negative_low", share, "", {"下限", "Low"}},
                  {"negative_high", share, "", {"上限", "High"}},
                  {"bitter", integer, "remarks", {"高い点・苦い言葉", "High score, bitter words"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart =
          {.form = "line", .x = "period", .y = "sentiment", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.text"},
      .own = Origin::voices,
      .sql = {"remark_sums.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::sentiment
