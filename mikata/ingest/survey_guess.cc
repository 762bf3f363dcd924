// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/survey_guess.h"

#include <algorithm>
#include <array>
#include <map>

#include "mikata/ingest/field_assignment.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/table_guess.h"
#include "mikata/ingest/wide_survey.h"

namespace mikata {
namespace {

// "満足度 [配送]" and "満足度 [品質]" are rows of one matrix.
std::string_view matrix_of(std::string_view wording) {
  const std::size_t open = wording.find_first_of("[");
  return open == std::string_view::npos || open == 0 ? std::string_view{} : wording.substr(0, open);
}

// The widest scale that any row of the matrix needs is the matrix's.
void share_scales(std::vector<QuestionColumn>& questions,
                  const std::vector<std::string_view>& matrices) {
  for (std::size_t i = 0; i < questions.size(); ++i) {
    for (std::size_t k = 0; k < questions.size(); ++k) {
      const bool same = !matrices[i].empty() && matrices[i] == matrices[k] &&
                        questions[i].question == questions[k].question;
      if (!same) continue;
      AnswerScale& scale = questions[i].scale;
      scale.low = std::min(scale.low, questions[k].scale.low);
      scale.high = std::max(scale.high, questions[k].scale.high);
    }
  }
}

// Of several columns that ask csat (or effort) and do not say about what, one asks about the whole:
// the first that says so, else the first whose words name the question. Each other one is about
// what its words say ("接客"), as answers about different things are never mixed.
void name_touchpoints(std::vector<QuestionColumn>& questions,
                      const std::vector<std::string_view>& wordings, std::string_view name) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (questions[i].question == name && questions[i].touchpoint.empty()) open.push_back(i);
  }
  if (open.size() < 2) return;
  auto whole = std::ranges::find_if(open, [&](std::size_t i) { return asks_overall(wordings[i]); });
  if (whole == open.end()) {
    whole = std::ranges::find_if(open, [&](std::size_t i) {
      return question_written(wordings[i]) == questions[i].question;
    });
  }
  if (whole != open.end()) open.erase(whole);
  for (const std::size_t i : open) questions[i].touchpoint = trim_blanks(wordings[i]);
}

std::optional<std::size_t> column_of(const std::vector<AssignedField>& assigned,
                                     std::string_view field) {
  const AssignedField* found = find_assigned(assigned, field);
  return found == nullptr ? std::nullopt : std::optional(found->column);
}

bool is_scored(const QuestionColumn& question) { return question.scale.low != question.scale.high; }

// A score whose header does not say what was asked, where no other column has one.
void add_plain_score(std::vector<QuestionColumn>& questions, const FileSample& sample) {
  if (std::ranges::any_of(questions, is_scored)) return;
  const auto column = column_of(assign_fields(sample, "voices"), "score");
  if (!column) return;
  auto question = recognise_score(sample.profile.columns[*column], sample.file_name);
  if (question) questions.push_back(std::move(*question));
}

// What guests and buyers rate beside the whole.
bool is_rated_thing(std::string_view header) {
  static constexpr std::array<std::string_view, 56> kThings{
      "部屋",     "お部屋",     "客室",        "風呂",      "お風呂",       "温泉",
      "料理",     "食事",       "朝食",        "夕食",      "接客",         "サービス",
      "清潔感",   "清潔さ",     "雰囲気",      "立地",      "ロケーション", "アクセス",
      "設備",     "アメニティ", "スタッフ",    "味",        "ドリンク",     "品揃え",
      "配送",     "梱包",       "包装",        "デザイン",  "使いやすさ",   "サイズ感",
      "着心地",   "香り",       "技術",        "仕上がり",  "room",         "rooms",
      "location", "staff",      "food",        "breakfast", "dinner",       "facilities",
      "comfort",  "service",    "cleanliness", "amenities", "atmosphere",   "ambience",
      "delivery", "packaging",  "design",      "fit",       "quality",      "taste",
      "value",    "wifi"};
  return std::ranges::find(kThings, header_key(header)) != kThings.end();
}

// In a file that asks for satisfaction with the whole, a column named for a part of it and filled
// on the same scale asks for satisfaction with that part.
void add_rated_things(std::vector<QuestionColumn>& questions, const FileSample& sample) {
  const auto whole = std::ranges::find_if(questions, [](const QuestionColumn& question) {
    return question.question == "csat" && is_scored(question) &&
           (question.touchpoint.empty() || asks_overall(question.column));
  });
  if (whole == questions.end()) return;
  const AnswerScale scale{.low = whole->scale.low, .high = whole->scale.high};
  for (const ColumnProfile& column : sample.profile.columns) {
    const bool known =
        std::ranges::find(questions, column.header, &QuestionColumn::column) != questions.end();
    if (known || !is_rated_thing(column.header)) continue;
    auto part = recognise_question(column, "csat");
    if (!part || !is_scored(*part) || column.min < scale.low || column.max > scale.high) continue;
    part->scale.low = scale.low;
    part->scale.high = scale.high;
    part->touchpoint = trim_blanks(column.header);
    part->confidence = Confidence::medium;
    part->why = {"全体の満足度と同じ尺度で、その一部の名前",
                 "on the scale of the whole, named for a part of it"};
    questions.push_back(std::move(*part));
  }
}

// The scores given to each question in the first rows.
std::map<std::string, Profiler> scores_by_question(const FileSample& sample, std::size_t question,
                                                   std::size_t score) {
  constexpr std::size_t kQuestions = 40;
  std::map<std::string, Profiler> scores;
  const CellBatch& cells = sample.first_rows;
  for (std::size_t row = 0; row < cells.rows; ++row) {
    const std::string written(trim_blanks(cells.columns[question].cell(row)));
    if (written.empty()) continue;
    auto found = scores.find(written);
    if (found == scores.end()) {
      if (scores.size() == kQuestions) continue;
      found = scores.emplace(written, Profiler({written})).first;
    }
    found->second.add_cell(0, cells.columns[score].cell(row));
  }
  return scores;
}

// A question of the company's own is asked on the smallest usual scale that holds its answers.
AnswerScale plain_scale(const ColumnProfile& scores) {
  if (scores.max > 7) return {.low = 0, .high = 10};
  return {.low = 1, .high = scores.max > 5 ? 7.0 : 5.0};
}

}  // namespace

std::vector<QuestionColumn> recognise_questions(const FileSample& sample) {
  std::vector<QuestionColumn> questions;
  std::vector<std::string_view> matrices;
  std::vector<std::string_view> wordings;
  const auto inquiry = inquiry_words(sample);
  for (std::size_t i = 0; i < sample.profile.columns.size(); ++i) {
    const ColumnProfile& column = sample.profile.columns[i];
    if (inquiry && inquiry->column == i) {
      questions.push_back({.column = column.header,
                           .question = "open",
                           .touchpoint = {},
                           .scale = {},
                           .confidence = Confidence::high,
                           .why = {"問い合わせの言葉", "the words of an inquiry"}});
      matrices.emplace_back();
      wordings.push_back(sample.wordings[i]);
      continue;
    }
    if (is_survey_attribute(column.header)) continue;
    if (auto question = recognise_question(column, sample.wordings[i])) {
      questions.push_back(std::move(*question));
      matrices.push_back(matrix_of(sample.wordings[i]));
      wordings.push_back(sample.wordings[i]);
    }
  }
  add_plain_score(questions, sample);
  matrices.resize(questions.size());
  share_scales(questions, matrices);
  name_touchpoints(questions, wordings, "csat");
  name_touchpoints(questions, wordings, "effort");
  add_rated_things(questions, sample);
  return questions;
}

std::vector<WrittenQuestion> recognise_asked(const FileSample& sample) {
  std::vector<WrittenQuestion> asked;
  const auto assigned = assign_fields(sample, "voices");
  const auto question = column_of(assigned, "question");
  const auto score = column_of(assigned, "score");
  if (!question || !score || find_assigned(assigned, "scale_high") != nullptr) return asked;
  for (auto& [written, profiler] : scores_by_question(sample, *question, *score)) {
    const FileProfile profile = profiler.take();
    const ColumnProfile& scores = profile.columns.front();
    if (scores.filled == 0) continue;
    const auto known = recognise_question(scores, written);
    const bool scored = known && known->scale.low != known->scale.high;
    AnswerScale scale = scored ? known->scale : plain_scale(scores);
    scale.not_applicable = not_applicable_among(scores);
    asked.push_back({written, question_written(written), std::move(scale)});
  }
  return asked;
}

}  // namespace mikata
