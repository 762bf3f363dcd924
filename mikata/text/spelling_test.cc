// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/spelling.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mikata::text {
namespace {

constexpr std::uint32_t kFirst = 1;
constexpr std::uint32_t kSecond = 2;

TEST(Spelling, IsWittenBellOverTwoLettersOneAndNone) {
  const ListedWord words[] = {{U"ab", kFirst}};
  // Each of a, b and the end was seen once, after the only letters that stood before it.
  const double letter = (1 + 0.5) / (3 + 0.5 * 120);
  const double after_one = (1 + letter) / 2;
  const double after_two = (1 + after_one) / 2;
  EXPECT_NEAR(Spelling(words).log_likelihood(U"ab")[0], 3 * std::log(after_two), 1e-5);
}

TEST(Spelling, GivesEveryLetterTheSameWhereNothingWasSeen) {
  const ListedWord words[] = {{U"ab", kFirst}};
  EXPECT_NEAR(Spelling(words).log_likelihood(U"ab")[1], 3 * std::log(1.0 / 120), 1e-4);
  EXPECT_NEAR(Spelling().log_likelihood(U"ab")[0], 3 * std::log(1.0 / 120), 1e-4);
}

TEST(Spelling, TellsLanguagesApartByWordsOfNoList) {
  const ListedWord words[] = {
      {U"nation", kFirst},   {U"motion", kFirst},   {U"station", kFirst},
      {U"zeitung", kSecond}, {U"meinung", kSecond}, {U"rechnung", kSecond},
      {U"lotion", kFirst},   {U"ordnung", kSecond}, {U"in", kFirst | kSecond}};
  const Spelling spelling(words);
  const auto ration = spelling.log_likelihood(U"ration");
  EXPECT_GT(ration[0], ration[1] + 3);
  const auto leitung = spelling.log_likelihood(U"leitung");
  EXPECT_GT(leitung[1], leitung[0] + 3);
}

TEST(Spelling, TakesLettersOfNoListAndNoLetters) {
  const ListedWord words[] = {{U"ab", kFirst}};
  const Spelling spelling(words);
  EXPECT_LT(spelling.log_likelihood(U"öß\U0001F600")[0], spelling.log_likelihood(U"ab")[0]);
  EXPECT_TRUE(std::isfinite(spelling.log_likelihood(U"")[0]));
}

}  // namespace
}  // namespace mikata::text
