// SPDX-License-Identifier: Apache-2.0
// The questions of a survey file: by column where a row is a respondent, by name where a row is an
// answer.
#pragma once

#include <vector>

#include "mikata/ingest/guess_mapping.h"

namespace mikata {

// Of a wide file. Columns of one matrix share their scale.
std::vector<QuestionColumn> recognise_questions(const FileSample& sample);

// Of a long file: every question that its first rows name, with the scale of its answers.
std::vector<WrittenQuestion> recognise_asked(const FileSample& sample);

}  // namespace mikata
