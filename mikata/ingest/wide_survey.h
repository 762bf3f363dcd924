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

// Words that stand for scores, e.g. "とても満足" 5 ... "とても不満" 1, when all values of the
// column belong to one known family; empty otherwise.
std::vector<AnswerLabel> recognise_labels(const ColumnProfile& column);

// Values of the column that say "does not apply" in words, as they are written.
std::vector<std::string> not_applicable_among(const ColumnProfile& column);

// The name of the question that a cell of a question column means: "NPS" and "推奨度" are nps; a
// question of the company's own stays as it is.
std::string question_written(std::string_view cell);

}  // namespace mikata
