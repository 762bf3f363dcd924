// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "mikata/base/error.h"
#include "mikata/base/grouped.h"

namespace mikata::drivers {
namespace {

constexpr double kCompleteShare = 0.5;

bool same(const Rating& a, const Rating& b) {
  return a.question == b.question && a.touchpoint == b.touchpoint;
}

// What an outcome may be: nps first, then what was asked about the whole.
std::vector<Rating> outcomes_of(const Context& context, const std::vector<Rating>& known) {
  const std::string& asked = context.request.parameters.at("outcome");
  std::vector<Rating> named = named_ratings(known, asked, "outcome");
  if (named.size() > 1) {
    fail(ErrorKind::invalid_argument,
         {"outcome の質問がひとつではありません: {}", "outcome is more than one question: {}"},
         asked);
  }
  if (!named.empty()) return named;
  std::vector<Rating> outcomes;
  for (const Rating& rating : known) {
    if (rating.touchpoint.empty()) outcomes.push_back(rating);
  }
  std::ranges::stable_partition(outcomes,
                                [](const Rating& rating) { return rating.question == "nps"; });
  return outcomes;
}

std::vector<Rating> without(const std::vector<Rating>& ratings, const Rating& outcome) {
  std::vector<Rating> rest;
  std::ranges::copy_if(ratings, std::back_inserter(rest),
                       [&](const Rating& rating) { return !same(rating, outcome); });
  return rest;
}

// The candidates, in up to two rounds: touchpoints; where those say nothing, the whole.
std::vector<std::vector<Rating>> rounds_of(const std::vector<Rating>& known,
                                           const Rating& outcome) {
  std::vector<Rating> touchpoints;
  std::vector<Rating> others;
  for (const Rating& rating : without(known, outcome)) {
    const bool touchpoint = !rating.touchpoint.empty() && rating.question != "agree";
    (touchpoint ? touchpoints : others).push_back(rating);
  }
  return {std::move(touchpoints), std::move(others)};
}

std::uint64_t bit(std::size_t k) { return std::uint64_t{1} << k; }

// The ratings that most forms have, while enough forms have all of them.
std::vector<std::size_t> complete_ratings(const std::vector<Pattern>& patterns, std::size_t size) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](std::size_t k) { return forms_with(patterns, bit(k)); });
  double rated = 0;
  for (const Pattern& pattern : patterns) {
    if (pattern.has != 0) rated += static_cast<double>(pattern.forms);
  }
  std::vector<std::size_t> taken;
  std::uint64_t wanted = 0;
  for (const std::size_t k : order) {
    const auto complete = static_cast<double>(forms_with(patterns, wanted | bit(k)));
    if (complete == 0 || complete < kCompleteShare * rated) continue;
    wanted |= bit(k);
    taken.push_back(k);
  }
  std::ranges::sort(taken);
  return taken;
}

std::string listed(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

// What some forms rate and what is not looked at, so that nobody takes it for unimportant.
void note_left_aside(const std::vector<Rating>& candidates, const std::vector<Pattern>& patterns,
                     const std::vector<std::size_t>& taken, Choice& choice) {
  std::vector<std::string> words;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    const std::int64_t forms = forms_with(patterns, bit(k));
    if (forms == 0 || std::ranges::find(taken, k) != taken.end()) continue;
    words.push_back(fmt::format("{} ({})", candidates[k].short_name(), grouped(forms)));
  }
  if (words.empty()) return;
  choice.notes.push_back(
      {"not_enough",
       {fmt::format("評価した用紙が少ないため入れていない接点があります(--drivers で選べます):{}",
                    listed(words, "、")),
        fmt::format("Left aside because too few forms rate them (--drivers names others): {}",
                    listed(words, ", "))}});
}

Choice choice_of(const Context& context, const Rating& outcome, std::vector<Rating> candidates,
                 bool named) {
  candidates.resize(std::min(candidates.size(), kRatingsMost));
  Choice choice;
  choice.survey.outcome = outcome;
  choice.outcome = outcome.full_name();
  const std::vector<Pattern> patterns = count_patterns(context, {outcome, candidates});
  choice.forms = forms_with(patterns, 0);
  std::vector<std::size_t> taken(candidates.size());
  std::iota(taken.begin(), taken.end(), std::size_t{0});
  if (!named) {
    taken = complete_ratings(patterns, candidates.size());
    if (!taken.empty()) note_left_aside(candidates, patterns, taken, choice);
  }
  std::uint64_t wanted = 0;
  for (const std::size_t k : taken) {
    choice.survey.ratings.push_back(candidates[k]);
    wanted |= bit(k);
  }
  choice.names = names_of(choice.survey.ratings);
  if (!taken.empty()) choice.complete = forms_with(patterns, wanted);
  return choice;
}

}  // namespace

Choice choose(const Context& context) {
  const std::vector<Rating> known = known_ratings(context);
  const std::vector<Rating> outcomes = outcomes_of(context, known);
  const std::vector<Rating> named =
      named_ratings(known, context.request.parameters.at("drivers"), "drivers");
  if (named.size() > kRatingsMost) {
    fail(ErrorKind::invalid_argument,
         {"ドライバー{}個は多すぎます: {}個まで（減らしてください）",
          "{} drivers are more than {} (name fewer)"},
         named.size(), kRatingsMost);
  }
  Choice first;
  for (const Rating& outcome : outcomes) {
    const std::vector<std::vector<Rating>> rounds =
        named.empty() ? rounds_of(known, outcome)
                      : std::vector<std::vector<Rating>>{without(named, outcome)};
    for (const std::vector<Rating>& candidates : rounds) {
      if (candidates.empty()) continue;
      Choice choice = choice_of(context, outcome, candidates, !named.empty());
      if (choice.complete > 0) return choice;
      if (first.outcome.empty()) first = std::move(choice);
    }
  }
  if (first.outcome.empty() && !outcomes.empty()) first.outcome = outcomes.front().full_name();
  return first;
}

}  // namespace mikata::drivers
