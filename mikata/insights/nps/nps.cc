// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/nps/nps.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
#include "mikata/insights/scores.h"

namespace mikata::nps {
namespace {

struct Sides {
  double promoters = 0;
  double passives = 0;
  double detractors = 0;
  std::array<std::int64_t, 11> answers{};
};

Sides count_sides(const ScoreGroup& group) {
  Sides sides;
  for (const auto& count : group.counts) {
    const double which = nps_side(count.score);
    (which > 0 ? sides.promoters : which < 0 ? sides.detractors : sides.passives) += count.weight;
    const auto place = static_cast<std::size_t>(count.score.value);
    sides.answers.at(place) += count.answers;
  }
  return sides;
}

Row row_of(const Context& context, const ScoreTable& table, const ScoreGroup& group) {
  Row row{group.period, std::int64_t{is_open(context, group.period) ? 1 : 0}, group.by_value};
  const std::string key = make_key({group.period, group.by_value});
  const Sides sides = count_sides(group);
  row.emplace_back(group.n);
  const auto found = nps_estimate(table, group);
  row.emplace_back(found ? Value(found->value) : Value());
  row.emplace_back(found ? Value(found->interval.low) : Value());
  row.emplace_back(found ? Value(found->interval.high) : Value());
  for (const double people : {sides.promoters, sides.passives, sides.detractors}) {
    row.emplace_back(table.weighted ? Value(people) : Value(static_cast<std::int64_t>(people)));
  }
  for (const std::int64_t answers : sides.answers) row.emplace_back(answers);
  row.emplace_back(key);
  return row;
}

Answer run(const Context& context) {
  const ScoreTable scores = count_scores(context, kNps);
  Answer answer;
  answer.n = scores.n;
  answer.left_out = scores.left_out;
  answer.notes = scores.notes;
  answer.method =
      scores.weighted
          ? Localized{"重み付き、線形化による標準誤差", "weighted, linearised standard error"}
          : Localized{"補正ワルド区間(Rocks 2016、n+3)", "adjusted Wald (Rocks 2016, n+3)"};
  for (const auto& group : scores.groups) {
    answer.table.rows.push_back(row_of(context, scores, group));
  }
  return answer;
}

// "promoters" or "score_7" -> a condition on the standing answer.
std::string part_condition(const std::string& part) {
  if (part == "promoters") return "s.score >= 9";
  if (part == "passives") return "s.score > 6 AND s.score < 9";
  if (part == "detractors") return "s.score <= 6";
  int score = -1;
  if (part.starts_with("score_")) {
    std::from_chars(part.data() + 6, part.data() + part.size(), score);
  }
  if (score < 0 || score > 10) {
    fail(ErrorKind::not_found,
         {"行にない部分です: {}（promoters、passives、detractors、score_0 .. score_10）",
          "no part of a row is called: {} (promoters, passives, detractors, score_0 .. score_10)"},
         part);
  }
  return fmt::format("s.score = {}", score);
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 3);
  PartOfGroup which{key_day(parts[0]), parts[1]};
  if (parts.size() == 3) which.part = part_condition(as_text(parts[2]));
  return answers_behind(context, kNps, which, page);
}

std::vector<Column> columns() {
  using enum ColumnType;
  std::vector<Column> columns{
      {"period", date, "", {"期間", "Period"}},
      {"open", integer, "", {"途中", "Open"}},
      {"by_value", string, "", {"区分", "Group"}},
      {"n", integer, "answers", {"回答", "Answers"}},
      {"nps", points, "points", {"推奨度", "NPS"}},
      {"nps_low", points, "points", {"下限", "Low"}},
      {"nps_high", points, "points", {"上限", "High"}},
      {"promoters", number, "people", {"推奨者", "Promoters"}},
      {"passives", number, "people", {"中立", "Passives"}},
      {"detractors", number, "people", {"批判者", "Detractors"}},
  };
  for (int score = 0; score <= 10; ++score) {
    const std::string text = std::to_string(score);
    columns.push_back({"score_" + text, integer, "answers", {text + "点", "Score " + text}});
  }
  columns.push_back({"key", string, "", {"鍵", "Key"}});
  return columns;
}

}  // namespace

const Insight& insight() {
  static const Insight kInsight{
      .name = "nps",
      .title = {"推奨度", "NPS"},
      .question = {"どれだけ薦めてくれるか", "How likely are they to recommend us?"},
      .definition =
          {"推奨者(9–10)の割合から批判者(0–6)の割合を引いた値。0–10の尺度だけを数え、同じ人の答え"
           "は期間の最後の1つだけ数えます。",
           "Share of promoters (9-10) minus share of detractors (0-6), on the scale 0-10 "
           "only. A person counts with the last answer of a period."},
      .interval = {"95%、補正ワルド(Rocks 2016)", "95 %, adjusted Wald (Rocks 2016)"},
      .parameters = {kWeights},
      .columns = columns(),
      .chart =
          {.form = "stacked", .x = "period", .y = "nps", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.question=nps"},
      .own = Origin::voices,
      .sql = {"scores.sql", "scores_count.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::nps
