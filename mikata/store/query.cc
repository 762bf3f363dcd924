// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/query.h"

namespace mikata {

std::size_t GivenTable::rows() const {
  if (columns.empty()) return 0;
  return std::visit([](const auto& values) { return values.size(); }, columns.front().values);
}

}  // namespace mikata
