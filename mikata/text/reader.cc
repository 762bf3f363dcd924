// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/reader.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "mikata/text/clauses.h"
#include "mikata/text/language.h"
#include "mikata/text/lexicon.h"
#include "mikata/text/themes.h"

namespace mikata::text {
namespace {

// Of one comment, each theme and the sentiment show at most this many spans.
constexpr std::size_t kEvidenceMax = 20;

}  // namespace

struct Reader::Parts {
  explicit Parts(const ReaderOptions& options)
      : tokenizer(options.dictionary),
        language(english.vocabulary()),
        masker(options.deny_list),
        themes(options.themes_toml) {}

  Tokenizer tokenizer;
  JapaneseLexicon japanese;
  EnglishLexicon english;
  LanguageGuess language;
  Masker masker;
  Themes themes;
};

Reader::Reader(const ReaderOptions& options) : parts_(std::make_unique<Parts>(options)) {}
Reader::~Reader() = default;

std::unique_ptr<ReaderSession> Reader::session() const {
  return std::make_unique<ReaderSession>(*this);
}

ReaderSession::ReaderSession(const Reader& reader)
    : reader_(reader), tokenizer_(reader.parts_->tokenizer.session()) {}
ReaderSession::~ReaderSession() = default;

Reading ReaderSession::read(const Remark& remark) {
  const Reader::Parts& parts = *reader_.parts_;
  const CleanText clean_text = clean(remark.text);
  Reading reading;
  reading.language =
      remark.language.empty() ? std::string(parts.language.of(clean_text.text)) : remark.language;
  const bool japanese = reading.language == "ja";
  const std::vector<Token>& tokens =
      japanese ? tokenizer_->japanese(clean_text.text) : tokenizer_->words(clean_text.text);
  const Words words{clean_text.text, tokens, reading.language};

  const std::vector<Mask> masks = parts.masker.find({clean_text, tokens, reading.language});
  reading.masked = masked_input(clean_text, masks);
  for (const Mask& mask : masks) {
    reading.masks.push_back({clean_text.span(mask.range.begin, mask.range.end), mask.kind});
  }

  // Other languages have no lexicon here; a few words in unknown letters are tried as English.
  const bool english = reading.language == "en" || reading.language == "und";
  const std::vector<Hit> hits = japanese  ? parts.japanese.hits(words)
                                : english ? parts.english.hits(words)
                                          : std::vector<Hit>();
  const std::vector<Clause> cut = clauses(words);
  reading.sentiment = cold_sentiment(polarity_features(words, hits, cut));
  for (const Hit& hit : hits) {
    const bool agrees = (hit.value > 0) == (reading.sentiment.score > 0);
    if (hit.value == 0 || !agrees || reading.evidence.size() >= kEvidenceMax) continue;
    reading.evidence.push_back({clean_text.span(hit.range.begin, hit.range.end), "sentiment"});
  }

  std::size_t shown = 0;
  for (const ThemeHit& hit : parts.themes.hits(clean_text.text, reading.language)) {
    const std::string& name = parts.themes.themes()[hit.theme].name;
    if (reading.themes.empty() || reading.themes.back() != name) {
      reading.themes.push_back(name);
      shown = 0;
    }
    if (shown++ >= kEvidenceMax) continue;
    reading.evidence.push_back({clean_text.span(hit.range.begin, hit.range.end), name});
  }
  return reading;
}

std::vector<Reading> read_all(const Reader& reader, std::span<const Remark> remarks,
                              const ReadAllOptions& options) {
  constexpr std::size_t kBatch = 64;
  std::vector<Reading> readings(remarks.size());
  std::vector<char> done((remarks.size() + kBatch - 1) / kBatch, 0);
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> count = 0;
  std::mutex mutex;
  std::exception_ptr error;
  const auto work = [&](unsigned number) {
    try {
      const std::unique_ptr<ReaderSession> session = reader.session();
      for (std::size_t batch = next++; batch < done.size(); batch = next++) {
        if (options.stop.stop_requested()) return;
        const std::size_t end = std::min(remarks.size(), (batch + 1) * kBatch);
        for (std::size_t i = batch * kBatch; i < end; ++i) readings[i] = session->read(remarks[i]);
        done[batch] = 1;
        count += end - batch * kBatch;
        if (number == 0 && options.progress) options.progress(count);
      }
    } catch (...) {
      const std::scoped_lock lock(mutex);
      if (error == nullptr) error = std::current_exception();
      next = done.size();
    }
  };
  const unsigned wanted =
      options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  const auto threads = static_cast<unsigned>(
      std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, done.size())));
  {
    std::vector<std::jthread> others;
    for (unsigned number = 1; number < threads; ++number) others.emplace_back(work, number);
    work(0);
  }
  if (error != nullptr) std::rethrow_exception(error);
  const auto open = std::ranges::find(done, 0);
  readings.resize(std::min(remarks.size(), static_cast<std::size_t>(open - done.begin()) * kBatch));
  return readings;
}

}  // namespace mikata::text
