// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/suggest.h"

#include <gtest/gtest.h>

#include <vector>

namespace mikata {
namespace {

const std::vector<std::string> kWords{"answered_at", "region", "retention",
                                      "nps",         "csat",   "顧客ID"};

TEST(Suggest, FindsTheWordThatWasMeant) {
  const struct {
    std::string_view written, meant;
  } cases[] = {{"answred_at", "answered_at"},
               {"answered_ta", "answered_at"},
               {"regoin", "region"},
               {"Region", "region"},
               {"retentoin", "retention"},
               {"retentio", "retention"},
               {"npss", "nps"},
               {"nsp", "nps"},
               {"scat", "csat"},
               {"region", "region"},
               {"顧客id", "顧客ID"}};
  for (const auto& [written, meant] : cases) EXPECT_EQ(nearest_word(written, kWords), meant);
}

TEST(Suggest, IsSilentWhenNothingIsNear) {
  for (const auto& written : {std::string(""), std::string("x"), std::string("clv"),
                              std::string("rtn"), std::string("something_else_entirely"),
                              std::string(65, 'n'), std::string(1'000'000, 'a')}) {
    EXPECT_FALSE(nearest_word(written, kWords)) << written.substr(0, 70);
    EXPECT_EQ(did_you_mean(written, kWords), Localized{});
  }
  EXPECT_FALSE(nearest_word("nps", {}));
}

TEST(Suggest, PrefersTheNearerAndThenTheFirst) {
  const std::vector<std::string> words{"stage", "stages", "state"};
  EXPECT_EQ(nearest_word("stagee", words), "stage");
  EXPECT_EQ(nearest_word("stagess", words), "stages");
  EXPECT_EQ(nearest_word("staxe", words), "stage");
}

TEST(Suggest, IsAHalfSentenceToAppend) {
  const Localized said{.ja = "（region のことですか）", .en = " (did you mean region?)"};
  EXPECT_EQ(did_you_mean("regoin", kWords), said);
}

}  // namespace
}  // namespace mikata
