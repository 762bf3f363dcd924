// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/money.h"

#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata {
namespace {

TEST(Money, CurrenciesHaveTheDecimalsOfIso4217) {
  const struct {
    std::string_view currency;
    int digits;
    double minor;
  } cases[] = {{"JPY", 0, 1},    {"KRW", 0, 1},    {"VND", 0, 1},   {"CLP", 0, 1},
               {"USD", 2, 100},  {"EUR", 2, 100},  {"GBP", 2, 100}, {"TWD", 2, 100},
               {"KWD", 3, 1000}, {"BHD", 3, 1000}, {"TND", 3, 1000}};
  for (const auto& [currency, digits, minor] : cases) {
    EXPECT_EQ(minor_digits(currency), digits) << currency;
    EXPECT_EQ(minor_per_major(currency), minor) << currency;
  }
}

TEST(Money, UnknownCurrencyIsNotGuessed) {
  for (const auto* currency : {"", "jpy", "JP", "YEN", "円", "¥", "JPY ", "ZZZ", "USDT"}) {
    EXPECT_FALSE(minor_digits(currency)) << currency;
    try {
      minor_per_major(currency);
      ADD_FAILURE() << currency;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::invalid_argument) << currency;
    }
  }
}

}  // namespace
}  // namespace mikata
