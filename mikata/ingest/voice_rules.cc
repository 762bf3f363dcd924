// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/voice_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mikata/ingest/parse_amount.h"
#include "mikata/ingest/survey_rows.h"
#include "mikata/ingest/wide_survey.h"

namespace mikata {
namespace {

constexpr double kMostWeight = 1e9;  // its squares, added up, are still numbers

void set_real(BatchColumn& column, std::size_t row, double value) {
  if (column.valid[row] != 0) return;
  column.reals[row] = value;
  column.valid[row] = 1;
}

// What a question is asked on where nothing says it.
AnswerScale usual_scale(std::string_view question) {
  const bool ten = question == "nps" || question == "worth";
  return {.low = ten ? 0.0 : 1.0, .high = ten ? 10.0 : 5.0};
}

// Columns of the file that say the scale go before.
void set_scale(Batch& rows, std::size_t row, const AnswerScale& scale) {
  set_real(column_of(rows, "scale_low"), row, scale.low);
  set_real(column_of(rows, "scale_high"), row, scale.high);
  BatchColumn& better = column_of(rows, "higher_is_better");
  if (better.valid[row] != 0) return;
  better.integers[row] = scale.higher_is_better ? 1 : 0;
  better.valid[row] = 1;
}

bool is_code(const std::vector<std::string>& codes, double score) {
  return std::ranges::any_of(
      codes, [&](const std::string& code) { return parse_number(code, Decimal::point) == score; });
}

}  // namespace

VoiceRules::VoiceRules(const FileMapping& mapping) {
  for (const WrittenQuestion& asked : mapping.asked) questions_[asked.written] = asked;
  score_header_ = mapping.header_of("score");
  weight_header_ = mapping.header_of("weight");
}

void VoiceRules::name_statuses(Batch& rows) {
  BatchColumn& status = column_of(rows, "status");
  for (std::size_t row = 0; row < rows.rows; ++row) {
    std::string& text = status.texts[row];
    if (status.valid[row] == 0) text.clear();
    auto found = statuses_.find(text);
    if (found == statuses_.end()) {
      const std::string_view known = status_written(text);
      // What a form says about itself ("IP Address") is not a status: the row is an answer.
      found = statuses_.emplace(text, known.empty() ? "answered" : std::string(known)).first;
    }
    text = found->second;
    status.valid[row] = 1;
  }
}

void VoiceRules::apply(Batch& rows, RowFaults& faults) {
  BatchColumn& score = column_of(rows, "score");
  const BatchColumn& text = column_of(rows, "text");
  const BatchColumn& status = column_of(rows, "status");
  const BatchColumn& low = column_of(rows, "scale_low");
  const BatchColumn& high = column_of(rows, "scale_high");
  const BatchColumn& weight = column_of(rows, "weight");
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (faults.is_out(row)) continue;
    const WrittenQuestion& asked = name_question(rows, row);
    read_code(rows, row, asked.scale);
    // A blank answer is no answer: nothing is kept of it.
    const bool says = score.valid[row] != 0 || text.valid[row] != 0;
    if (!says && status.texts[row] == "answered") {
      faults.drop(row);
      continue;
    }
    if (weight.valid[row] != 0 && !(weight.reals[row] >= 0 && weight.reals[row] <= kMostWeight)) {
      faults.reject(
          row, weight_header_, fmt::format("{}", weight.reals[row]),
          {"重みは 0 以上 10 億以下（0 は数えない。直すか空にする）",
           "a weight is 0 or more, at most 1,000,000,000 (0 does not count; mend it or leave it "
           "empty)"});
      continue;
    }
    if (score.valid[row] == 0) continue;
    set_scale(rows, row, asked.scale);
    if (score.reals[row] >= low.reals[row] && score.reals[row] <= high.reals[row]) continue;
    faults.reject(
        row, score_header_, fmt::format("{}", score.reals[row]),
        {fmt::format("尺度 {}〜{} の外（尺度を直すか答えを直す）", low.reals[row], high.reals[row]),
         fmt::format("outside of the scale {} to {} (mend the scale or the answer)", low.reals[row],
                     high.reals[row])});
  }
}

void VoiceRules::read_code(Batch& rows, std::size_t row, const AnswerScale& scale) {
  BatchColumn& score = column_of(rows, "score");
  if (score.valid[row] == 0) return;
  const double value = score.reals[row];
  const bool applies = !std::isnan(value) && !is_code(scale.not_applicable, value);
  if (applies && !std::isinf(value) && !is_code(scale.no_answer, value)) return;
  score.valid[row] = 0;
  score.reals[row] = 0;
  if (!applies) column_of(rows, "status").texts[row] = "not_applicable";
}

const WrittenQuestion& VoiceRules::name_question(Batch& rows, std::size_t row) {
  BatchColumn& question = column_of(rows, "question");
  if (question.valid[row] == 0) {
    const bool scored = column_of(rows, "score").valid[row] != 0;
    question.texts[row] = scored ? "csat" : "open";
    question.valid[row] = 1;
  }
  auto found = questions_.find(question.texts[row]);
  if (found == questions_.end()) {
    const std::string& written = question.texts[row];
    WrittenQuestion asked{.written = written, .question = question_written(written)};
    asked.scale = usual_scale(asked.question);
    found = questions_.emplace(written, std::move(asked)).first;
  }
  question.texts[row] = found->second.question;
  return found->second;
}

}  // namespace mikata
