// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/listed.h"

namespace mikata {

Localized listed(std::span<const Localized> items) {
  Localized list;
  for (const Localized& item : items) {
    const bool first = &item == &items.front();
    list.ja += (first ? "" : "、") + item.ja;
    list.en += (first ? "" : ", ") + item.en;
  }
  return list;
}

}  // namespace mikata
