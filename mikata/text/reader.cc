// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/reader.h"

#include <algorithm>
#include <memory>

#include "mikata/text/clauses.h"
#include "mikata/text/emotion.h"
#include "mikata/text/explain.h"
#include "mikata/text/language.h"
#include "mikata/text/lexicon.h"
#include "mikata/text/parallel.h"

namespace mikata::text {
namespace {

// Of one comment, each theme and the sentiment show at most this many spans.
constexpr std::size_t kEvidenceMax = 20;

}  // namespace

struct Reader::Parts {
  explicit Parts(const ReaderOptions& options)
      : model(options.model),
        tokenizer(options.dictionary),
        masker(options.deny_list),
        themes(options.themes_toml) {}

  Model model;
  Tokenizer tokenizer;
  JapaneseLexicon japanese;
  EnglishLexicon english;
  LanguageGuess language;
  Masker masker;
  Themes themes;
  EmotionReader emotion;
};

Reader::Reader(const ReaderOptions& options) : parts_(std::make_unique<Parts>(options)) {}
Reader::~Reader() = default;

std::unique_ptr<ReaderSession> Reader::session() const {
  return std::make_unique<ReaderSession>(*this);
}

ReaderSession::ReaderSession(const Reader& reader)
    : reader_(reader), tokenizer_(reader.parts_->tokenizer.session()) {}
ReaderSession::~ReaderSession() = default;

const std::vector<Theme>& Reader::themes() const { return parts_->themes.themes(); }

std::string Analysis::without_masked() const {
  std::string text = clean.text;
  for (const Mask& mask : masks) {
    std::fill(text.begin() + mask.range.begin, text.begin() + mask.range.end, '\x01');
  }
  return text;
}

Analysis ReaderSession::analyse(const Remark& remark) {
  const Reader::Parts& parts = *reader_.parts_;
  Analysis analysis;
  analysis.clean = clean(remark.text);
  analysis.language = remark.language;
  const std::string& text = analysis.clean.text;
  if (analysis.language.empty()) analysis.language = parts.language.of(text);
  const bool japanese = analysis.language == "ja";
  analysis.tokens = japanese ? tokenizer_->japanese(text) : tokenizer_->words(text);
  analysis.masks = parts.masker.find({analysis.clean, analysis.tokens, analysis.language});
  // Other languages have no lexicon here; a few words in unknown letters are tried as English.
  if (japanese) {
    analysis.hits = parts.japanese.hits(analysis.words());
  } else if (analysis.language == "en" || analysis.language == "und") {
    analysis.hits = parts.english.hits(analysis.words());
  }
  analysis.clauses = clauses(analysis.words());
  analysis.polarity = polarity_features(analysis.words(), analysis.hits, analysis.clauses);
  return analysis;
}

Reading ReaderSession::read(const Remark& remark) {
  const Analysis analysis = analyse(remark);
  Reading reading;
  reading.language = analysis.language;
  reading.masked = masked_input(analysis.clean, analysis.masks);
  reading.clean = analysis.without_masked();
  for (const Mask& mask : analysis.masks) {
    reading.masks.push_back({analysis.clean.span(mask.range.begin, mask.range.end), mask.kind});
  }
  add_sentiment(analysis, remark.sentiment, reading);
  add_themes(analysis, reading);
  add_labels(analysis, reading);
  add_emotion(analysis, reading);
  return reading;
}

Sentiment ReaderSession::read_sentiment(const Remark& remark) {
  const std::optional<SentimentModel>& model = reader_.parts_->model.sentiment;
  if (!model || model->source != Source::text) return read(remark).sentiment;
  const CleanText text = clean(remark.text);
  const std::string_view language = remark.language.empty() ? reader_.parts_->language.of(text.text)
                                                            : std::string_view(remark.language);
  const SparseRow row = model->heads.vocabulary().row(ngrams(text.text, language));
  return model->read(model->heads.margins(row), {});
}

void ReaderSession::add_sentiment(const Analysis& analysis, const std::optional<Sentiment>& known,
                                  Reading& reading) const {
  const std::optional<SentimentModel>& model = reader_.parts_->model.sentiment;
  std::vector<Range> ranges;
  if (model) {
    const std::vector<Ngram> found = ngrams(analysis.without_masked(), analysis.language);
    const SparseRow row = model->heads.vocabulary().row(found);
    reading.sentiment = known ? *known : model->read(model->heads.margins(row), analysis.polarity);
    if (model->source != Source::lexicon && !row.slots.empty()) {
      ranges = explain(model->heads, sentiment_direction(*model, reading.sentiment.score),
                       {analysis.words(), found});
    }
  } else {
    reading.sentiment = known ? *known : cold_sentiment(analysis.polarity);
  }
  for (const Hit& hit : analysis.hits) {
    const bool agrees = (hit.value > 0) == (reading.sentiment.score > 0);
    if (hit.value != 0 && agrees) ranges.push_back(hit.range);
  }
  for (const Range range : merged(std::move(ranges), kEvidenceMax)) {
    reading.evidence.push_back({analysis.clean.span(range.begin, range.end), "sentiment"});
  }
}

void ReaderSession::add_themes(const Analysis& analysis, Reading& reading) const {
  const Reader::Parts& parts = *reader_.parts_;
  std::size_t shown = 0;
  const std::vector<ThemeHit> hits = parts.themes.hits(analysis.clean.text, analysis.language);
  for (const ThemeHit& hit : hits) {
    const std::string& name = parts.themes.themes()[hit.theme].name;
    if (reading.themes.empty() || reading.themes.back() != name) {
      reading.themes.push_back(name);
      shown = 0;
    }
    if (shown++ >= kEvidenceMax) continue;
    reading.evidence.push_back({analysis.clean.span(hit.range.begin, hit.range.end), name});
  }
  add_tones(analysis, hits, reading);
}

// A remark of one theme judges that theme. Of several, each is judged by the words in the clauses
// that speak of it; where those say nothing, by the whole.
void ReaderSession::add_tones(const Analysis& analysis, const std::vector<ThemeHit>& hits,
                              Reading& reading) const {
  reading.tones.assign(reading.themes.size(), reading.sentiment.label);
  if (reading.themes.size() < 2) return;
  const auto within = [](Range part, Range whole) {
    return part.begin >= whole.begin && part.begin < whole.end;
  };
  std::size_t place = 0;
  for (std::size_t i = 0; i < hits.size(); ++place) {
    float sum = 0;
    const std::size_t theme = hits[i].theme;
    std::size_t seen = analysis.clauses.size();  // a clause speaks of a theme once
    for (; i < hits.size() && hits[i].theme == theme; ++i) {
      const auto clause = std::ranges::find_if(
          analysis.clauses, [&](const Clause& one) { return within(hits[i].range, one.range); });
      const auto at = static_cast<std::size_t>(clause - analysis.clauses.begin());
      if (clause == analysis.clauses.end() || at == seen) continue;
      seen = at;
      for (const Hit& hit : analysis.hits) sum += within(hit.range, clause->range) ? hit.value : 0;
    }
    if (sum != 0) reading.tones[place] = sum > 0 ? Label::positive : Label::negative;
  }
}

void ReaderSession::add_labels(const Analysis& analysis, Reading& reading) const {
  const std::optional<LabelModel>& model = reader_.parts_->model.labels;
  if (!model) return;
  const std::vector<Ngram> found = ngrams(analysis.without_masked(), analysis.language);
  const SparseRow row = model->heads.vocabulary().row(found);
  for (const std::size_t label : model->read(model->heads.margins(row))) {
    reading.labels.push_back(model->names[label]);
    std::vector<float> direction(model->heads.count(), 0);
    direction[label] = 1;
    for (const Range range : explain(model->heads, direction, {analysis.words(), found})) {
      reading.evidence.push_back(
          {analysis.clean.span(range.begin, range.end), model->names[label]});
    }
  }
}

void ReaderSession::add_emotion(const Analysis& analysis, Reading& reading) const {
  const std::optional<Emotion> emotion = reader_.parts_->emotion.read(analysis);
  if (!emotion) return;
  reading.emotion = emotion->name;
  for (const Range range : merged(emotion->evidence, kEvidenceMax)) {
    reading.evidence.push_back({analysis.clean.span(range.begin, range.end), "emotion"});
  }
}

std::size_t read_each(const Reader& reader, std::span<const Remark> remarks,
                      const ReadAllOptions& options,
                      const std::function<void(std::size_t, Reading)>& take) {
  constexpr std::size_t kBatch = 64;
  ParallelOptions parallel_options{.threads = options.threads, .stop = options.stop};
  if (options.progress) {
    parallel_options.progress = [&](std::size_t batches) {
      options.progress(std::min(batches * kBatch, remarks.size()));
    };
  }
  const std::size_t done = parallel((remarks.size() + kBatch - 1) / kBatch, parallel_options, [&] {
    // Worker is copied into a std::function, which asks for what can be copied.
    const auto session = std::make_shared<std::unique_ptr<ReaderSession>>(reader.session());
    return [&, session](std::size_t batch) {
      const std::size_t end = std::min(remarks.size(), (batch + 1) * kBatch);
      for (std::size_t i = batch * kBatch; i < end; ++i) take(i, (*session)->read(remarks[i]));
    };
  });
  return std::min(remarks.size(), done * kBatch);
}

std::vector<Reading> read_all(const Reader& reader, std::span<const Remark> remarks,
                              const ReadAllOptions& options) {
  std::vector<Reading> readings(remarks.size());
  readings.resize(read_each(reader, remarks, options, [&](std::size_t i, Reading reading) {
    readings[i] = std::move(reading);
  }));
  return readings;
}

}  // namespace mikata::text
