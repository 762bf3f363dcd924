// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/json.h"

template class nlohmann::basic_json<>;
template class nlohmann::basic_json<nlohmann::ordered_map>;
MIKATA_JSON_CLASSES(, nlohmann::json);
MIKATA_JSON_CLASSES(, nlohmann::ordered_json);
