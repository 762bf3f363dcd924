// SPDX-License-Identifier: Apache-2.0
// Whether a remark asks for something: 増やしてほしい, お願いします, please add, I wish you had.
// Told by how Japanese and English ask, in any text, since people mix them.
#pragma once

#include <string_view>

namespace mikata::text {

// A plan of one's own (また買いたい, I want to come again) and thanks for what is there are no
// wish.
bool asks_for_something(std::string_view text);

}  // namespace mikata::text
