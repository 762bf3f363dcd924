// SPDX-License-Identifier: Apache-2.0
// What makes a row a voice where one row is one answer: names of questions, scales, status.
#pragma once

#include <limits>
#include <string>
#include <unordered_map>

#include "mikata/ingest/mapping.h"
#include "mikata/ingest/row_faults.h"
#include "mikata/store/batch.h"

namespace mikata {

// Scores that stand for a code written in words, until the rules read them.
inline constexpr double kNotApplicable = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kNoAnswer = std::numeric_limits<double>::infinity();

class VoiceRules {
 public:
  explicit VoiceRules(const FileMapping& mapping);
  // For every voice: the status is one of the known ones.
  void name_statuses(Batch& rows);
  // For one row an answer: the question has its known name, the score lies on its scale.
  void apply(Batch& rows, RowFaults& faults);

 private:
  const WrittenQuestion& name_question(Batch& rows, std::size_t row);
  // A score that is a code of its question is none; where it means "not applicable" the row says
  // so.
  static void read_code(Batch& rows, std::size_t row, const AnswerScale& scale);

  std::string score_header_;
  std::string weight_header_;
  // By the question as the file writes it; grows where the mapping does not name one.
  std::unordered_map<std::string, WrittenQuestion> questions_;
  std::unordered_map<std::string, std::string> statuses_;
};

}  // namespace mikata
