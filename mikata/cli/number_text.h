// SPDX-License-Identifier: Apache-2.0
// Numbers, money and days as people read them (DESIGN section 10) and as programs read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mikata/base/grouped.h"
#include "mikata/base/localized.h"
#include "mikata/base/table.h"

namespace mikata::cli {

// What a number becomes: its column, how many decimals, whose money.
struct NumberStyle {
  ColumnType type = ColumnType::string;
  int decimals = 0;
  int money_digits = 0;      // decimals of the book's currency
  Grain grain = Grain::day;  // of a day that names a period
};

// A value in a table on a terminal: 64.8%, 25.4, 1,212, 2026-10, – for NULL. Text is made
// printable.
std::string value_text(const Value& value, const NumberStyle& style);

// "21.1–29.6"; with a negative end "−14.9 から −2.9" or "−14.9 to −2.9".
std::string interval_text(const std::string& low, const std::string& high, Language language);

// A headline amount given in minor units, e.g. 384万円 and ¥3.84M: three significant digits from
// 100,000 on.
std::string amount_text(std::int64_t minor, std::string_view currency, Language language);

// The name of the period that begins on `day`: 2026, 2026-Q4, 2026-10, 2026-10-26.
std::string period_name(Day day, Grain grain);

// A value for a program: plain digits, ISO days, money in major units, "" for NULL.
std::string plain_text(const Value& value, ColumnType type, int money_digits);

}  // namespace mikata::cli
