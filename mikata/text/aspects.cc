// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/aspects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace mikata::text {
namespace {

constexpr std::size_t kWordsMax = 4;
// Nouns that name nothing.
constexpr std::array<std::string_view, 24> kEmpty = {
    "こと", "もの", "ところ", "とき", "時", "ため", "よう", "方",   "ほう", "点",   "気", "感じ",
    "の",   "ん",   "人",     "私",   "僕", "自分", "今回", "前回", "次回", "以前", "今", "ただ"};

// The lists of stop words take out room and service too.
constexpr std::array<std::string_view, 64> kSmallEnglish = {
    "the",   "and",   "but",   "was",    "were",  "are",   "for",   "with",   "this",   "that",
    "these", "those", "they",  "them",   "their", "there", "then",  "than",   "you",    "your",
    "our",   "his",   "her",   "she",    "him",   "its",   "it's",  "very",   "really", "too",
    "also",  "just",  "even",  "not",    "all",   "any",   "some",  "had",    "have",   "has",
    "been",  "being", "did",   "does",   "will",  "would", "could", "should", "can",    "from",
    "into",  "about", "after", "before", "when",  "what",  "which", "who",    "how",    "why",
    "more",  "most",  "only",  "again"};

class Finder {
 public:
  explicit Finder(const Analysis& analysis) : analysis_(analysis), words_(analysis.words()) {}

  std::vector<Aspect> run() {
    for (const Clause& clause : analysis_.clauses) {
      for (const Hit& hit : analysis_.hits) {
        if (hit.range.begin < clause.range.begin || hit.range.begin >= clause.range.end) continue;
        if (hit.value != 0) take(clause, hit);
      }
    }
    std::ranges::stable_sort(found_, {}, [](const Aspect& one) { return one.range.begin; });
    return std::move(found_);
  }

 private:
  bool overlaps(Range a, Range b) const { return a.begin < b.end && b.begin < a.end; }

  bool is_noun(std::size_t i, const Hit& hit) const {
    const Token& token = words_.tokens[i];
    if (overlaps({token.begin, token.end}, hit.range)) return false;
    const bool masked = std::ranges::any_of(analysis_.masks, [&](const Mask& mask) {
      return overlaps({token.begin, token.end}, mask.range);
    });
    if (masked) return false;
    switch (token.word_class) {
      case WordClass::noun:
      case WordClass::verbal_noun:
      case WordClass::proper:
      case WordClass::organisation:
      case WordClass::place:
        return std::ranges::find(kEmpty, words_.surface(i)) == kEmpty.end();
      case WordClass::word:
        return token.lemma.size() > 2 &&
               std::ranges::find(kSmallEnglish, token.lemma) == kSmallEnglish.end() &&
               std::ranges::none_of(analysis_.hits, [&](const Hit& other) {
                 return overlaps({token.begin, token.end}, other.range);
               });
      default:
        return false;
    }
  }

  // The noun nearest to the judging word, and the nouns that stand right before it.
  void take(const Clause& clause, const Hit& hit) {
    std::optional<std::size_t> best;
    auto nearest = std::uint32_t{UINT32_MAX};
    for (std::size_t i = clause.first; i < clause.last; ++i) {
      if (!is_noun(i, hit)) continue;
      const Token& token = words_.tokens[i];
      // In Japanese what is judged comes first; what follows is farther by a word.
      const std::uint32_t away = token.begin < hit.range.begin ? hit.range.begin - token.end
                                                               : token.begin - hit.range.end + 6;
      if (away >= nearest) continue;
      nearest = away;
      best = i;
    }
    if (!best) return;
    std::size_t first = *best;
    while (first > clause.first && *best - first + 1 < kWordsMax && is_noun(first - 1, hit) &&
           words_.tokens[first].begin <= words_.tokens[first - 1].end + 1) {
      --first;
    }
    // 駐車 + 場
    std::size_t last = *best;
    while (last + 1 < clause.last && words_.tokens[last + 1].word_class == WordClass::suffix &&
           words_.tokens[last + 1].begin == words_.tokens[last].end) {
      ++last;
    }
    add({words_.tokens[first].begin, words_.tokens[last].end}, hit);
  }

  void add(Range range, const Hit& hit) {
    const double score = std::tanh(double{hit.value});
    for (Aspect& known : found_) {
      if (known.range.begin != range.begin) continue;
      if (std::abs(score) > std::abs(known.score)) known.score = score;
      known.evidence.begin = std::min(known.evidence.begin, hit.range.begin);
      known.evidence.end = std::max(known.evidence.end, hit.range.end);
      return;
    }
    found_.push_back({std::string(words_.text.substr(range.begin, range.end - range.begin)), range,
                      hit.range, score});
  }

  const Analysis& analysis_;
  Words words_;
  std::vector<Aspect> found_;
};

}  // namespace

std::vector<Aspect> aspects(const Analysis& analysis) { return Finder(analysis).run(); }

}  // namespace mikata::text
