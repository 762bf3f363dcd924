// SPDX-License-Identifier: Apache-2.0
// A reading as it is stored: rows of the table `readings`. Only masked text is derived from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/batch.h"
#include "mikata/store/desk.h"
#include "mikata/text/reader.h"

namespace mikata::reading {

// What was learned of themes from corrections joins what the patterns found.
void join_learned_themes(text::Reading& reading);

// The clean text with a blank for what is masked.
std::string words_of(const text::Reading& reading);

// "price- service+ quality": each name with how the words about it judge (insights/remarks.h reads
// it).
std::string themes_text(const std::vector<std::string>& names,
                        const std::vector<text::Label>& tones);

// Evidence counted in code points of the masked text, as JSON [[start, end, of], …]; of: the name
// of a theme, positive or negative.
struct StoredEvidence {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string of;
};
std::vector<StoredEvidence> masked_evidence(const text::Reading& reading);

struct StoredReading {
  std::string voice_id;
  std::int64_t answer_no = 0;
  std::optional<std::int64_t> alike = {};
  // How it was read.
  std::string language = {};
  text::Sentiment sentiment = {};
  std::string themes = {};  // as themes_text writes them
  std::optional<std::string> emotion = {};
  std::string masked = {};
  std::string words = {};     // what is searched and compared
  std::string evidence = {};  // JSON

  void take(text::Reading reading);
};

Batch readings_batch(std::vector<StoredReading> readings, const std::string& version);

// What a person says, as a reading with reader_version `person`; `label` is how the voice then
// reads, which themes are judged by.
struct StoredCorrection {
  Correction correction;
  text::Label label = text::Label::neutral;
};
Batch corrections_batch(std::span<const StoredCorrection> corrections);

std::optional<text::Label> parse_label(std::string_view name);

// What no other append is called.
std::string new_append_id(std::string_view what);

}  // namespace mikata::reading
