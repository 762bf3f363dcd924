// SPDX-License-Identifier: Apache-2.0
// One line of a wide survey -> one voice per answered question.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mikata/ingest/column_fill.h"
#include "mikata/ingest/mapping.h"
#include "mikata/ingest/row_key.h"
#include "mikata/store/batch.h"

namespace mikata {

class SurveyRows {
 public:
  SurveyRows(const FileMapping& mapping, const FileHead& head);
  // `respondents` holds what each line says besides its answers; `keys` is who each line is.
  const Batch& explode(const Batch& respondents, const std::vector<RowHash>& keys,
                       const CellBatch& cells, RowFaults& faults);
  // Lines that gave no voice at all.
  std::int64_t silent_rows() const { return silent_rows_; }

 private:
  enum class Answer { none, score, words, not_applicable, unreadable };
  struct Question {
    QuestionColumn rule;
    std::size_t column = 0;
    std::uint64_t hash = 0;
    std::unordered_map<std::string, double> labels;
    bool has_scale() const { return rule.scale.low != rule.scale.high; }
  };
  struct Row {
    const Batch& respondents;
    const RowHash& key;
    std::size_t row;
  };
  struct Reading {
    Answer answer = Answer::none;
    double score = 0;
  };

  Reading read(const Question& question, std::string_view cell) const;
  std::size_t add_voice(const Row& from, const Question& question);
  void add_answer(const Row& from, const Question& question, const Reading& reading,
                  std::string_view cell);
  void set_text(std::size_t column, std::size_t row, std::string_view text);
  void set_real(std::size_t column, std::size_t row, double value);

  // Positions in the table of voices.
  struct Columns {
    std::size_t voice_id, response_id, status, question, touchpoint, text;
    std::size_t score, scale_low, scale_high, higher_is_better;
  };

  Decimal decimal_;
  Columns at_;
  std::vector<Question> questions_;
  Batch voices_;
  std::int64_t silent_rows_ = 0;
};

// What a status column says: invited, delivered, answered, dismissed, not_applicable; "" when the
// word is not known.
std::string_view status_written(std::string_view cell);

}  // namespace mikata
