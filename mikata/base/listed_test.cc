// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/listed.h"

#include <gtest/gtest.h>

#include <vector>

namespace mikata {
namespace {

TEST(Listed, SetsNamesApartAsEachLanguageDoes) {
  const std::vector<Localized> items{{"地域", "region"}, {"性別", "gender"}};
  EXPECT_EQ(listed(items), (Localized{"地域、性別", "region, gender"}));
  EXPECT_EQ(listed(std::span(items).first(1)), items[0]);
  EXPECT_EQ(listed({}), Localized{});
}

}  // namespace
}  // namespace mikata
