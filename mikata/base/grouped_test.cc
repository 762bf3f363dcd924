// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/grouped.h"

#include <gtest/gtest.h>

#include <limits>

namespace mikata {
namespace {

TEST(Grouped, PutsACommaBeforeEveryThreeDigits) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(69659), "69,659");
  EXPECT_EQ(grouped(123456), "123,456");
  EXPECT_EQ(grouped(-999), "\u2212999");
  EXPECT_EQ(grouped(-1000), "\u22121,000");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min()), "\u22129,223,372,036,854,775,808");
}

}  // namespace
}  // namespace mikata
