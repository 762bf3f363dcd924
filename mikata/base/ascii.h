// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mikata {

// 0 to 9, in any locale.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace mikata
