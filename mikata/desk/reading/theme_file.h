// SPDX-License-Identifier: Apache-2.0
// The company's own themes, in themes.toml of the book's folder, which people may edit as well.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/store/book.h"

namespace mikata::reading {

struct OwnTheme {
  std::string key;  // a-z, 0-9 and _
  Localized title;
  std::vector<std::string> ja;  // words or RE2 patterns
  std::vector<std::string> en;
};

// {"themes":[{"key","title":{"ja","en"},"own","patterns":{"ja","en"}}]}, the built-in ones first.
nlohmann::json themes_json(const Book& book);
// Two of these must not run at once.
//
// Adds it, or takes the place of the one with its key. Fails with invalid_argument on a bad key or
// pattern; the file is as before then.
void put_theme(Book& book, const OwnTheme& theme);
// Fails with not_found; a built-in theme that was replaced is back afterwards.
void drop_theme(Book& book, const std::string& key);

}  // namespace mikata::reading
