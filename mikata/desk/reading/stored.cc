// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/stored.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "mikata/base/json.h"

namespace mikata::reading {
namespace {

// Fills one table's batch row by row, by the names of the columns.
class Rows {
 public:
  explicit Rows(std::size_t rows) {
    batch_.table = find_fact_table("readings");
    batch_.rows = rows;
    batch_.source = "mikata";
    batch_.properties.resize(rows);
    batch_.columns.resize(batch_.table->columns.size());
    for (std::size_t i = 0; i < batch_.columns.size(); ++i) {
      BatchColumn& column = batch_.columns[i];
      column.valid.assign(rows, 0);
      switch (batch_.table->columns[i].type) {
        case FactType::text:
          column.texts.resize(rows);
          break;
        case FactType::real:
          column.reals.resize(rows);
          break;
        default:
          column.integers.resize(rows);
      }
    }
  }
  void text(std::size_t row, std::string_view name, std::string value) {
    BatchColumn& column = at(row, name);
    column.texts[row] = std::move(value);
  }
  void real(std::size_t row, std::string_view name, double value) {
    at(row, name).reals[row] = value;
  }
  void integer(std::size_t row, std::string_view name, std::int64_t value) {
    at(row, name).integers[row] = value;
  }
  Batch take() { return std::move(batch_); }

 private:
  BatchColumn& at(std::size_t row, std::string_view name) {
    BatchColumn& column = batch_.columns[*batch_.table->find(name)];
    column.valid[row] = 1;
    return column;
  }
  Batch batch_;
};

// Three digits say all there is, and the same on every machine.
double rounded(double value) { return std::round(value * 1000) / 1000 + 0.0; }

// The masked text has "[phone]" where the input had a number: places behind it move.
class MaskedPlaces {
 public:
  explicit MaskedPlaces(const std::vector<text::MaskedSpan>& masks) : masks_(masks) {}

  std::uint32_t start(std::uint32_t place) const { return move(place, Side::begin); }
  std::uint32_t end(std::uint32_t place) const { return move(place, Side::end); }

 private:
  enum class Side { begin, end };
  std::uint32_t move(std::uint32_t place, Side side) const {
    std::int64_t shift = 0;
    for (const text::MaskedSpan& mask : masks_) {
      if (mask.span.start >= place) break;
      const auto length = static_cast<std::int64_t>(std::string_view(mask_name(mask.kind)).size());
      if (mask.span.end > place) {  // inside: all of the bracket counts
        const std::int64_t begin = mask.span.start + shift;
        return static_cast<std::uint32_t>(side == Side::begin ? begin : begin + length + 2);
      }
      shift += length + 2 - static_cast<std::int64_t>(mask.span.end - mask.span.start);
    }
    return static_cast<std::uint32_t>(place + shift);
  }
  const std::vector<text::MaskedSpan>& masks_;
};

char tone_mark(text::Label tone) {
  return tone == text::Label::positive ? '+' : tone == text::Label::negative ? '-' : ' ';
}

std::string evidence_text(const text::Reading& reading) {
  nlohmann::json list = nlohmann::json::array();
  for (const StoredEvidence& one : masked_evidence(reading)) {
    list.push_back({one.start, one.end, one.of});
  }
  return list.dump();
}

}  // namespace

void join_learned_themes(text::Reading& reading) {
  for (const std::string& name : reading.labels) {
    if (std::ranges::find(reading.themes, name) != reading.themes.end()) continue;
    reading.themes.push_back(name);
    reading.tones.push_back(reading.sentiment.label);
  }
}

std::string words_of(const text::Reading& reading) {
  std::string words;
  for (const char c : reading.clean) {
    if (c != '\x01') {
      words += c;
    } else if (words.empty() || words.back() != ' ') {
      words += ' ';
    }
  }
  return words;
}

std::string themes_text(const std::vector<std::string>& names,
                        const std::vector<text::Label>& tones) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!text.empty()) text += ' ';
    text += names[i];
    const char mark = tone_mark(tones.at(i));
    if (mark != ' ') text += mark;
  }
  return text;
}

std::vector<StoredEvidence> masked_evidence(const text::Reading& reading) {
  const MaskedPlaces places(reading.masks);
  std::vector<StoredEvidence> found;
  for (const text::Evidence& one : reading.evidence) {
    if (one.of == "emotion") continue;
    const bool feeling = one.of == "sentiment";
    found.push_back({places.start(one.span.start), places.end(one.span.end),
                     feeling ? (reading.sentiment.score < 0 ? "negative" : "positive") : one.of});
  }
  return found;
}

void StoredReading::take(text::Reading reading) {
  join_learned_themes(reading);
  themes = themes_text(reading.themes, reading.tones);
  words = words_of(reading);
  evidence = evidence_text(reading);
  sentiment = reading.sentiment;
  language = std::move(reading.language);
  emotion = std::move(reading.emotion);
  masked = std::move(reading.masked);
}

Batch readings_batch(std::vector<StoredReading> readings, const std::string& version) {
  Rows rows(readings.size());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    StoredReading& one = readings[i];
    rows.text(i, "voice_id", std::move(one.voice_id));
    rows.text(i, "reader_version", version);
    rows.integer(i, "voice_seq", one.answer_no);
    rows.text(i, "language", std::move(one.language));
    rows.text(i, "label", label_name(one.sentiment.label));
    rows.real(i, "sentiment", rounded(one.sentiment.score));
    rows.real(i, "confidence", rounded(one.sentiment.confidence));
    rows.text(i, "themes", std::move(one.themes));
    if (one.emotion) rows.text(i, "emotion", std::move(*one.emotion));
    if (one.words != one.masked) rows.text(i, "words", std::move(one.words));
    rows.text(i, "masked_text", std::move(one.masked));
    rows.text(i, "evidence", std::move(one.evidence));
    if (one.alike) rows.integer(i, "alike", *one.alike);
  }
  return rows.take();
}

Batch corrections_batch(std::span<const StoredCorrection> corrections) {
  Rows rows(corrections.size());
  for (std::size_t i = 0; i < corrections.size(); ++i) {
    const auto& [correction, label] = corrections[i];
    rows.text(i, "voice_id", correction.voice_id);
    rows.text(i, "reader_version", "person");
    if (correction.label) {
      // A person says which way, not how far.
      constexpr double kFar = 0.75;
      rows.text(i, "label", *correction.label);
      rows.real(i, "sentiment", kFar * (static_cast<double>(label) - 1));
    }
    if (correction.themes) {
      rows.text(i, "themes",
                themes_text(*correction.themes,
                            std::vector<text::Label>(correction.themes->size(), label)));
    }
  }
  return rows.take();
}

std::optional<text::Label> parse_label(std::string_view name) {
  for (const auto label : {text::Label::negative, text::Label::neutral, text::Label::positive}) {
    if (name == label_name(label)) return label;
  }
  return std::nullopt;
}

std::string new_append_id(std::string_view what) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return fmt::format("{}-{}", what,
                     std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

}  // namespace mikata::reading
