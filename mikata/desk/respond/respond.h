// SPDX-License-Identifier: Apache-2.0
// From a remark to an answer: what is it about, trust, value or effort, and what does one say?
//
// The table of cases starts with the usual ones (cases.toml). respond.toml in the book's folder has
// the same form; a case of a known name replaces it, others are added and come first:
//   [[case]]
//   name = "hidden_cost"
//   measure = "value"                        # trust, value or effort
//   ja = ["総額"]                            # RE2 on NFKC text in lower case; one is enough
//   en = ["total cost"]                      # the same, at word boundaries
//   answer = { ja = "…", en = "…" }
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/text/pattern.h"

namespace mikata::respond {

struct Case {
  std::string name;
  std::string measure;  // trust, value, effort
  Localized answer;
  text::Pattern ja;
  text::Pattern en;
};

// The usual cases and those of `toml`, in the order in which they are tried. Fails with
// invalid_argument, naming the line, when the text is no table of cases.
std::vector<Case> read_cases(std::string_view toml);
// Of the book in that folder; the folder need not be open.
std::vector<Case> cases_of(const std::filesystem::path& book);

struct Complaint {
  std::string_view text;  // masked
  bool negative = true;   // praise and questions need no such answer
};

// The first case that fits; nullptr when none does.
const Case* find(const Complaint& complaint, const std::vector<Case>& cases);

}  // namespace mikata::respond
