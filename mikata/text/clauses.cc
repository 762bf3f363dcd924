// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/clauses.h"

#include <algorithm>
#include <array>

namespace mikata::text {
namespace {

enum class Cut { none, clause, contrast_after, contrast_before, sentence };

constexpr std::array<std::string_view, 8> kJapaneseContrast = {
    "が", "けど", "けれど", "けれども", "けども", "のに", "ものの", "ながら"};
constexpr std::array<std::string_view, 3> kJapaneseJoin = {"し", "ので", "から"};
constexpr std::array<std::string_view, 9> kJapaneseBut = {
    "しかし", "でも", "ただ", "ただし", "だが", "ところが", "なのに", "けど", "しかしながら"};
constexpr std::array<std::string_view, 8> kEnglishBut = {
    "but", "however", "though", "although", "whereas", "yet", "except", "unfortunately"};
constexpr std::array<std::string_view, 7> kEnds = {"。", "!", "?", "\n", "!?", "♪", "．"};

// A full stop ends a sentence unless it stands in a number or a name: 4.5, example.com.
bool is_end(const Words& words, std::size_t i) {
  const std::string_view surface = words.surface(i);
  if (surface == ".") {
    const std::size_t end = words.tokens[i].end;
    return end >= words.text.size() || words.text[end] == ' ' || words.text[end] == '\n';
  }
  return is_one_of(kEnds, surface) || surface.find("。") != surface.npos;
}

// What token `i` does: an end belongs to what it ends, a "but" to what it begins.
Cut cut_at(const Words& words, std::size_t i) {
  const Token& token = words.tokens[i];
  if (is_end(words, i)) return Cut::sentence;
  if (words.language == "ja") {
    if (token.word_class == WordClass::conjunctive_particle) {
      if (is_one_of(kJapaneseContrast, token.lemma)) return Cut::contrast_after;
      if (is_one_of(kJapaneseJoin, token.lemma)) return Cut::clause;
    }
    if (token.word_class == WordClass::conjunction && is_one_of(kJapaneseBut, token.lemma)) {
      return Cut::contrast_before;
    }
    return Cut::none;
  }
  if (is_one_of(kEnglishBut, token.lemma)) return Cut::contrast_before;
  return token.lemma == "," || token.lemma == ";" ? Cut::clause : Cut::none;
}

class Cutter {
 public:
  explicit Cutter(const Words& words) : words_(words) {}

  std::vector<Clause> run() {
    for (std::uint32_t i = 0; i < words_.tokens.size(); ++i) {
      if (i > 0 && words_.text
                           .substr(words_.tokens[i - 1].end,
                                   words_.tokens[i].begin - words_.tokens[i - 1].end)
                           .find('\n') != std::string_view::npos) {
        close(i);
        begin_sentence();
      }
      step(i);
    }
    close(static_cast<std::uint32_t>(words_.tokens.size()));
    return std::move(found_);
  }

 private:
  void step(std::uint32_t i) {
    switch (cut_at(words_, i)) {
      case Cut::none:
        return;
      case Cut::clause:
        return close(i + 1);
      case Cut::contrast_after:
        close(i + 1);
        return turn();
      case Cut::contrast_before:
        close(i);
        return turn();
      case Cut::sentence:
        close(i + 1);
        return begin_sentence();
    }
  }

  void close(std::uint32_t end) {
    if (end <= first_) return;
    found_.push_back({{words_.tokens[first_].begin, words_.tokens[end - 1].end},
                      first_,
                      end,
                      sentence_,
                      turned_ ? Turn::here : Turn::none});
    first_ = end;
  }

  // Everything before in this sentence is what is turned against.
  void turn() {
    for (std::size_t k = found_.size(); k > 0 && found_[k - 1].sentence == sentence_; --k) {
      found_[k - 1].turn = Turn::away;
    }
    turned_ = true;
  }

  void begin_sentence() {
    ++sentence_;
    turned_ = false;
  }

  const Words& words_;
  std::vector<Clause> found_;
  std::uint32_t first_ = 0;
  std::uint32_t sentence_ = 0;
  bool turned_ = false;
};

}  // namespace

std::vector<Clause> clauses(const Words& words) { return Cutter(words).run(); }

}  // namespace mikata::text
