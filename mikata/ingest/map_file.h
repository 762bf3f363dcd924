// SPDX-License-Identifier: Apache-2.0
// A mapping as a small TOML text that people can read and mend: what --map takes, what a dry run
// prints, and what a book remembers.
//
//   [file]
//   table = "actions"
//   date_order = "day first"        # of 03/04/2017; or "month first"
//   decimal = ","                   # 1.234,56; "." when it is not said
//   other_columns = "ignore"        # those that are not named below; "properties" keeps them
//   [columns]
//   "顧客ID" = "customer_id"
//   "備考" = "properties"           # kept as it is; "ignore" leaves it out
//   [values]                        # the same in every row, or put together
//   occurred_at = "2017-05-{INTDATE}"
//   [[question]]                    # wide surveys: one column, one question
//   column = "Q7FOOD"               # or: touchpoints = { Q7ART = "art", Q7FOOD = "food" }
//   question = "csat"
//   scale = [1, 5]
//   not_applicable = [6]
//   no_answer = [0, "Blank"]
//   higher_is_better = true
//   labels = { "とても満足" = 5 }
//   [[question]]                    # surveys with one row an answer: what a question is called
//   written = "満足度"
//   question = "csat"
//   scale = [1, 5]
#pragma once

#include <string>
#include <string_view>

#include "mikata/ingest/mapping.h"

namespace mikata {

// `name` stands in messages. Fails with invalid_argument and the line on what is not TOML, and on
// keys that are not known.
FileMapping read_map(std::string_view text, std::string_view name);

// The text of a mapping, with confidence and reason of every guess as comments.
std::string map_text(const FileMapping& mapping, std::string_view file_name);

}  // namespace mikata
