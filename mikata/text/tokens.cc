// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/tokens.h"

#include <mecab.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"

namespace mikata::text {
namespace {

constexpr std::size_t kPieceBytes = 3000;
constexpr const char* kIpadic = "/var/lib/mecab/dic/ipadic-utf8";

struct Rule {
  std::string_view prefix;
  WordClass word_class;
};

// The first that fits; the part of speech as ipadic and naist-jdic write it.
constexpr std::array kRules = {
    Rule{"名詞,固有名詞,人名,姓", WordClass::family_name},
    Rule{"名詞,固有名詞,人名,名", WordClass::given_name},
    Rule{"名詞,固有名詞,人名", WordClass::person},
    Rule{"名詞,固有名詞,地域", WordClass::place},
    Rule{"名詞,固有名詞,組織", WordClass::organisation},
    Rule{"名詞,固有名詞", WordClass::proper},
    Rule{"名詞,サ変接続", WordClass::verbal_noun},
    Rule{"名詞,形容動詞語幹", WordClass::adjectival_noun},
    Rule{"名詞,数", WordClass::number},
    Rule{"名詞,代名詞", WordClass::pronoun},
    Rule{"名詞,接尾", WordClass::suffix},
    Rule{"名詞", WordClass::noun},
    Rule{"動詞", WordClass::verb},
    Rule{"形容詞", WordClass::adjective},
    Rule{"副詞", WordClass::adverb},
    Rule{"連体詞", WordClass::adverb},
    Rule{"助詞,接続助詞", WordClass::conjunctive_particle},
    Rule{"助詞", WordClass::particle},
    Rule{"助動詞", WordClass::auxiliary},
    Rule{"接続詞", WordClass::conjunction},
    Rule{"接頭詞", WordClass::prefix},
    Rule{"感動詞", WordClass::interjection},
    Rule{"フィラー", WordClass::interjection},
};

WordClass class_of(std::string_view feature) {
  const auto found = std::ranges::find_if(
      kRules, [&](const Rule& rule) { return feature.starts_with(rule.prefix); });
  return found == kRules.end() ? WordClass::symbol : found->word_class;
}

// The seventh cell of a feature; empty or * when the dictionary does not say.
std::string_view lemma_of(std::string_view feature) {
  for (int i = 0; i < 6; ++i) {
    const std::size_t comma = feature.find(',');
    if (comma == feature.npos) return {};
    feature.remove_prefix(comma + 1);
  }
  const std::string_view lemma = feature.substr(0, feature.find(','));
  return lemma == "*" ? std::string_view() : lemma;
}

bool is_inner_byte(char c) { return (c & 0xC0) == 0x80; }

// A good place to cut within the first kPieceBytes: after a sentence, else between characters.
std::size_t piece_size(std::string_view text) {
  if (text.size() <= kPieceBytes) return text.size();
  const std::string_view head = text.substr(0, kPieceBytes);
  for (const std::string_view mark : {"。", "\n", "、", " "}) {
    const std::size_t at = head.rfind(mark);
    if (at != head.npos && at > kPieceBytes / 4) return at + mark.size();
  }
  std::size_t size = kPieceBytes;
  while (is_inner_byte(text[size])) --size;
  return size;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// The dictionary takes signs that it does not know for nouns.
bool is_symbol(std::string_view surface) {
  return std::ranges::all_of(surface,
                             [](char c) {
                               const auto byte = static_cast<unsigned char>(c);
                               return byte < 0x80 && !is_ascii_letter(c);
                             }) ||
         surface.starts_with('\xE2') || surface.starts_with('\xF0');
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' ||
         (static_cast<unsigned char>(c) >= 0xC3 && static_cast<unsigned char>(c) < 0xEF &&
          static_cast<unsigned char>(c) != 0xE2);
}

}  // namespace

struct Tokenizer::Model {
  std::unique_ptr<MeCab::Model> model;
  std::unique_ptr<MeCab::Tagger> tagger;
};

struct Tokenizer::Session::Lattice {
  const MeCab::Tagger& tagger;
  std::unique_ptr<MeCab::Lattice> lattice;
};

Tokenizer::Tokenizer(const std::string& dictionary) : model_(std::make_unique<Model>()) {
  const std::string folder = dictionary.empty() ? kIpadic : dictionary;
  std::vector<std::string> words{"mecab", "-r", "/dev/null", "-d", folder};
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  model_->model.reset(MeCab::createModel(static_cast<int>(pointers.size()), pointers.data()));
  if (model_->model == nullptr) {
    fail(ErrorKind::unavailable,
         {"MeCab の辞書を開けません: {}（{}）", "MeCab dictionary cannot be opened: {} ({})"},
         folder,
         dictionary.empty() ? "install mecab-ipadic-utf8"
                            : "a folder with dicrc, sys.dic and the rest is expected");
  }
  const std::string_view charset = model_->model->dictionary_info()->charset;
  if (charset != "UTF-8" && charset != "utf8" && charset != "UTF8" && charset != "utf-8") {
    fail(ErrorKind::unavailable,
         {"MeCab の辞書が UTF-8 ではありません: {} は {} です（-t utf-8 "
          "で作った辞書を使ってください）",
          "MeCab dictionary is not in UTF-8: {} is in {} (use one compiled with -t utf-8)"},
         folder, charset);
  }
  model_->tagger.reset(model_->model->createTagger());
}

Tokenizer::~Tokenizer() = default;

std::unique_ptr<Tokenizer::Session> Tokenizer::session() const {
  return std::make_unique<Session>(*model_);
}

Tokenizer::Session::Session(const Model& model)
    : lattice_(std::make_unique<Lattice>(
          *model.tagger, std::unique_ptr<MeCab::Lattice>(model.model->createLattice()))) {}

Tokenizer::Session::~Session() = default;

void Tokenizer::Session::add_piece(std::string_view text, std::size_t at, std::size_t size) {
  MeCab::Lattice& lattice = *lattice_->lattice;
  lattice.set_sentence(text.data() + at, size);
  if (!lattice_->tagger.parse(&lattice)) return;
  for (const MeCab::Node* node = lattice.bos_node()->next; node->next != nullptr;
       node = node->next) {
    const auto begin = static_cast<std::uint32_t>(node->surface - text.data());
    const std::uint32_t end = begin + node->length;
    std::string_view lemma = lemma_of(node->feature);
    if (lemma.empty()) lemma = text.substr(begin, node->length);
    const bool symbol = is_symbol(text.substr(begin, node->length));
    tokens_.push_back({begin, end, symbol ? WordClass::symbol : class_of(node->feature), lemma,
                       node->stat != MECAB_UNK_NODE});
  }
}

const std::vector<Token>& Tokenizer::Session::japanese(std::string_view text) {
  tokens_.clear();
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = piece_size(text.substr(at));
    add_piece(text, at, size);
    at += size;
  }
  return tokens_;
}

const std::vector<Token>& Tokenizer::Session::words(std::string_view text) {
  tokens_.clear();
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t begin = i;
    const bool word = is_word_byte(text[i]);
    if (word) {
      while (i < text.size() && (is_word_byte(text[i]) || is_inner_byte(text[i]))) ++i;
    } else {
      ++i;
      while (i < text.size() && is_inner_byte(text[i])) ++i;
    }
    if (text[begin] == ' ' || text[begin] == '\n') continue;
    tokens_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i),
                       word ? WordClass::word : WordClass::symbol, text.substr(begin, i - begin),
                       false});
  }
  return tokens_;
}

}  // namespace mikata::text
