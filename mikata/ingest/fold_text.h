// SPDX-License-Identifier: Apache-2.0
// The same text written in different ways becomes one text: full width and half width, upper and
// lower case, separators.
#pragma once

#include <string>
#include <string_view>

namespace mikata {

// Without blanks at both ends (ASCII blanks, no-break space, ideographic space).
std::string_view trim_blanks(std::string_view text);
// Full width ASCII (１２３，．￥) becomes ASCII, the ideographic space a space; the rest stays.
std::string fold_width(std::string_view text);
// Unicode NFKC and lower case.
std::string fold_case(std::string_view text);
// What a header is looked up by: fold_case without blanks, separators and bracketed units:
// "Customer ID", "customer_id" and "CustomerID" are one, so are "金額（円）" and "金額".
std::string header_key(std::string_view header);
// What stands in the brackets of a header: "円" of "金額(円)"; "" when there are none.
std::string header_unit(std::string_view header);
// Whether a header says that its times are those of UTC: "Created (UTC)", "created_at_gmt".
bool says_utc(std::string_view header);

}  // namespace mikata
