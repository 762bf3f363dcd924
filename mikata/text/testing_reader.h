// SPDX-License-Identifier: Apache-2.0
// One reader for all tests of a program: its lists take a second to load.
#pragma once

#include "mikata/text/reader.h"

namespace mikata::text {

inline const Reader& reader() {
  static const Reader shared;
  return shared;
}

}  // namespace mikata::text
