// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/text/scores.h"
#include "mikata/text/train.h"
#include "mikata/text/training_set.h"

namespace mikata::text {
namespace {

constexpr double kSentimentCost = 0.5;
constexpr double kStackPenalty = 2;
constexpr std::size_t kLexiconBelow = 100;
constexpr std::size_t kBlendBelow = 300;
constexpr std::array kSources = {Source::lexicon, Source::blend, Source::text};
constexpr std::array kBalances = {0.0, 0.25, 0.5, 0.75, 1.0};
// A reading this sure of the opposite of the rating is no lesson.
constexpr double kExtreme = 0.9;

// Questions with fewer pairs share one intercept.
constexpr std::size_t kQuestionMin = 20;
constexpr std::size_t kQuestionsMax = 16;

// One source: its stack for each fold gives readings of the remarks that the fold holds out.
struct Tried {
  SourceScore score;
  double balance = 0;
  std::vector<double> p;  // row by row of classes
};

class SentimentTraining {
 public:
  SentimentTraining(const Reader& reader, std::span<const RatedRemark> remarks,
                    const TrainOptions& options)
      : remarks_(remarks), options_(options) {
    std::vector<const Remark*> plain;
    std::array<std::size_t, 3> counts{};
    for (const RatedRemark& one : remarks) {
      plain.push_back(&one.remark);
      labels_.push_back(static_cast<std::uint32_t>(label_of(one)));
      ++counts[labels_.back()];
    }
    std::array<std::uint32_t, 3> place{};
    for (std::uint32_t label = 0; label < 3; ++label) {
      place[label] = static_cast<std::uint32_t>(classes_.size());
      if (counts[label] == 0) continue;
      classes_.push_back(static_cast<Label>(label));
      priors_.push_back(static_cast<double>(counts[label]) / static_cast<double>(remarks.size()));
    }
    if (classes_.size() < 2) {
      fail(ErrorKind::invalid_argument,
           {"評点がみな同じです: {}（見分けるものがありません）",
            "ratings are all alike: {} (there is nothing to tell apart)"},
           label_name(classes_.front()));
    }
    for (std::uint32_t& label : labels_) label = place[label];
    find_questions();
    set_ = make_training_set(reader, plain, labels_, options);
    for (std::uint32_t k = 0; k < classes_.size(); ++k) {
      auto& one = positive_.emplace_back();
      for (const std::uint32_t label : labels_) one.push_back(label == k ? 1 : 0);
    }
  }

  TrainedSentiment run() {
    const HeadTask task{.positive = positive_, .costs = balanced_costs};
    margins_ = fold_margins(set_, task, options_);
    std::vector<Tried> tried;
    for (const Source source : kSources) tried.push_back(try_source(source));
    const Tried& best = chosen(tried);
    TrainedSentiment result;
    SentimentModel& model = result.model;
    model.classes = classes_;
    model.priors = priors_;
    model.balance = best.balance;
    model.source = best.score.source;
    for (const Tried& one : tried) model.scores.push_back(one.score);
    model.pairs = remarks_.size();
    model.date = options_.date;
    model.stack = fit_stack(best.score.source, all());
    result.out_of_fold = readings(best);
    result.contradictions = contradictions(result.out_of_fold);
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t i : all()) {
      if (!std::ranges::binary_search(result.contradictions, i)) kept.push_back(i);
    }
    model.heads = fit_final_heads(set_, task, kept, options_);
    if (options_.progress) options_.progress(1);
    return result;
  }

 private:
  // Both sides weigh the same in all, whatever their number.
  static std::vector<double> balanced_costs(double positives, double negatives) {
    const double total = positives + negatives;
    return {kSentimentCost * total / (2 * std::max(positives, 1.0)),
            kSentimentCost * total / (2 * std::max(negatives, 1.0))};
  }

  // The questions that get an intercept of their own, with their shares.
  void find_questions() {
    std::map<std::uint32_t, std::size_t> counts;
    for (const RatedRemark& one : remarks_) ++counts[one.asked];
    if (counts.size() < 2) return;
    for (const auto& [asked, count] : counts) {
      if (count < kQuestionMin || questions_.size() >= kQuestionsMax) continue;
      questions_.push_back(
          {asked, static_cast<double>(count) / static_cast<double>(remarks_.size())});
    }
  }

  // Centred, so that without these columns a remark is read as answering the average question.
  void add_question(std::size_t i, std::vector<float>& row) const {
    for (const Question& one : questions_) {
      row.push_back(static_cast<float>((remarks_[i].asked == one.asked ? 1 : 0) - one.share));
    }
  }

  std::vector<std::uint32_t> all() const {
    std::vector<std::uint32_t> rows(remarks_.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
    return rows;
  }

  std::vector<float> row_of(Source source, std::size_t i) const {
    return stack_row(source, std::span(margins_).subspan(i * classes_.size(), classes_.size()),
                     set_.polarity[i]);
  }

  std::vector<Logistic> fit_stack(Source source, const std::vector<std::uint32_t>& rows) const {
    std::vector<float> values;
    std::size_t columns = 0;
    for (std::size_t i = 0; i < remarks_.size(); ++i) {
      std::vector<float> row = row_of(source, i);
      add_question(i, row);
      columns = row.size();
      values.insert(values.end(), row.begin(), row.end());
    }
    std::vector<Logistic> stack;
    for (const std::vector<char>& one : positive_) {
      stack.push_back(fit_logistic(
          {.rows = {values, columns}, .chosen = rows, .positive = one, .penalty = kStackPenalty}));
      stack.back().weights.resize(columns - questions_.size());
    }
    return stack;
  }

  Tried try_source(Source source) const {
    Tried tried;
    tried.score.source = source;
    const std::size_t classes = classes_.size();
    tried.p.assign(remarks_.size() * classes, 0);
    for (std::uint8_t fold = 0; fold < kFolds; ++fold) {
      const std::vector<std::uint32_t> train = outside(set_.folds, fold);
      if (train.empty()) continue;
      const std::vector<Logistic> stack = fit_stack(source, train);
      for (const std::uint32_t i : inside(set_.folds, fold)) {
        const std::vector<float> row = row_of(source, i);
        double total = 1e-12;
        for (std::size_t k = 0; k < classes; ++k) total += stack[k].probability(row);
        for (std::size_t k = 0; k < classes; ++k) {
          tried.p[i * classes + k] = stack[k].probability(row) / total;
        }
      }
    }
    for (const double balance : kBalances) {
      const std::vector<std::uint32_t> predicted = labels_at(tried, balance);
      const double score = macro_f1(class_scores(labels_, predicted, classes));
      if (score <= tried.score.macro_f1) continue;
      tried.balance = balance;
      tried.score.macro_f1 = score;
      tried.score.accuracy = accuracy(labels_, predicted);
    }
    tried.score.auc = area(tried);
    return tried;
  }

  std::vector<std::uint32_t> labels_at(const Tried& tried, double balance) const {
    std::vector<std::uint32_t> predicted;
    const std::size_t classes = classes_.size();
    for (std::size_t i = 0; i < remarks_.size(); ++i) {
      std::uint32_t best = 0;
      double most = -1;
      for (std::uint32_t k = 0; k < classes; ++k) {
        const double weighed = tried.p[i * classes + k] / std::pow(priors_[k], balance);
        if (weighed > most) best = k;
        most = std::max(most, weighed);
      }
      predicted.push_back(best);
    }
    return predicted;
  }

  std::vector<Sentiment> readings(const Tried& tried) const {
    const std::vector<std::uint32_t> predicted = labels_at(tried, tried.balance);
    std::vector<Sentiment> found;
    for (std::size_t i = 0; i < remarks_.size(); ++i) {
      Sentiment one{.label = classes_[predicted[i]]};
      one.confidence = tried.p[i * classes_.size() + predicted[i]];
      for (std::size_t k = 0; k < classes_.size(); ++k) {
        const double sign = static_cast<double>(classes_[k]) - 1;
        one.score += sign * tried.p[i * classes_.size() + k];
      }
      found.push_back(one);
    }
    return found;
  }

  double area(const Tried& tried) const {
    std::vector<double> scores;
    std::vector<int> sides;
    for (const Sentiment& one : readings(tried)) scores.push_back(one.score);
    for (const std::uint32_t label : labels_) {
      sides.push_back(
          static_cast<int>(classes_[label]) == 2 ? 1 : static_cast<int>(classes_[label]) * 2);
    }
    return area_under_curve(scores, sides);
  }

  const Tried& chosen(const std::vector<Tried>& tried) const {
    if (remarks_.size() < kLexiconBelow) return tried[0];
    if (remarks_.size() < kBlendBelow) return tried[1];
    return *std::ranges::max_element(tried, {},
                                     [](const Tried& one) { return one.score.macro_f1; });
  }

  std::vector<std::size_t> contradictions(const std::vector<Sentiment>& read) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < read.size(); ++i) {
      const double target = target_of(remarks_[i]);
      const bool opposite = (target > 1.0 / 3 && read[i].score < -kExtreme) ||
                            (target < -1.0 / 3 && read[i].score > kExtreme);
      if (opposite) found.push_back(i);
    }
    return found;
  }

  struct Question {
    std::uint32_t asked = 0;
    double share = 0;
  };

  std::span<const RatedRemark> remarks_;
  const TrainOptions& options_;
  std::vector<std::uint32_t> labels_;  // index into classes_
  std::vector<Label> classes_;
  std::vector<double> priors_;
  std::vector<Question> questions_;
  TrainingSet set_;
  std::vector<std::vector<char>> positive_;
  std::vector<float> margins_;
};

void check(std::span<const RatedRemark> remarks) {
  if (remarks.size() < kPairsMin) {
    fail(ErrorKind::invalid_argument,
         {"学習する組が足りません: {}（{}以上）", "too few pairs to learn from: {} (at least {})"},
         remarks.size(), kPairsMin);
  }
  for (const RatedRemark& one : remarks) {
    if (!(one.lowest < one.highest) || !(one.rating >= one.lowest) ||
        !(one.rating <= one.highest)) {
      fail(ErrorKind::invalid_argument,
           {"評点が尺度の外です: {}（{}から{}まで）", "rating is not on its scale: {} of {} to {}"},
           one.rating, one.lowest, one.highest);
    }
  }
}

}  // namespace

double target_of(const RatedRemark& remark) {
  return (remark.rating - remark.lowest) / (remark.highest - remark.lowest) * 2 - 1;
}

Label label_of(const RatedRemark& remark) {
  if (remark.lowest == 0 && remark.highest == 10) {
    return remark.rating >= 9   ? Label::positive
           : remark.rating >= 7 ? Label::neutral
                                : Label::negative;
  }
  constexpr double kThird = 1.0 / 3 + 1e-9;
  const double target = target_of(remark);
  return target > kThird ? Label::positive : target < -kThird ? Label::negative : Label::neutral;
}

TrainedSentiment train_sentiment(const Reader& reader, std::span<const RatedRemark> remarks,
                                 const TrainOptions& options) {
  check(remarks);
  return SentimentTraining(reader, remarks, options).run();
}

}  // namespace mikata::text
