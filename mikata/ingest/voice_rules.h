// SPDX-License-Identifier: Apache-2.0
// What makes a row a voice where one row is one answer: names of questions, scales, status.
#pragma once

#include <string>
#include <unordered_map>

#include "mikata/ingest/mapping.h"
#include "mikata/ingest/row_faults.h"
#include "mikata/store/batch.h"

namespace mikata {

class VoiceRules {
 public:
  explicit VoiceRules(const FileMapping& mapping);
  // For every voice: the status is one of the known ones.
  void name_statuses(Batch& rows);
  // For one row an answer: the question has its known name, the score lies on its scale.
  void apply(Batch& rows, RowFaults& faults);

 private:
  const WrittenQuestion& name_question(Batch& rows, std::size_t row);

  std::string score_header_;
  // By the question as the file writes it; grows where the mapping does not name one.
  std::unordered_map<std::string, WrittenQuestion> questions_;
  std::unordered_map<std::string, std::string> statuses_;
};

}  // namespace mikata
