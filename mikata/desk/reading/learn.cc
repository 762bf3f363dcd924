// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/learn.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "mikata/base/error.h"
#include "mikata/desk/reading/language.h"
#include "mikata/desk/reading/stored.h"
#include "mikata/text/train.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::reading {
namespace {

constexpr std::int64_t kLabelsMore = 20;

struct PairCounts {
  std::int64_t pairs = 0;
  std::int64_t labels = 0;  // told by a person
};

PairCounts count_pairs(const Book& book) {
  const Table found =
      book.store().query({"SELECT count(*) AS pairs FROM remarks WHERE (rating_label IS NOT NULL "
                          "OR corrected = 1) AND "
                          "ours = 1 AND NOT anonymous"});
  PairCounts counts{.pairs = as_integer(found.rows.at(0)[0])};
  counts.labels = static_cast<std::int64_t>(book.desk().corrections().size());
  return counts;
}

std::string month_of(const Book& book) {
  const auto as_of = book.as_of();
  return as_of ? to_string(*as_of).substr(0, 7) : std::string();
}

struct Pairs {
  std::vector<text::RatedRemark> remarks;
  std::vector<std::int64_t> numbers;         // answer_no of each
  std::vector<text::LabelledRemark> themes;  // as people corrected them
};

Pairs read_pairs(const Book& book) {
  std::map<std::string, Correction> told;
  for (Correction& one : book.desk().corrections()) told[one.voice_id] = std::move(one);
  const Table rows =
      book.store().query({std::string(desk::sql("reading/pairs.sql")), {{"limit", kPairsMax}}});
  std::map<std::string, std::uint32_t> questions;
  Pairs pairs;
  for (const Row& row : rows.rows) {
    const auto person = told.find(as_text(row[1]));
    const text::Remark remark{.text = as_text(row[5]), .language = language_of(row[4])};
    std::optional<text::Label> label;
    if (person != told.end()) {
      const auto& [voice_id, name, themes] = person->second;
      if (themes) pairs.themes.push_back({remark, *themes});
      if (name) label = parse_label(*name);
    }
    if (!label && is_null(row[2])) continue;
    const double rating = label ? static_cast<double>(*label) - 1 : as_number(row[2]);
    const auto number = static_cast<std::uint32_t>(questions.size());
    const std::uint32_t asked = questions.try_emplace(as_text(row[3]), number).first->second;
    pairs.remarks.push_back(
        {.remark = remark, .rating = rating, .lowest = -1, .highest = 1, .asked = asked});
    pairs.numbers.push_back(as_integer(row[0]));
  }
  return pairs;
}

double auc_of(const text::SentimentModel& model) {
  const auto used = std::ranges::find(model.scores, model.source, &text::SourceScore::source);
  return used == model.scores.end() ? 0 : used->auc;
}

// "2026-10", then "2026-10.2" when it is learned again within the period.
std::string next_name(const std::string& month, const FolderState& state) {
  if (state.model == month) return month + ".2";
  if (!state.model.starts_with(month + ".")) return month;
  const int number = std::stoi(state.model.substr(month.size() + 1));
  return fmt::format("{}.{}", month, number + 1);
}

// Themes that patterns miss, from what people corrected; nullopt while that is too little.
std::optional<text::LabelModel> learn_themes(const text::Reader& reader, const Pairs& pairs,
                                             const text::TrainOptions& options) {
  std::set<std::string> names;
  for (const auto& one : pairs.themes) names.insert(one.labels.begin(), one.labels.end());
  if (pairs.themes.size() < text::kPairsMin || names.size() < 2) return std::nullopt;
  return train_labels(reader, pairs.themes, {.threads = options.threads, .stop = options.stop})
      .model;
}

Learned keep(const Book& book, FolderState& state, const Pairs& pairs,
             const text::TrainedSentiment& trained, std::optional<text::LabelModel> themes) {
  OutOfFold out_of_fold;
  for (std::size_t i = 0; i < pairs.numbers.size(); ++i) {
    out_of_fold[pairs.numbers[i]] = trained.out_of_fold[i];
  }
  text::Model model;
  model.sentiment = trained.model;
  model.labels = std::move(themes);
  state.model = next_name(month_of(book), state);
  save_model(book, state.model, model, out_of_fold);
  return {.learned = true,
          .contradictions = static_cast<std::int64_t>(trained.contradictions.size())};
}

}  // namespace

bool is_due(const Book& book, const FolderState& state) {
  const PairCounts now = count_pairs(book);
  if (now.pairs < static_cast<std::int64_t>(text::kPairsMin)) return false;
  if (state.month.empty() || now.labels - state.labels >= kLabelsMore) return true;
  if (state.pairs < kSettledPairs && now.pairs >= 2 * state.pairs) return true;
  return state.month != month_of(book) && now.pairs > state.pairs;
}

Learned learn(const Book& book, FolderState& state, const LearnOptions& options) {
  const PairCounts counts = count_pairs(book);
  const Pairs pairs = read_pairs(book);
  FolderState tried = state;
  tried.month = month_of(book);
  tried.pairs = counts.pairs;
  tried.labels = counts.labels;
  Learned learned;
  if (pairs.remarks.size() < text::kPairsMin) {
    learned.why_not = fmt::format("too few remarks came with a score: {} (at least {})",
                                  pairs.remarks.size(), text::kPairsMin);
    return learned;
  }
  const auto first = pairs.remarks.front().rating;
  if (std::ranges::all_of(pairs.remarks, [&](const auto& one) { return one.rating == first; })) {
    learned.why_not = "the scores that came with remarks are all alike";
    state = tried;
    return learned;
  }
  const text::Reader reader({.themes_toml = own_themes(book)});
  const text::TrainOptions how{.threads = options.threads,
                               .date = to_string(book.as_of().value_or(Day{})),
                               .progress = options.progress,
                               .stop = options.stop};
  const text::TrainedSentiment trained = train_sentiment(reader, pairs.remarks, how);
  if (const double auc = auc_of(trained.model); auc < kAucMin) {
    learned.why_not = fmt::format("the remarks do not follow the scores: AUC {:.2f}", auc);
    state = tried;
    return learned;
  }
  learned = keep(book, tried, pairs, trained, learn_themes(reader, pairs, how));
  if (state.model.empty() || state.pairs < kSettledPairs) tried.epoch = tried.model;
  state = tried;
  return learned;
}

}  // namespace mikata::reading
