// SPDX-License-Identifier: Apache-2.0
// Numbers and money as people write them: 1,234  ¥1,234  １２３４  1,234円  (12.50)  △1,234
// 1.234,56  $12.3  12.50 USD  1.2E+03.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mikata {

// Which of the two separates the decimals; the other one groups thousands.
enum class Decimal { point, comma };

struct AmountRules {
  Decimal decimal = Decimal::point;
  std::string currency = "JPY";
  int minor_digits = 0;
};

enum class AmountFault {
  none,
  not_an_amount,
  other_currency,  // a sign or code that is not the book's
  real_decimals,   // 12.50 where the currency has none
  too_large        // beyond a 64-bit integer
};

struct Amount {
  std::int64_t minor = 0;
  bool rounded = false;  // decimals beyond the minor unit were rounded half away from zero
  AmountFault fault = AmountFault::none;
};

// Rounds half away from zero. What arithmetic in floating point leaves (22.200000000000003) is
// rounded even where real decimals are a fault.
Amount parse_amount(std::string_view text, const AmountRules& rules);

// A number without a currency; nullopt when it is not one.
std::optional<double> parse_number(std::string_view text, Decimal decimal);

// The currency that a written amount or a unit names: "JPY" of "1,234円" and "円"; "" when it names
// none. "$" is USD, "¥" is JPY.
std::string currency_of(std::string_view text);
// The same of a cell in a column of currencies, where "usd" is one too.
std::string currency_named(std::string_view cell);

// True if the text is a number only when the comma (point) separates decimals: "1.234,5", "0,75".
bool needs_decimal(std::string_view text, Decimal decimal);

}  // namespace mikata
