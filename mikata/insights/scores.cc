// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "mikata/base/grouped.h"
#include "mikata/insights/context.h"
#include "mikata/insights/promised.h"
#include "mikata/stats/adjusted_wald_nps.h"
#include "mikata/stats/weighted_nps.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

bool uses_weights(const Context& context) {
  const auto found = context.request.parameters.find(kWeights.name);
  return found == context.request.parameters.end() || found->second != "ignore";
}

void add_left_out(ScoreTable& table, const Localized& reason, std::int64_t count) {
  if (count > 0) table.left_out.push_back({reason, count});
}

bool asks_about_touchpoints(const Context& context) {
  const auto& request = context.request;
  if (context.names) return false;  // then a condition speaks of the customer
  return request.by.find("touchpoint") != std::string::npos ||
         request.where.find("touchpoint") != std::string::npos;
}

struct LeftOutCounts {
  std::int64_t about_others = 0;
  std::int64_t not_customers = 0;
  std::int64_t no_score = 0;
  std::int64_t of_touchpoints = 0;
  std::int64_t overall = 0;
};

LeftOutCounts count_left_out(const Context& context, const ScoreQuestion& question,
                             const PromisedAnswers& promised) {
  std::vector<Binding> bindings = promised.bindings;
  bindings.push_back({"question", question.question});
  const Table table = context.query(insights::sql("scores_left_out.sql"), std::move(bindings),
                                    {{"promised", promised.condition}});
  const Row& row = table.rows.at(0);
  return {count_or_zero(row[0]), count_or_zero(row[1]), count_or_zero(row[2]),
          count_or_zero(row[3]), count_or_zero(row[4])};
}

// Asked about the whole and about parts: the parts count only when somebody asks for them.
bool counts_overall(const Context& context, const ScoreQuestion& question,
                    const LeftOutCounts& left) {
  return question.overall_first && left.overall > 0 && !asks_about_touchpoints(context);
}

// Which answers of a question count, and what does not.
struct Counting {
  PromisedAnswers promised;
  LeftOutCounts left;
  bool overall = false;
};

Counting counting_of(const Context& context, const ScoreQuestion& question) {
  Counting counting{promised_answers(context, question), {}, false};
  counting.left = count_left_out(context, question, counting.promised);
  counting.overall = counts_overall(context, question, counting.left);
  return counting;
}

std::vector<Binding> bindings_of(const Context& context, const ScoreQuestion& question,
                                 const Counting& counting) {
  const auto flag = [](bool set) { return Value(std::int64_t{set ? 1 : 0}); };
  std::vector<Binding> bindings = counting.promised.bindings;
  bindings.push_back({"question", question.question});
  bindings.push_back({"overall", flag(counting.overall)});
  bindings.push_back({"each_touchpoint", flag(question.each_touchpoint)});
  bindings.push_back({"weights", flag(uses_weights(context))});
  return bindings;
}

// {place}: 1 for the last answer of a respondent in a period. Where all answers of a respondent are
// looked at, or none, the day of the next one tells; else they have to be put in order.
std::string place_of(const Context& context, const ScoreQuestion& question) {
  if (context.request.all_answers) return "1";
  const Scope scope = scope_of(context);
  const bool of_customers =
      std::ranges::all_of(scope.origins, [](Origin origin) { return origin == Origin::customers; });
  if (!of_customers || context.request.accounts) {
    return "row_number() OVER (PARTITION BY {unit}, {period}, {group}, "
           "CASE WHEN $each_touchpoint = 1 THEN a.touchpoint ELSE '' END "
           "ORDER BY a.occurred_at DESC, a.answer_no DESC)";
  }
  const std::string_view next = question.each_touchpoint ? "a.next_day_there" : "a.next_day";
  if (context.request.grain == Grain::all) {
    return fmt::format("CASE WHEN {0} IS NULL OR {0} > $end THEN 1 ELSE 0 END", next);
  }
  return fmt::format(
      "CASE WHEN {0} IS NULL OR {0} > $end OR {1}_no({0}) > {1}_no(a.local_day) THEN 1 ELSE 0 END",
      next, grain_name(context.request.grain));
}

// `within`: which days of the window are looked at, in SQL.
std::vector<Slot> slots_of(const Context& context, const ScoreQuestion& question,
                           const Counting& counting, std::string within = "TRUE") {
  return {{"promised", counting.promised.condition},
          {"place", context.fill(place_of(context, question))},
          {"within", std::move(within)}};
}

// With --unit account these are asked for by nobody.
std::int64_t count_without_account(const Context& context, const ScoreQuestion& question,
                                   const Counting& counting) {
  if (!context.request.accounts) return 0;
  std::vector<Slot> slots = slots_of(context, question, counting);
  slots.push_back({"where", scope_of(context).condition});
  const Table table = context.query(insights::sql("scores_no_account.sql"),
                                    bindings_of(context, question, counting), slots);
  return as_integer(table.rows.at(0)[0]);
}

void note_kept_back(const Context& context, ScoreTable& table, std::int64_t kept_back) {
  if (kept_back == 0) return;
  table.left_out.push_back(
      {{"匿名を約束した答え(示しません)", "answers promised anonymous (not shown)"}, kept_back});
  const int k = context.settings.k;
  table.notes.push_back(
      {"small_cell",
       {fmt::format("匿名を約束した答えは、同じ月に同じアンケート・接点で{}人以上が答えたときだけ、"
                    "月・四半期・年の値に入ります。アンケートと接点のほかでは分けません。",
                    k),
        fmt::format("Answers promised anonymous count where {} people or more answered the same "
                    "survey and touchpoint in a month: in months, quarters and years, and told "
                    "apart by survey and touchpoint only.",
                    k)}});
}

}  // namespace

const Parameter kWeights{.name = "weights",
                         .type = ParameterType::choice,
                         .default_value = "use",
                         .choices = {"use", "ignore"},
                         .title = {"重み", "Weights"}};

const ScoreQuestion kNps{.question = "nps"};

double nps_side(const Score& score) {
  if (score.value >= 9) return 1;
  return score.value <= 6 ? -1 : 0;
}

ScoreTable count_scores(const Context& context, const ScoreQuestion& question) {
  const Counting counting = counting_of(context, question);
  const LeftOutCounts& left = counting.left;
  const bool overall = counting.overall;
  const std::string sql =
      std::string(insights::sql("scores.sql")) + std::string(insights::sql("scores_count.sql"));
  const Table rows = context.query(sql, bindings_of(context, question, counting),
                                   slots_of(context, question, counting));
  ScoreTable table;
  table.overall = overall;
  std::int64_t linked = 0;
  for (const Row& row : rows.rows) {
    const Day period = as_day(row[0]);
    const bool same = !table.groups.empty() && table.groups.back().period == period &&
                      table.groups.back().by_value == row[1];
    if (!same) table.groups.push_back({period, row[1], {}, 0});
    ScoreGroup& group = table.groups.back();
    const Score score{as_number(row[2]), as_number(row[3]), as_number(row[4]),
                      as_integer(row[5]) != 0};
    const std::int64_t answers = as_integer(row[6]);
    group.counts.push_back({score, answers, as_number(row[7]), as_number(row[8])});
    group.n += answers;
    table.n += answers;
    table.weighted = table.weighted || as_integer(row[9]) > 0;
    linked += as_integer(row[10]);
  }
  add_left_out(table, {"他社についての答え", "answers about a competitor"}, left.about_others);
  add_left_out(table, {"お客さまでない人の答え", "answers of others than customers"},
               left.not_customers);
  add_left_out(table, {"点のない答え、尺度の外の答え", "answers without a score on this scale"},
               left.no_score);
  const std::int64_t usable = overall ? left.overall : left.overall + left.of_touchpoints;
  if (overall) {
    add_left_out(table,
                 {"接点ごとの答え(--by touchpoint で見られます)",
                  "answers about single touchpoints (see --by touchpoint)"},
                 left.of_touchpoints);
  }
  const Localized earlier = context.request.accounts
                                ? Localized{"同じ取引先の、期間の中で前の答え",
                                            "earlier answers of the same account in a period"}
                                : Localized{"同じ人の、期間の中で前の答え",
                                            "earlier answers of the same person in a period"};
  add_left_out(table, earlier, usable - table.n);
  add_left_out(table, {"取引先のない人の答え", "answers of people without an account"},
               count_without_account(context, question, counting));
  if (linked < table.n) {
    table.notes.push_back({"not_linked",
                           {fmt::format("{}件の答えのうち{}件がお客さまに結び付いています",
                                        grouped(table.n), grouped(linked)),
                            fmt::format("{} of {} answers linked to a customer", grouped(linked),
                                        grouped(table.n))}});
  }
  note_kept_back(context, table, count_kept_back(context, question, counting.promised));
  return table;
}

ScoreSums sum_scores(const ScoreGroup& group, const std::function<double(const Score&)>& rule) {
  ScoreSums sums;
  double total = 0;
  double score_total = 0;
  for (const auto& count : group.counts) {
    sums.n += static_cast<double>(count.answers);
    sums.weight += count.weight;
    sums.weight_square += count.weight_square;
    total += count.weight * rule(count.score);
    score_total += count.weight * count.score.value;
  }
  if (sums.weight <= 0) return sums;
  sums.mean = total / sums.weight;
  sums.score_mean = score_total / sums.weight;
  for (const auto& count : group.counts) {
    const double deviation = rule(count.score) - sums.mean;
    sums.variance += count.weight_square * deviation * deviation;
  }
  return sums;
}

std::optional<stats::Estimate> nps_estimate(const ScoreTable& table, const ScoreGroup& group) {
  stats::WeightedNpsSums sums;
  for (const auto& count : group.counts) {
    const double which = nps_side(count.score);
    auto& sum = which > 0 ? sums.promoters : which < 0 ? sums.detractors : sums.passives;
    sum.w += count.weight;
    sum.ww += count.weight_square;
    sums.n += static_cast<double>(count.answers);
  }
  if (!table.weighted) {
    return stats::adjusted_wald_nps({sums.promoters.w, sums.passives.w, sums.detractors.w});
  }
  const auto found = stats::weighted_nps(sums);
  return found ? std::optional(found->points) : std::nullopt;
}

std::vector<stats::Overlap> count_overlaps(const Context& context, const ScoreQuestion& question,
                                           const ScoreTable& counted, const Waves& waves,
                                           const std::function<double(const Score&)>& rule) {
  std::vector<stats::Overlap> overlaps(waves.earlier.size());
  if (overlaps.empty()) return overlaps;
  const Counting counting{promised_answers(context, question), {}, counted.overall};
  const Grain grain = context.request.grain;
  std::vector<Binding> bindings = bindings_of(context, question, counting);
  const auto bind = [&](const std::string& name, Day start) {
    bindings.push_back({name + "_period", period_number(start, grain)});
    bindings.push_back({name + "_start", start});
    bindings.push_back({name + "_end", period_end(start, grain)});
  };
  bind("first", waves.earlier.front());
  bind("other", waves.earlier.back());
  bind("last", waves.last);
  const std::string sql =
      std::string(insights::sql("scores.sql")) + std::string(insights::sql("scores_pairs.sql"));
  const auto score_at = [](const Row& row, std::size_t at) {
    return Score{as_number(row[at]), as_number(row[at + 1]), as_number(row[at + 2]),
                 as_integer(row[at + 3]) != 0};
  };
  const std::string within =
      "a.local_day BETWEEN $first_start AND $first_end OR a.local_day BETWEEN $other_start AND "
      "$other_end OR a.local_day BETWEEN $last_start AND $last_end";
  const Table pairs =
      context.query(sql, std::move(bindings), slots_of(context, question, counting, within));
  for (const Row& row : pairs.rows) {
    const double people = as_number(row[9]);
    const double first = rule(score_at(row, 1));
    const double second = rule(score_at(row, 5));
    for (std::size_t i = 0; i < overlaps.size(); ++i) {
      if (period_number(waves.earlier[i], grain) != as_integer(row[0])) continue;
      overlaps[i].people += people;
      overlaps[i].first += people * first;
      overlaps[i].second += people * second;
      overlaps[i].product += people * first * second;
    }
  }
  return overlaps;
}

Behind answers_behind(const Context& context, const ScoreQuestion& question,
                      const PartOfGroup& which, Page page) {
  const Counting counting = counting_of(context, question);
  std::vector<Binding> bindings = bindings_of(context, question, counting);
  bindings.push_back({"key_period", period_number(which.period, context.request.grain)});
  bindings.push_back({"key_by", which.by_value});
  bindings.push_back({"limit", page.limit});
  bindings.push_back({"offset", page.offset});
  const std::string sql =
      std::string(insights::sql("scores.sql")) + std::string(insights::sql("scores_behind.sql"));
  std::vector<Slot> slots = slots_of(context, question, counting);
  slots.push_back({"part", which.part});
  slots.push_back({"group", context.fill("{by}")});
  Table table = context.query(sql, std::move(bindings), slots);
  Behind behind;
  const std::size_t anonymous = table.index("anonymous");
  const std::size_t day = table.index("local_day");
  const std::size_t voice = table.index("voice_id");
  const std::size_t total = table.index("total");
  for (Row& row : table.rows) {
    behind.total = as_integer(row[total]);
    // The exact day and the company's own id of an answer would tell who gave it.
    if (as_integer(row[anonymous]) != 0) {
      row[day] = period_start(as_day(row[day]), Grain::month);
      row[voice] = std::monostate{};
    }
    row.resize(anonymous);
  }
  table.columns.resize(anonymous);
  behind.table = std::move(table);
  return behind;
}

}  // namespace mikata
