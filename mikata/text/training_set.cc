// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/training_set.h"

#include <algorithm>
#include <atomic>
#include <memory>

#include "mikata/base/error.h"
#include "mikata/text/parallel.h"

namespace mikata::text {
namespace {

// N-grams that only one remark has teach nothing once there are many remarks.
constexpr std::size_t kManyRemarks = 1500;

[[noreturn]] void fail_stopped() {
  fail(ErrorKind::unavailable, {"学習を中止しました", "training was stopped"});
}

// How many remarks have each n-gram, counted by several threads.
class NgramCounts {
 public:
  NgramCounts() : counts_(kFeatures) {}

  void add(const std::vector<Ngram>& ngrams) {
    std::vector<std::uint32_t> indices;
    indices.reserve(ngrams.size());
    for (const Ngram& ngram : ngrams) indices.push_back(ngram.index);
    std::ranges::sort(indices);
    const auto repeated = std::ranges::unique(indices);
    indices.erase(repeated.begin(), repeated.end());
    for (const std::uint32_t index : indices) {
      std::atomic_ref(counts_[index]).fetch_add(1, std::memory_order_relaxed);
    }
  }
  std::span<const std::uint32_t> counts() const { return counts_; }

 private:
  std::vector<std::uint32_t> counts_;
};

Linear fit_one(const TrainingSet& set, const HeadTask& task, std::size_t head,
               std::span<const std::uint32_t> chosen) {
  const std::vector<char>& positive = task.positive[head];
  double positives = 0;
  for (const std::uint32_t i : chosen) positives += positive[i];
  const std::vector<double> costs =
      task.costs(positives, static_cast<double>(chosen.size()) - positives);
  return fit_linear({.rows = set.rows,
                     .chosen = chosen,
                     .positive = positive,
                     .slots = set.vocabulary.size(),
                     .cost_positive = costs[0],
                     .cost_negative = costs[1]});
}

}  // namespace

// The n-grams are made twice: kept, those of 20,000 remarks took more than all that is learned.
TrainingSet make_training_set(const Reader& reader, std::span<const Remark* const> remarks,
                              std::span<const std::uint32_t> kinds, const TrainOptions& options) {
  constexpr std::size_t kBatch = 32;
  TrainingSet set;
  set.polarity.resize(remarks.size());
  std::vector<std::string> texts(remarks.size());
  std::vector<std::string> languages(remarks.size());
  NgramCounts counts;
  const std::size_t batches = (remarks.size() + kBatch - 1) / kBatch;
  const ParallelOptions parallel_options{.threads = options.threads, .stop = options.stop};
  const auto each = [&](std::size_t batch, const std::function<void(std::size_t)>& work) {
    const std::size_t end = std::min(remarks.size(), (batch + 1) * kBatch);
    for (std::size_t i = batch * kBatch; i < end; ++i) work(i);
  };
  const std::size_t read = parallel(batches, parallel_options, [&] {
    const auto session = std::make_shared<std::unique_ptr<ReaderSession>>(reader.session());
    return [&, session](std::size_t batch) {
      each(batch, [&](std::size_t i) {
        const Analysis analysis = (*session)->analyse(*remarks[i]);
        texts[i] = analysis.without_masked();
        languages[i] = analysis.language;
        counts.add(ngrams(texts[i], languages[i]));
        set.polarity[i] = analysis.polarity;
      });
    };
  });
  if (read < batches) fail_stopped();
  set.vocabulary =
      Vocabulary(remarks.size(), counts.counts(), remarks.size() >= kManyRemarks ? 2 : 1);
  set.rows.resize(remarks.size());
  const std::size_t made = parallel(batches, parallel_options, [&] {
    return [&](std::size_t batch) {
      each(batch, [&](std::size_t i) {
        set.rows[i] = set.vocabulary.row(ngrams(texts[i], languages[i]));
      });
    };
  });
  if (made < batches) fail_stopped();
  set.folds = folds(texts, kinds);
  return set;
}

std::vector<float> fold_margins(const TrainingSet& set, const HeadTask& task,
                                const TrainOptions& options) {
  const std::size_t heads = task.positive.size();
  std::vector<float> margins(set.rows.size() * heads, 0);
  std::vector<std::vector<std::uint32_t>> train;
  std::vector<std::vector<std::uint32_t>> held_out;
  for (std::uint8_t fold = 0; fold < kFolds; ++fold) {
    train.push_back(outside(set.folds, fold));
    held_out.push_back(inside(set.folds, fold));
  }
  const std::size_t tasks = heads * kFolds;
  ParallelOptions parallel_options{.threads = options.threads, .stop = options.stop};
  if (options.progress) {
    parallel_options.progress = [&](std::size_t done) {
      options.progress(0.85 * static_cast<double>(done) / static_cast<double>(tasks));
    };
  }
  const std::size_t done = parallel(tasks, parallel_options, [&] {
    return [&](std::size_t i) {
      const std::size_t head = i / kFolds;
      const std::size_t fold = i % kFolds;
      if (train[fold].empty()) return;
      const Linear linear = fit_one(set, task, head, train[fold]);
      for (const std::uint32_t row : held_out[fold]) {
        margins[row * heads + head] = linear.margin(set.rows[row]);
      }
    };
  });
  if (done < tasks) fail_stopped();
  return margins;
}

LinearHeads fit_final_heads(const TrainingSet& set, const HeadTask& task,
                            std::span<const std::uint32_t> kept, const TrainOptions& options) {
  const std::size_t heads = task.positive.size();
  std::vector<float> weights(set.vocabulary.size() * heads);
  std::vector<float> biases(heads);
  const ParallelOptions parallel_options{.threads = options.threads, .stop = options.stop};
  const std::size_t done = parallel(heads, parallel_options, [&] {
    return [&](std::size_t head) {
      const Linear linear = fit_one(set, task, head, kept);
      biases[head] = linear.bias;
      for (std::size_t slot = 0; slot < linear.weights.size(); ++slot) {
        weights[slot * heads + head] = linear.weights[slot];
      }
    };
  });
  if (done < heads) fail_stopped();
  return {set.vocabulary, std::move(weights), std::move(biases)};
}

}  // namespace mikata::text
