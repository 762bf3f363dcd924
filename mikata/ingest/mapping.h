// SPDX-License-Identifier: Apache-2.0
// What the columns of one file mean: guessed, remembered, or given as a --map file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/import.h"
#include "mikata/ingest/parse_amount.h"
#include "mikata/ingest/parse_date.h"
#include "mikata/ingest/reader.h"

namespace mikata {

// One column of the file and the field it fills.
struct MappingEntry {
  std::string column;  // header as written
  std::string to;      // a field name, "properties" or "ignore"
  Confidence confidence = Confidence::high;
  Localized why = {};
};

// An answer in words and the score it stands for.
struct AnswerLabel {
  std::string text;
  double score = 0;
  bool operator==(const AnswerLabel&) const = default;
};

// How the answers to a question are written.
struct AnswerScale {
  double low = 0;
  double high = 0;  // low == high: the question has no score, only words
  bool higher_is_better = true;
  std::vector<std::string> not_applicable = {};  // codes
  std::vector<std::string> no_answer = {};       // codes; a blank cell never is an answer
  std::vector<AnswerLabel> labels = {};
  bool operator==(const AnswerScale&) const = default;
};

// One column of a wide survey: a row is a respondent, the column a question.
struct QuestionColumn {
  std::string column;
  std::string question = {};    // nps, csat, effort, worth, agree, open, choice or an own one
  std::string touchpoint = {};  // of `agree` the statement
  AnswerScale scale = {};
  Confidence confidence = Confidence::high;
  Localized why = {};
};

// One question of a survey with one row an answer: how the file writes it, and what it asks.
struct WrittenQuestion {
  std::string written;
  std::string question;
  AnswerScale scale = {};
};

// A field that is the same in every row or put together from columns: "2017-05-{INTDATE}".
struct FixedValue {
  std::string to;
  std::string text;
};

// Something the import needs and the guess is not sure about.
struct MappingDoubt {
  std::string to;
  std::string column;  // "" when no column was found
  Localized what;
};

struct FileMapping {
  std::string table = {};
  std::optional<DateOrder> date_order = {};  // of 03/04/2017
  Decimal decimal = Decimal::point;
  bool spreadsheet_serial = false;
  std::vector<MappingEntry> columns = {};
  std::vector<QuestionColumn> questions = {};
  std::vector<WrittenQuestion> asked = {};  // where one row is one answer
  std::vector<FixedValue> values = {};
  std::string other_columns = "properties";  // what becomes of columns that are not named
  // Data rows at the top that belong to the header (Qualtrics, SurveyMonkey).
  int header_rows = 0;
  std::vector<MappingDoubt> doubts = {};
  bool remembered = false;

  const MappingEntry* find_field(std::string_view to) const;
  bool has_field(std::string_view to) const;  // by column or fixed value
  // As the file writes it; the field's own name where no column fills it.
  std::string header_of(std::string_view to) const;
};

// The columns named in a template, in order: {"INTDATE"} of "2017-05-{INTDATE}".
std::vector<std::string> template_columns(std::string_view text);

// Fails with invalid_argument: a field that the table does not have (with a suggestion), a column
// that the file does not have, two columns for one field.
void check_mapping(const FileMapping& mapping, const std::vector<std::string>& header,
                   std::string_view map_name);

// What a mapping is remembered by: format and normalised headers, sorted.
std::string file_shape(const FileHead& head);

}  // namespace mikata
