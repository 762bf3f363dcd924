// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>

#include "mikata/base/parallel.h"
#include "mikata/insights/pulse/measure.h"
#include "mikata/insights/score_share.h"
#include "mikata/insights/scores.h"
#include "mikata/stats/nps_change.h"
#include "mikata/stats/share_change.h"
#include "mikata/stats/weighted_mean.h"
#include "mikata/stats/wilson.h"

namespace mikata::pulse {
namespace {

// The same steps for every voice measure; what differs is how a group becomes a number.
struct Voice {
  const ScoreQuestion* question;
  std::function<double(const Score&)> rule;
  std::function<std::optional<stats::Estimate>(const ScoreTable&, const ScoreGroup&)> estimate;
  std::function<std::optional<stats::Change>(const ScoreGroup&, const ScoreGroup&,
                                             const stats::Overlap&)>
      change;
};

const ScoreGroup* find_group(const ScoreTable& table, Day period) {
  for (const auto& group : table.groups) {
    if (group.period == period) return &group;
  }
  return nullptr;
}

struct Groups {
  const ScoreGroup& first;
  const ScoreGroup& second;
};

std::optional<Comparison> compare(const Voice& voice, const ScoreTable& table, const Groups& groups,
                                  const stats::Overlap& overlap) {
  const auto& [first, second] = groups;
  const auto change = voice.change(first, second, overlap);
  if (change) return Comparison{change->value, change->interval, change->p};
  // The same people, each moved by the same: how sure that is cannot be said; that none moved can.
  const auto before = voice.estimate(table, first);
  const auto now = voice.estimate(table, second);
  if (!before || !now) return std::nullopt;
  const double moved = now->value - before->value;
  if (moved == 0) return Comparison{0, stats::Interval{0, 0}, 1.0};
  return Comparison{moved, std::nullopt, std::nullopt};
}

void compare_periods(const Context& context, const Window& window, const Voice& voice,
                     const ScoreTable& table, Measure& measure) {
  const ScoreGroup* last = window.last ? find_group(table, *window.last) : nullptr;
  if (last == nullptr) return;
  struct Earlier {
    const ScoreGroup* group;
    std::optional<Comparison>* into;
  };
  std::vector<Earlier> earlier;
  Waves waves{{}, last->period};
  const auto add = [&](std::optional<Day> period, std::optional<Comparison>& into) {
    const ScoreGroup* group = period ? find_group(table, *period) : nullptr;
    if (group == nullptr) return;
    earlier.push_back({group, &into});
    waves.earlier.push_back(group->period);
  };
  add(window.previous, measure.to_previous);
  add(window.year_ago, measure.to_year_ago);
  const auto overlaps = count_overlaps(context, *voice.question, table, waves, voice.rule);
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    *earlier[i].into = compare(voice, table, {*earlier[i].group, *last}, overlaps[i]);
  }
}

void measure_voice(const Context& context, const Window& window, const Voice& voice,
                   Measure& measure) {
  const ScoreTable table = count_scores(context, *voice.question);
  std::ranges::copy_if(table.notes, std::back_inserter(measure.notes),
                       [](const Note& note) { return note.kind == "small_cell"; });
  for (const auto& group : table.groups) {
    Point point{group.period, group.n, {}, {}};
    if (const auto estimate = voice.estimate(table, group)) {
      point.value = estimate->value;
      point.interval = estimate->interval;
    }
    measure.points.push_back(point);
  }
  compare_periods(context, window, voice, table, measure);
}

// Weights shrink the number of answers to what they are worth (Kish).
double effective_n(const ScoreSums& sums) {
  return stats::effective_n(sums.weight, sums.weight_square);
}

stats::NpsCounts nps_counts(const ScoreGroup& group) {
  stats::NpsCounts counts;
  const ScoreSums sums = sum_scores(group, nps_side);
  if (sums.weight <= 0) return counts;
  const double scale = effective_n(sums) / sums.weight;
  for (const auto& count : group.counts) {
    const double side = nps_side(count.score);
    (side > 0   ? counts.promoters
     : side < 0 ? counts.detractors
                : counts.passives) += count.weight * scale;
  }
  return counts;
}

Voice nps_voice() {
  return {&kNps, nps_side, nps_estimate,
          [](const ScoreGroup& first, const ScoreGroup& second, const stats::Overlap& overlap) {
            return stats::nps_change(nps_counts(first), nps_counts(second), overlap);
          }};
}

Voice share_voice(const ScoreShare& which) {
  const auto rule = [&which](const Score& score) { return good_or_not(which, score); };
  const auto share = [rule](const ScoreGroup& group) {
    const ScoreSums sums = sum_scores(group, rule);
    const double n = effective_n(sums);
    return stats::Share{sums.mean * n, n};
  };
  return {
      &which.question, rule,
      [share](const ScoreTable&, const ScoreGroup& group) -> std::optional<stats::Estimate> {
        const auto [good, n] = share(group);
        if (n <= 0) return std::nullopt;
        return stats::Estimate{good / n, stats::wilson(good, n)};
      },
      [share](const ScoreGroup& first, const ScoreGroup& second, const stats::Overlap& overlap) {
        return stats::share_change(share(first), share(second), overlap);
      }};
}

}  // namespace

std::vector<Measure> voice_measures(const Context& context, const Window& window) {
  struct Named {
    Measure measure;
    Voice voice;
  };
  const std::array<Named, 4> all{
      {{{"nps", "voice", {"推奨度", "NPS"}, "points", {}, {}, {}}, nps_voice()},
       {{"effort", "voice", {"手間のなさ", "Ease"}, "share", {}, {}, {}}, share_voice(kEffort)},
       {{"csat", "voice", {"満足度", "Satisfaction"}, "share", {}, {}, {}}, share_voice(kCsat)},
       {{"agree", "voice", {"言葉への同意", "Agreement"}, "share", {}, {}, {}},
        share_voice(kAgree)}}};
  // Each takes several small statements, which the database mostly plans: side by side.
  std::vector<Measure> measures(all.size());
  for_each_piece(all.size(), 1, [&](const Piece& piece) {
    Measure& measure = measures[piece.index];
    measure = all[piece.index].measure;
    measure_voice(context, window, all[piece.index].voice, measure);
  });
  std::erase_if(measures, [](const Measure& measure) { return measure.points.empty(); });
  return measures;
}

}  // namespace mikata::pulse
