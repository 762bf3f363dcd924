// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/answer_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "mikata/base/error.h"

namespace mikata::http {
namespace {

AnswerCache::Make made(const std::string& text) {
  return [text](std::stop_token) { return CachedBody{text, ""}; };
}

AnswerCache::Make must_not_be_made() {
  return [](std::stop_token) -> CachedBody {
    ADD_FAILURE() << "made again";
    return {};
  };
}

TEST(AnswerCache, MakesAnAnswerOnce) {
  AnswerCache cache(1000);
  EXPECT_EQ(cache.find("a", 1), std::nullopt);
  EXPECT_EQ(cache.get("a", 1, {}, made("x")).plain, "x");
  EXPECT_EQ(cache.get("a", 1, {}, must_not_be_made()).plain, "x");
  EXPECT_EQ(cache.find("a", 1)->plain, "x");
  EXPECT_EQ(cache.counts().hits, 2);
  EXPECT_EQ(cache.counts().misses, 1);
}

TEST(AnswerCache, ForgetsEverythingWhenTheBookChanges) {
  AnswerCache cache(1000);
  cache.get("a", 1, {}, made("old"));
  EXPECT_EQ(cache.find("a", 2), std::nullopt);
  EXPECT_EQ(cache.counts().bytes, 0);
  EXPECT_EQ(cache.get("a", 2, {}, made("new")).plain, "new");
}

TEST(AnswerCache, KeepsNoAnswerOfAnOlderVersion) {
  AnswerCache cache(1000);
  cache.get("a", 1, {}, [&](std::stop_token) {
    cache.find("a", 2);  // the book changes while the answer is made
    return CachedBody{"old", ""};
  });
  EXPECT_EQ(cache.counts().entries, 0);
  EXPECT_EQ(cache.get("a", 1, {}, made("late")).plain, "late");
  EXPECT_EQ(cache.counts().entries, 0);
}

TEST(AnswerCache, LetsTheLeastRecentlyUsedGoFirst) {
  AnswerCache cache(44);  // four entries of 1 + 10 bytes
  for (const char* key : {"a", "b", "c", "d"}) cache.get(key, 1, {}, made("0123456789"));
  cache.find("a", 1);
  cache.get("e", 1, {}, made("0123456789"));
  EXPECT_NE(cache.find("a", 1), std::nullopt);
  EXPECT_EQ(cache.find("b", 1), std::nullopt);
  EXPECT_EQ(cache.counts().bytes, 44);
}

TEST(AnswerCache, DoesNotLetOneAnswerPushAllOthersOut) {
  AnswerCache cache(44);
  cache.get("a", 1, {}, made("x"));
  cache.get("big", 1, {}, made(std::string(30, 'x')));
  EXPECT_NE(cache.find("a", 1), std::nullopt);
  EXPECT_EQ(cache.find("big", 1), std::nullopt);
}

TEST(AnswerCache, PassesOnWhatTheMakerThrowsAndTriesAgain) {
  AnswerCache cache(1000);
  const auto fails = [](std::stop_token) -> CachedBody { fail(ErrorKind::not_found, "no"); };
  EXPECT_THROW(cache.get("a", 1, {}, fails), Error);
  EXPECT_EQ(cache.get("a", 1, {}, made("x")).plain, "x");
}

TEST(AnswerCache, MakesOneAnswerForAllWhoAskAtOnce) {
  AnswerCache cache(1000);
  std::atomic<int> runs = 0;
  std::latch all(8);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      all.arrive_and_wait();
      const CachedBody body = cache.get("a", 1, {}, [&](std::stop_token) {
        ++runs;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return CachedBody{"x", ""};
      });
      EXPECT_EQ(body.plain, "x");
    });
  }
  threads.clear();
  EXPECT_EQ(runs, 1);
}

TEST(AnswerCache, LetsTheNextOneTryWhenTheFirstWasStopped) {
  AnswerCache cache(1000);
  std::latch begun(1);
  std::stop_source stop;
  std::jthread first([&] {
    const auto waits = [&](std::stop_token stopped) -> CachedBody {
      begun.count_down();
      while (!stopped.stop_requested()) std::this_thread::yield();
      fail(ErrorKind::unavailable, "stopped");
    };
    EXPECT_THROW(cache.get("a", 1, stop.get_token(), waits), Error);
  });
  begun.wait();
  std::jthread second([&] { EXPECT_EQ(cache.get("a", 1, {}, made("x")).plain, "x"); });
  stop.request_stop();
}

TEST(AnswerCache, StopsWaiting) {
  AnswerCache cache(1000);
  std::latch begun(1);
  std::latch over(1);
  std::jthread first([&] {
    cache.get("a", 1, {}, [&](std::stop_token) {
      begun.count_down();
      over.wait();
      return CachedBody{"x", ""};
    });
  });
  begun.wait();
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(cache.get("a", 1, stop.get_token(), must_not_be_made()), Error);
  over.count_down();
}

}  // namespace
}  // namespace mikata::http
