// SPDX-License-Identifier: Apache-2.0
// Words of a comment: Japanese by MeCab, everything else by letters.
//
// A Tokenizer is shared by all threads; each thread has its own Tokens, which also holds the
// memory that is used again from comment to comment.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mikata::text {

enum class WordClass : std::uint8_t {
  noun,
  verbal_noun,  // サ変接続
  adjectival_noun,
  family_name,
  given_name,
  person,
  place,
  organisation,
  proper,
  number,
  pronoun,
  verb,
  adjective,
  adverb,
  particle,
  conjunctive_particle,  // が, けど, ので
  auxiliary,
  conjunction,
  prefix,
  suffix,
  interjection,
  symbol,
  word,  // of a language that is not analysed
};

struct Token {
  std::uint32_t begin = 0;  // bytes of the clean text
  std::uint32_t end = 0;
  WordClass word_class = WordClass::word;
  std::string_view lemma;  // base form; lives as long as the tokenizer and the text
  bool known = false;      // the dictionary has it
};

class Tokenizer {
 public:
  // "" is Debian's ipadic in UTF-8. Fails with unavailable when the dictionary cannot be opened.
  explicit Tokenizer(const std::string& dictionary = "");
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  class Session;
  // For one thread.
  std::unique_ptr<Session> session() const;

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

class Tokenizer::Session {
 public:
  explicit Session(const Model& model);
  ~Session();
  // Words of clean Japanese text, in order. Valid until the next call. Works in pieces, so that
  // memory does not grow with the comment.
  const std::vector<Token>& japanese(std::string_view text);
  // Runs of letters, digits and apostrophes; every other visible character is a symbol.
  const std::vector<Token>& words(std::string_view text);

 private:
  void add_piece(std::string_view text, std::size_t at, std::size_t size);

  struct Lattice;
  std::unique_ptr<Lattice> lattice_;
  std::vector<Token> tokens_;
};

}  // namespace mikata::text
