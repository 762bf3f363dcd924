// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/emotion.h"

#include <algorithm>

#include "mikata/text/embedded.h"
#include "mikata/text/explain.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

// As a pattern that means just these letters.
std::string quoted(std::string_view word) {
  std::string pattern;
  for (const char c : word) {
    if (c == '?' || c == '.' || c == '+' || c == '*' || c == '(' || c == ')') pattern += '\\';
    pattern += c;
  }
  return pattern;
}

}  // namespace

EmotionReader::EmotionReader() {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> lists;
  for_each_row(embedded("emotion_ja.tsv"), [&](const Row& row) {
    if (names.empty() || names.back() != row.cells[0]) {
      names.emplace_back(row.cells[0]);
      lists.emplace_back();
    }
    lists.back().push_back(quoted(row.cells[1]));
  });
  for (std::size_t i = 0; i < names.size(); ++i) words_.push_back({names[i], Pattern(lists[i])});
  const std::string_view bytes = embedded("emotion_en.model");
  if (!bytes.empty()) model_ = model_from_bytes(bytes).labels;
}

std::optional<Emotion> EmotionReader::read(const Analysis& analysis) const {
  if (analysis.tokens.empty()) return std::nullopt;
  if (analysis.language == "ja") return japanese(analysis);
  return analysis.language == "en" ? english(analysis) : std::nullopt;
}

// The emotion with the most expressions; of equals, the first of the list.
std::optional<Emotion> EmotionReader::japanese(const Analysis& analysis) const {
  Emotion best{.name = "neutral", .evidence = {}};
  for (const Words& one : words_) {
    std::vector<Range> found = one.pattern.find(analysis.clean.text);
    // 残念ではない shows no sadness: what the lexicon turns round is left out.
    std::erase_if(found, [&](Range range) {
      return std::ranges::any_of(analysis.hits, [&](const Hit& hit) {
        const bool touches = range.begin < hit.range.end && hit.range.begin < range.end;
        const bool glad = one.name == "joy";
        return touches && one.name != "surprise" && (glad ? hit.value < 0 : hit.value > 0);
      });
    });
    if (found.size() > best.evidence.size()) best = {one.name, std::move(found)};
  }
  return best;
}

std::optional<Emotion> EmotionReader::english(const Analysis& analysis) const {
  if (!model_) return std::nullopt;
  const std::vector<Ngram> found = ngrams(analysis.without_masked(), analysis.language);
  const SparseRow row = model_->heads.vocabulary().row(found);
  const std::vector<std::size_t> labels = model_->read(model_->heads.margins(row));
  if (labels.empty()) return std::nullopt;
  Emotion emotion{.name = model_->names[labels.front()], .evidence = {}};
  if (emotion.name == "neutral") return emotion;
  std::vector<float> direction(model_->heads.count(), 0);
  direction[labels.front()] = 1;
  emotion.evidence = explain(model_->heads, direction, {analysis.words(), found});
  return emotion;
}

}  // namespace mikata::text
