// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "mikata/base/error.h"
#include "mikata/text/scores.h"
#include "mikata/text/train.h"
#include "mikata/text/training_set.h"

namespace mikata::text {
namespace {

constexpr double kLabelCost = 0.5;
constexpr std::size_t kLabelsMax = 1000;
constexpr std::size_t kLabelBytesMax = 200;

// A rare label weighs more, but less than its rarity: half way between both.
std::vector<double> softened_costs(double positives, double negatives) {
  const double ratio = std::sqrt(std::max(negatives, 1.0) / std::max(positives, 1.0));
  return {kLabelCost * std::clamp(ratio, 1.0, 5.0), kLabelCost};
}

class LabelTraining {
 public:
  LabelTraining(const Reader& reader, std::span<const LabelledRemark> remarks,
                const TrainOptions& options)
      : remarks_(remarks), options_(options) {
    name_labels();
    std::vector<const Remark*> plain;
    std::vector<std::uint32_t> kinds;
    for (const LabelledRemark& one : remarks) {
      plain.push_back(&one.remark);
      kinds.push_back(one.labels.empty() ? 0 : number_.at(one.labels.front()));
    }
    positive_.assign(names_.size(), std::vector<char>(remarks.size(), 0));
    for (std::size_t i = 0; i < remarks.size(); ++i) {
      for (const std::string& label : remarks[i].labels) positive_[number_.at(label)][i] = 1;
    }
    set_ = make_training_set(reader, plain, kinds, options);
  }

  TrainedLabels run() {
    const HeadTask task{.positive = positive_, .costs = softened_costs};
    margins_ = fold_margins(set_, task, options_);
    TrainedLabels result;
    LabelModel& model = result.model;
    model.names = names_;
    model.choice = choice_;
    model.never_none = never_none_;
    model.pairs = remarks_.size();
    model.date = options_.date;
    calibrate(model);
    for (std::size_t i = 0; i < remarks_.size(); ++i) {
      result.out_of_fold.push_back(
          model.read(std::span(margins_).subspan(i * names_.size(), names_.size())));
    }
    score(result);
    std::vector<std::uint32_t> all(remarks_.size());
    std::iota(all.begin(), all.end(), 0U);
    model.heads = fit_final_heads(set_, task, all, options_);
    if (options_.progress) options_.progress(1);
    return result;
  }

 private:
  void name_labels() {
    bool one_each = true;
    for (const LabelledRemark& remark : remarks_) {
      never_none_ = never_none_ && !remark.labels.empty();
      one_each = one_each && remark.labels.size() == 1;
      for (const std::string& label : remark.labels) {
        if (label.empty() || label.size() > kLabelBytesMax) {
          fail(ErrorKind::invalid_argument,
               {"ラベルが{}バイトです（1から{}まで）", "label has {} bytes (1 to {})"},
               label.size(), kLabelBytesMax);
        }
        number_.try_emplace(label, 0);
      }
    }
    if (number_.size() < 2) {
      fail(ErrorKind::invalid_argument,
           {"見分けるラベルが足りません: {}（2つ以上）", "labels to tell apart: {} (at least 2)"},
           number_.size());
    }
    if (number_.size() > kLabelsMax) {
      fail(ErrorKind::invalid_argument,
           {"ラベルが多すぎます: {}（{}まで）", "too many labels: {} (at most {})"}, number_.size(),
           kLabelsMax);
    }
    for (auto& [name, number] : number_) {
      number = static_cast<std::uint32_t>(names_.size());
      names_.push_back(name);
    }
    choice_ = one_each ? Choice::one : Choice::several;
  }

  void calibrate(LabelModel& model) const {
    const std::size_t labels = names_.size();
    std::vector<std::uint32_t> all(remarks_.size());
    std::iota(all.begin(), all.end(), 0U);
    std::vector<float> column(remarks_.size());
    for (std::size_t k = 0; k < labels; ++k) {
      for (std::size_t i = 0; i < column.size(); ++i) column[i] = margins_[i * labels + k];
      model.calibration.push_back(
          fit_logistic({.rows = {column, 1}, .chosen = all, .positive = positive_[k]}));
      model.thresholds.push_back(choice_ == Choice::one
                                     ? 0.5
                                     : best_threshold(model.calibration[k], column, positive_[k]));
    }
  }

  // The probability from which on saying the label gives the best F1 out of fold.
  static double best_threshold(const Logistic& fit, std::span<const float> margins,
                               std::span<const char> positive) {
    std::vector<std::size_t> order(margins.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return margins[i]; });
    const double total = static_cast<double>(std::ranges::count(positive, char{1}));
    double hits = 0;
    double best = 0;
    double threshold = 0.5;
    for (std::size_t n = 0; n < order.size(); ++n) {
      hits += positive[order[n]];
      const double f1 = 2 * hits / (static_cast<double>(n + 1) + total);
      if (f1 <= best) continue;
      best = f1;
      const float at = margins[order[n]];
      const float next = n + 1 < order.size() ? margins[order[n + 1]] : at;
      const float middle = (at + next) / 2;
      threshold = fit.probability(std::span(&middle, 1));
    }
    return std::clamp(threshold, 0.02, 0.98);
  }

  void score(TrainedLabels& result) const {
    LabelModel& model = result.model;
    double hits = 0;
    double said = 0;
    double true_labels = 0;
    std::size_t exact = 0;
    model.scores.resize(names_.size());
    std::vector<double> hit(names_.size(), 0);
    std::vector<double> spoken(names_.size(), 0);
    for (std::size_t i = 0; i < remarks_.size(); ++i) {
      std::size_t right = 0;
      for (const std::size_t k : result.out_of_fold[i]) {
        spoken[k] += 1;
        hit[k] += positive_[k][i];
        right += positive_[k][i] != 0 ? 1 : 0;
      }
      exact += right == remarks_[i].labels.size() && right == result.out_of_fold[i].size() ? 1 : 0;
      for (std::size_t k = 0; k < names_.size(); ++k) {
        model.scores[k].support += positive_[k][i] != 0 ? 1 : 0;
      }
    }
    for (std::size_t k = 0; k < names_.size(); ++k) {
      LabelScore& one = model.scores[k];
      const auto support = static_cast<double>(one.support);
      one.precision = spoken[k] > 0 ? hit[k] / spoken[k] : 0;
      one.recall = support > 0 ? hit[k] / support : 0;
      one.f1 = spoken[k] + support > 0 ? 2 * hit[k] / (spoken[k] + support) : 0;
      model.macro_f1 += one.f1 / static_cast<double>(names_.size());
      hits += hit[k];
      said += spoken[k];
      true_labels += support;
    }
    model.micro_f1 = said + true_labels > 0 ? 2 * hits / (said + true_labels) : 0;
    model.accuracy = static_cast<double>(exact) / static_cast<double>(remarks_.size());
  }

  std::span<const LabelledRemark> remarks_;
  const TrainOptions& options_;
  std::map<std::string, std::uint32_t> number_;
  std::vector<std::string> names_;
  Choice choice_ = Choice::several;
  bool never_none_ = true;
  std::vector<std::vector<char>> positive_;
  TrainingSet set_;
  std::vector<float> margins_;
};

}  // namespace

TrainedLabels train_labels(const Reader& reader, std::span<const LabelledRemark> remarks,
                           const TrainOptions& options) {
  if (remarks.size() < kPairsMin) {
    fail(ErrorKind::invalid_argument,
         {"学習する言葉が足りません: {}（{}以上）",
          "too few remarks to learn from: {} (at least {})"},
         remarks.size(), kPairsMin);
  }
  return LabelTraining(reader, remarks, options).run();
}

}  // namespace mikata::text
