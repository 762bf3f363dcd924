// SPDX-License-Identifier: Apache-2.0
// The dictionary: what columns are called, in Japanese, English and German.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mikata {

enum class NameMatch {
  exact,     // the header is the word
  contained  // the header has the word in it
};

// A field that a header may mean. Words stand in the order of preference: "注文日" before "日付".
struct NamedField {
  std::string field;
  NameMatch match = NameMatch::exact;
  int rank = 0;          // position of the word in its list, 0 first
  std::size_t size = 0;  // of the word: a longer one says more
};

// What the header may mean in a table, the best first.
std::vector<NamedField> fields_named(std::string_view header, std::string_view table);

// The table that a file name speaks of ("orders_2024.csv", "顧客一覧.csv"); "" when it does not.
std::string_view table_named(std::string_view file_name);
// The kind of action that a file name or a header speaks of: "visit", "contact" ...; "".
std::string_view kind_named(std::string_view text);
// The kind that a cell of a kind column means: 返品 -> "return"; "" when the word is not known.
std::string_view kind_written(std::string_view cell);

}  // namespace mikata
