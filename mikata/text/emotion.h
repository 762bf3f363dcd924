// SPDX-License-Identifier: Apache-2.0
// Which of Ekman's emotions a remark shows: anger, disgust, fear, joy, sadness, surprise, or
// neutral.
//
// English by a small model that is part of the program, trained on GoEmotions (tools/emotion says
// how). Japanese by a list of about 400 expressions of our own, experimental: there is no gold set.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mikata/text/analysis.h"
#include "mikata/text/model.h"

namespace mikata::text {

struct Emotion {
  std::string name;
  std::vector<Range> evidence;
};

class EmotionReader {
 public:
  EmotionReader();
  // nullopt in languages that cannot be read, or when there is nothing to read.
  std::optional<Emotion> read(const Analysis& analysis) const;

 private:
  struct Words {
    std::string name;
    Pattern pattern;
  };
  std::optional<Emotion> japanese(const Analysis& analysis) const;
  std::optional<Emotion> english(const Analysis& analysis) const;

  std::vector<Words> words_;
  std::optional<LabelModel> model_;
};

}  // namespace mikata::text
