// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/day_words.h"

#include <gtest/gtest.h>

namespace mikata {
namespace {

TEST(DayWords, AreThoseOfThePage) {
  const Localized words = day_words(*make_day(2026, 3, 9));
  EXPECT_EQ(words.ja, "2026年3月9日");
  EXPECT_EQ(words.en, "9 Mar 2026");
  EXPECT_EQ(day_words(*make_day(2025, 12, 31)).en, "31 Dec 2025");
}

}  // namespace
}  // namespace mikata
