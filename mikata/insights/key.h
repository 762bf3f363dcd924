// SPDX-License-Identifier: Apache-2.0
// The key of a row: its parts joined by '|', so that a row can be asked for what stands behind it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/table.h"

namespace mikata {

// '|' and '%' inside a part are written %7C and %25; NULL is %00, which no text gives.
std::string make_key(const std::vector<Value>& parts);

// The parts again, as text; NULL parts are monostate. Fails with not_found when there are fewer
// than `least` or more than `most` parts: such a key names no row.
std::vector<Value> split_key(std::string_view key, std::size_t least, std::size_t most);

// A part that is text; fails with not_found when it is NULL.
const std::string& key_text(const Value& part);
// A part that is a day; fails with not_found otherwise.
Day key_day(const Value& part);

}  // namespace mikata
