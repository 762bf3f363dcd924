// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/ahead.h"

#include <gtest/gtest.h>

#include "mikata/http/test_site.h"
#include "mikata/insights/insight.h"

namespace mikata::http {
namespace {

using namespace std::chrono_literals;

// Waits until so many questions were answered, or for too long.
bool answered(const TestSite& test, int runs) {
  for (int i = 0; i < 500 && test.book.runs < runs; ++i) std::this_thread::sleep_for(10ms);
  return test.book.runs == runs;
}

// A site that knows every question that is asked ahead.
struct KnowingSite : TestSite {
  KnowingSite() {
    for (const std::string_view address : asked_ahead()) {
      const std::string_view query = address.substr(0, address.find('?'));
      Insight insight = test_insights().front();
      insight.name = query.substr(query.rfind('/') + 1);
      insight.parameters = {{.name = "view", .default_value = ""}};
      known.push_back(insight);
    }
    site.insights = known;
  }
  std::vector<Insight> known;
};

TEST(Ahead, AsksEachQuestionOnceAndAgainAfterAChange) {
  KnowingSite test;
  const int all = static_cast<int>(asked_ahead().size());
  const Ahead ahead(test.site, 5ms);
  ASSERT_TRUE(answered(test, all)) << test.book.runs;
  for (const std::string_view address : asked_ahead()) {
    EXPECT_EQ(test.get(std::string(address)).status, 200) << address;
    const char* const more = address.find('?') == std::string_view::npos ? "?lang=ja" : "&lang=ja";
    EXPECT_EQ(test.get(std::string(address) + more).status, 200) << address;
  }
  EXPECT_EQ(test.book.runs, all) << "whoever asks is answered from memory";
  ++test.book.version;
  EXPECT_TRUE(answered(test, 2 * all)) << test.book.runs;
}

TEST(Ahead, AsksOnlyWhatTheCatalogueKnows) {
  for (const std::string_view address : asked_ahead()) {
    const std::string_view path = address.substr(0, address.find('?'));
    EXPECT_NO_THROW(find_insight(path.substr(path.rfind('/') + 1))) << address;
  }
}

TEST(Ahead, WaitsUntilTheFactsStandStill) {
  KnowingSite test;
  const Ahead ahead(test.site, 10s);
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(test.book.runs, 0);
}

TEST(Ahead, GoesOnAfterAProblemAndEndsWhenToldTo) {
  KnowingSite test;
  test.book.during_run = [](const Watch&) { fail(ErrorKind::internal, "bad"); };
  {
    const Ahead ahead(test.site, 5ms);
    EXPECT_TRUE(answered(test, static_cast<int>(asked_ahead().size()))) << test.book.runs;
  }
  std::stop_token seen;
  test.book.during_run = [&](const Watch& watch) {
    seen = watch.stop;
    while (!watch.stop.stop_requested()) std::this_thread::sleep_for(1ms);
  };
  ++test.book.version;
  {
    const Ahead ahead(test.site, 5ms);
    std::this_thread::sleep_for(100ms);
  }
  EXPECT_TRUE(seen.stop_requested());
}

}  // namespace
}  // namespace mikata::http
