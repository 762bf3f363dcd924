// SPDX-License-Identifier: Apache-2.0
// Which fact table the rows of a file belong to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mikata/ingest/guess_mapping.h"

namespace mikata {

struct TableGuess {
  std::string table;
  std::optional<MappingDoubt> doubt;
};

TableGuess guess_table(const FileSample& sample);

// One row an answer: a column names the question, another one holds the score or words.
bool is_long_survey(const FileSample& sample);

// A column of a survey export that is about the respondent, the form or the collection.
bool is_survey_attribute(std::string_view header);

// The column with the words of whoever wrote to a help desk or filled in an inquiry form.
struct InquiryWords {
  std::size_t column = 0;
  bool ticket = false;  // of a help desk, which says more about each: priority, assignee ...
};

// Whether a help desk wrote the file: it has two columns that say something of a ticket and nothing
// of a person.
bool is_tickets(const FileSample& sample);

std::optional<InquiryWords> inquiry_words(const FileSample& sample);

}  // namespace mikata
