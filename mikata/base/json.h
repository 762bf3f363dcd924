// SPDX-License-Identifier: Apache-2.0
// nlohmann/json, compiled once in json.cc: each file that makes or reads a document would compile
// its classes again, which took a third of that file's time. Included instead of
// <nlohmann/json.hpp>; a header that only names a document includes <nlohmann/json_fwd.hpp>.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// The classes of a kind of document, `word` before each: extern here, nothing in json.cc. Those of
// nlohmann::detail may change with the library's version: one that is gone is an error here.
// NOLINTBEGIN(bugprone-macro-parentheses): types cannot stand in parentheses.
#define MIKATA_JSON_CLASSES(word, Document)                                             \
  word template class std::vector<Document>;                                            \
  word template class nlohmann::detail::json_sax_dom_parser<Document>;                  \
  word template class nlohmann::detail::json_sax_dom_callback_parser<Document>;         \
  word template class nlohmann::detail::lexer<                                          \
      Document, nlohmann::detail::iterator_input_adapter<std::string::const_iterator>>; \
  word template class nlohmann::detail::parser<                                         \
      Document, nlohmann::detail::iterator_input_adapter<std::string::const_iterator>>; \
  word template class nlohmann::detail::serializer<Document>
// NOLINTEND(bugprone-macro-parentheses)

extern template class nlohmann::basic_json<>;
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
MIKATA_JSON_CLASSES(extern, nlohmann::json);
MIKATA_JSON_CLASSES(extern, nlohmann::ordered_json);

namespace mikata {

// On one line; bytes that are no UTF-8 become U+FFFD instead of an error.
std::string json_line(const nlohmann::json& document);
std::string json_line(const nlohmann::ordered_json& document);

}  // namespace mikata
