// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/json.h"

template class nlohmann::basic_json<>;
template class nlohmann::basic_json<nlohmann::ordered_map>;
MIKATA_JSON_CLASSES(, nlohmann::json);
MIKATA_JSON_CLASSES(, nlohmann::ordered_json);

namespace mikata {
namespace {

template <typename Document>
std::string line_of(const Document& document) {
  return document.dump(-1, ' ', false, Document::error_handler_t::replace);
}

}  // namespace

std::string json_line(const nlohmann::json& document) { return line_of(document); }
std::string json_line(const nlohmann::ordered_json& document) { return line_of(document); }

}  // namespace mikata
