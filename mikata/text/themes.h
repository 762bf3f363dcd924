// SPDX-License-Identifier: Apache-2.0
// What a remark is about: trust, value, effort; price, quality, service, experience; and the
// company's own. A remark may have several, each with the words that say so.
//
// A themes file is TOML, the built-in one (lexicons/themes.toml) included:
//   [[theme]]
//   name = "parking"                    # a-z, 0-9 and _
//   title = { ja = "駐車場", en = "Parking" }
//   ja = ["駐車", "車を(停|止)め"]        # words or RE2 patterns on NFKC text in lower case
//   en = ["parking", "car ?park"]       # the same, at word boundaries
// A theme of a known name replaces it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/localized.h"
#include "mikata/text/normalize.h"
#include "mikata/text/pattern.h"

namespace mikata::text {

struct Theme {
  std::string name;
  Localized title;
  Pattern ja;
  Pattern en;
  std::vector<std::string> ja_words = {};  // the patterns as they are written
  std::vector<std::string> en_words = {};
};

struct ThemeHit {
  std::size_t theme = 0;  // index into themes()
  Range range;            // the words that say so
};

class Themes {
 public:
  // The built-in themes, then those of `toml` ("" for none). Fails with invalid_argument, naming
  // the line, when the text is not a themes file.
  explicit Themes(std::string_view toml = {});

  const std::vector<Theme>& themes() const { return themes_; }
  // In the order of themes(), then by place. A language that is not Japanese reads the English
  // words.
  std::vector<ThemeHit> hits(std::string_view text, std::string_view language) const;

 private:
  void add(std::string_view toml);

  std::vector<Theme> themes_;
};

}  // namespace mikata::text
