// SPDX-License-Identifier: Apache-2.0
// Recognises the questions of a survey export: one row a respondent, one column a question.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/column_profile.h"
#include "mikata/ingest/mapping.h"

namespace mikata {

// What the column asks; nullopt when it is not a question with a score or words. `wording` is the
// whole question where the file has one besides the header, else the header.
std::optional<QuestionColumn> recognise_question(const ColumnProfile& column,
                                                 std::string_view wording);

// What a column asks that is called a score and no more ("Score", "点数", "overall"): what the name
// of the file says, else satisfaction; with more than seven steps that is not sure. nullopt when it
// holds no answers.
std::optional<QuestionColumn> recognise_score(const ColumnProfile& column,
                                              std::string_view file_name);

// Words that stand for scores, e.g. "とても満足" 5 ... "とても不満" 1, when all values of the
// column belong to one known family; empty otherwise.
std::vector<AnswerLabel> recognise_labels(const ColumnProfile& column);

// The score of an answer that has words beside it: "10 - Extremely likely", "とても薦めたい（10）",
// "5点"; nullopt of anything else, also of a number alone.
std::optional<double> numbered_answer(std::string_view cell);

// Whether the words of a question ask about the whole: "総合満足度", "Overall, how satisfied ...".
bool asks_overall(std::string_view wording);

// Values of the column that say "does not apply" in words, as they are written.
std::vector<std::string> not_applicable_among(const ColumnProfile& column);

// The name of the question that a cell of a question column means: "NPS" and "推奨度" are nps; a
// question of the company's own stays as it is.
std::string question_written(std::string_view cell);

}  // namespace mikata
