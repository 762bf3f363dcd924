// SPDX-License-Identifier: Apache-2.0
// One comment -> one reading. The way in to this room.
//
// A Reader holds what is shared (dictionaries, lexicons, themes, a trained model) and never
// changes, so that any number of threads may use it; a ReaderSession belongs to one thread. The
// same comment gives the same reading on every run and with any number of threads.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/text/analysis.h"
#include "mikata/text/mask.h"
#include "mikata/text/model.h"
#include "mikata/text/normalize.h"
#include "mikata/text/polarity.h"
#include "mikata/text/themes.h"

namespace mikata::text {

struct Remark {
  std::string text;
  std::string language = {};  // "ja", "en" ...; "": it is guessed
  // What is known already, and then not read from the words: out of fold, or told by a person.
  std::optional<Sentiment> sentiment = {};
};

struct MaskedSpan {
  Span span;
  MaskKind kind = MaskKind::name;
};

// Words of the comment that a part of the reading rests on.
struct Evidence {
  Span span;
  std::string of;  // "sentiment", "emotion", or the name of a theme or label
};

struct Reading {
  std::string language;
  Sentiment sentiment;
  std::vector<std::string> themes;
  std::vector<Label> tones;  // of each theme: how the words about it judge
  std::vector<std::string> labels;
  std::optional<std::string> emotion;
  std::string masked;
  std::string clean;  // what is searched and compared: the clean text, \x01 for masked bytes
  std::vector<MaskedSpan> masks;
  std::vector<Evidence> evidence;
};

struct ReaderOptions {
  std::string dictionary = {};              // MeCab's; "": Debian's ipadic in UTF-8
  std::string themes_toml = {};             // text of a themes file; "": the built-in themes
  std::vector<std::string> deny_list = {};  // words that are always masked
  Model model = {};                         // what was learned from the ratings of the company
};

class ReaderSession;

class Reader {
 public:
  // Fails with unavailable when MeCab's dictionary is missing, invalid_argument on a bad themes
  // file.
  explicit Reader(const ReaderOptions& options = {});
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::unique_ptr<ReaderSession> session() const;
  const std::vector<Theme>& themes() const;

 private:
  friend class ReaderSession;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

class ReaderSession {
 public:
  explicit ReaderSession(const Reader& reader);
  ~ReaderSession();
  Reading read(const Remark& remark);
  // The sentiment alone, from a model that does without the lexicon at several times the speed;
  // nothing is masked on the way, so keep nothing but the number.
  Sentiment read_sentiment(const Remark& remark);
  Analysis analyse(const Remark& remark);

 private:
  void add_sentiment(const Analysis& analysis, const std::optional<Sentiment>& known,
                     Reading& reading) const;
  void add_themes(const Analysis& analysis, Reading& reading) const;
  void add_tones(const Analysis& analysis, const std::vector<ThemeHit>& hits,
                 Reading& reading) const;
  void add_labels(const Analysis& analysis, Reading& reading) const;
  void add_emotion(const Analysis& analysis, Reading& reading) const;

  const Reader& reader_;
  std::unique_ptr<Tokenizer::Session> tokenizer_;
};

struct ReadAllOptions {
  unsigned threads = 0;  // 0: as many as the machine has
  // Called from the calling thread with the number done so far.
  std::function<void(std::size_t)> progress = {};
  std::stop_token stop = {};
};

// Gives the reading of each remark to `take` with its number, from several threads at once. Returns
// how many of the first were read before it was stopped. An error of one thread is thrown here.
std::size_t read_each(const Reader& reader, std::span<const Remark> remarks,
                      const ReadAllOptions& options,
                      const std::function<void(std::size_t, Reading)>& take);
// Readings in the order of the remarks; when stopped, those before the first that was not read.
std::vector<Reading> read_all(const Reader& reader, std::span<const Remark> remarks,
                              const ReadAllOptions& options = {});

}  // namespace mikata::text
