// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/survey_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/wide_survey.h"

namespace mikata {
namespace {

bool is_code(const std::vector<std::string>& codes, std::string_view cell) {
  return std::ranges::find(codes, cell) != codes.end();
}

// Copies the respondent's values; the columns of both batches are the same table's.
void copy_row(BatchColumn& to, const BatchColumn& from, FactType type, std::size_t row) {
  const bool valid = from.valid[row] != 0;
  to.valid.push_back(valid ? 1 : 0);
  if (type == FactType::text) {
    to.texts.push_back(valid ? from.texts[row] : std::string{});
  } else if (type == FactType::real) {
    to.reals.push_back(valid ? from.reals[row] : 0);
  } else {
    to.integers.push_back(valid ? from.integers[row] : 0);
  }
}

void clear(Batch& batch) {
  batch.rows = 0;
  batch.properties.clear();
  for (BatchColumn& column : batch.columns) {
    column.texts.clear();
    column.reals.clear();
    column.integers.clear();
    column.valid.clear();
  }
}

}  // namespace

SurveyRows::SurveyRows(const FileMapping& mapping, const FileHead& head)
    : decimal_(mapping.decimal) {
  voices_.table = find_fact_table("voices");
  const auto at = [&](std::string_view name) { return voices_.table->find(name).value(); };
  at_ = {.voice_id = at("voice_id"),
         .response_id = at("response_id"),
         .status = at("status"),
         .question = at("question"),
         .touchpoint = at("touchpoint"),
         .text = at("text"),
         .score = at("score"),
         .scale_low = at("scale_low"),
         .scale_high = at("scale_high"),
         .higher_is_better = at("higher_is_better")};
  voices_.columns.resize(voices_.table->columns.size());
  for (const QuestionColumn& rule : mapping.questions) {
    const auto found = std::ranges::find(head.header, rule.column);
    Question question{.rule = rule,
                      .column = static_cast<std::size_t>(found - head.header.begin()),
                      .hash = hash_text(header_key(rule.column) + "\n" + rule.touchpoint),
                      .labels = {}};
    for (const AnswerLabel& label : rule.scale.labels) question.labels[label.text] = label.score;
    questions_.push_back(std::move(question));
  }
}

const Batch& SurveyRows::explode(const Batch& respondents, const std::vector<RowHash>& keys,
                                 const CellBatch& cells, RowFaults& faults) {
  clear(voices_);
  for (std::size_t row = 0; row < respondents.rows; ++row) {
    if (faults.is_out(row)) continue;
    const Row from{respondents, keys[row], row};
    const std::size_t before = voices_.rows;
    for (const Question& question : questions_) {
      const std::string_view cell = trim_blanks(cells.columns[question.column].cell(row));
      const Reading reading = read(question, cell);
      if (reading.answer == Answer::unreadable) {
        faults.reject_answer(
            row, question.rule.column, cell,
            {fmt::format("尺度 {}〜{} の答えではない（この答えだけ除いた）",
                         question.rule.scale.low, question.rule.scale.high),
             fmt::format("not an answer on the scale {} to {} (this answer alone was left out)",
                         question.rule.scale.low, question.rule.scale.high)});
      } else if (reading.answer != Answer::none) {
        add_answer(from, question, reading, cell);
      }
    }
    // Somebody who was only asked: one voice says so.
    const BatchColumn& said = respondents.columns[at_.status];
    const bool only_asked = said.valid[row] != 0 && said.texts[row] != "answered";
    if (voices_.rows == before && only_asked) {
      const std::size_t voice = add_voice(from, questions_.front());
      set_text(at_.status, voice, said.texts[row]);
    }
    if (voices_.rows == before) ++silent_rows_;
  }
  return voices_;
}

SurveyRows::Reading SurveyRows::read(const Question& question, std::string_view cell) const {
  const AnswerScale& scale = question.rule.scale;
  if (cell.empty() || is_code(scale.no_answer, cell)) return {};
  if (is_code(scale.not_applicable, cell)) return {Answer::not_applicable};
  if (!question.has_scale()) return {Answer::words};
  if (!question.labels.empty()) {
    const auto label = question.labels.find(std::string(cell));
    if (label != question.labels.end()) return {Answer::score, label->second};
  }
  auto score = parse_number(cell, decimal_);
  if (!score) score = numbered_answer(cell);
  if (!score || *score < scale.low || *score > scale.high) return {Answer::unreadable};
  return {Answer::score, *score};
}

std::size_t SurveyRows::add_voice(const Row& from, const Question& question) {
  for (std::size_t i = 0; i < voices_.columns.size(); ++i) {
    copy_row(voices_.columns[i], from.respondents.columns[i], voices_.table->columns[i].type,
             from.row);
  }
  voices_.properties.push_back(from.respondents.properties[from.row]);
  const std::size_t voice = voices_.rows++;
  RowHash key = from.key;
  key.add(question.hash);
  set_text(at_.voice_id, voice, key_text(key));
  set_text(at_.question, voice, question.rule.question);
  if (!question.rule.touchpoint.empty()) set_text(at_.touchpoint, voice, question.rule.touchpoint);
  if (voices_.columns[at_.response_id].valid[voice] == 0) {
    set_text(at_.response_id, voice, key_text(from.key));
  }
  return voice;
}

void SurveyRows::add_answer(const Row& from, const Question& question, const Reading& reading,
                            std::string_view cell) {
  const std::size_t voice = add_voice(from, question);
  const bool applies = reading.answer != Answer::not_applicable;
  // What was filled in and then thrown away is no answer.
  const BatchColumn& said = from.respondents.columns[at_.status];
  const bool dismissed = said.valid[from.row] != 0 && said.texts[from.row] == "dismissed";
  set_text(at_.status, voice, !applies ? "not_applicable" : dismissed ? "dismissed" : "answered");
  if (reading.answer == Answer::words) set_text(at_.text, voice, cell);
  if (!question.has_scale()) return;
  if (reading.answer == Answer::score) set_real(at_.score, voice, reading.score);
  set_real(at_.scale_low, voice, question.rule.scale.low);
  set_real(at_.scale_high, voice, question.rule.scale.high);
  BatchColumn& better = voices_.columns[at_.higher_is_better];
  better.integers[voice] = question.rule.scale.higher_is_better ? 1 : 0;
  better.valid[voice] = 1;
}

void SurveyRows::set_text(std::size_t column, std::size_t row, std::string_view text) {
  BatchColumn& to = voices_.columns[column];
  to.texts[row] = text;
  to.valid[row] = 1;
}

void SurveyRows::set_real(std::size_t column, std::size_t row, double value) {
  BatchColumn& to = voices_.columns[column];
  to.reals[row] = value;
  to.valid[row] = 1;
}

std::string_view status_written(std::string_view cell) {
  struct Status {
    std::string_view status;
    std::string_view words;
  };
  static constexpr std::array<Status, 5> kStatuses{{
      {"not_applicable", "not_applicable|notapplicable|対象外"},
      // The tries of whoever made the form (Qualtrics) are nobody's answers.
      {"dismissed",
       "dismissed|declined|optedout|optout|skipped|surveypreview|surveytest|spam|辞退|拒否|閉じた"},
      {"delivered", "delivered|opened|clicked|viewed|到達|開封|閲覧"},
      {"invited",
       "invited|sent|notresponded|noresponse|pending|招待|送信済|送信済み|配信|配信済|"
       "未回答"},
      {"answered",
       "answered|completed|complete|responded|submitted|partial|finished|回答済|回答済み|"
       "完了|回答"},
  }};
  const std::string key = header_key(cell);
  for (const Status& status : kStatuses) {
    const std::string padded = "|" + std::string(status.words) + "|";
    if (padded.find("|" + key + "|") != std::string::npos) return status.status;
  }
  return {};
}

}  // namespace mikata
