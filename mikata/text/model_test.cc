// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/model.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>

#include "mikata/base/error.h"

namespace mikata::text {
namespace {

Model small_model() {
  SentimentModel sentiment;
  sentiment.heads = LinearHeads(Vocabulary({3, 500, 1000}, {1.5F, 2, 3}),
                                {1, -1, 0.5F, 0.25F, 0, 1}, {0.5F, -0.5F});
  sentiment.classes = {Label::negative, Label::positive};
  sentiment.stack = {{.weights = {1, -1}, .intercept = 0.1, .converged = true},
                     {.weights = {-1, 1}, .intercept = 0.2, .converged = true}};
  sentiment.priors = {0.4, 0.6};
  sentiment.balance = 0.5;
  sentiment.source = Source::text;
  sentiment.scores = {{.source = Source::text, .macro_f1 = 0.8, .accuracy = 0.9, .auc = 0.95}};
  sentiment.pairs = 123;
  sentiment.date = "2026-10-31";
  LabelModel labels;
  labels.heads = LinearHeads(Vocabulary({7}, {1.0F}), {1, 2}, {0, 0});
  labels.names = {"価格", "service"};
  labels.calibration = {{.weights = {1}}, {.weights = {2}}};
  labels.thresholds = {0.4, 0.6};
  labels.scores = {{.support = 3}, {.support = 4}};
  return {.sentiment = sentiment, .labels = labels};
}

// With the length and checksum that its parts have, as somebody who means harm would write it.
std::string sealed(std::string bytes) {
  const std::string parts = bytes.substr(32);
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : parts) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  const std::uint64_t size = parts.size();
  std::memcpy(&bytes[16], &size, sizeof size);
  std::memcpy(&bytes[24], &hash, sizeof hash);
  return bytes;
}

TEST(ModelFile, GivesBackWhatWasWritten) {
  const std::string bytes = model_bytes(small_model());
  const Model model = model_from_bytes(bytes);
  ASSERT_TRUE(model.sentiment && model.labels);
  EXPECT_EQ(model.sentiment->pairs, 123U);
  EXPECT_EQ(model.sentiment->date, "2026-10-31");
  EXPECT_EQ(model.sentiment->heads.vocabulary().indices(),
            (std::vector<std::uint32_t>{3, 500, 1000}));
  EXPECT_NEAR(model.sentiment->heads.weights_of(1)[1], 0.25, 1e-4);
  EXPECT_EQ(model.labels->names[0], "価格");
  EXPECT_EQ(model_bytes(model), bytes);
}

TEST(ModelFile, RefusesWhatIsNoModel) {
  const std::string good = model_bytes(small_model());
  std::string other_version = good;
  other_version[8] = 9;
  std::string changed = good;
  changed[good.size() / 2] = static_cast<char>(changed[good.size() / 2] ^ 1);
  for (const std::string& bytes :
       {std::string(), std::string("MIKATEXT"), std::string("hello world"), good.substr(0, 40),
        good.substr(0, good.size() - 1), good + "x", other_version, changed}) {
    EXPECT_THROW(model_from_bytes(bytes), Error);
  }
}

// Any byte may be anything although the checksum holds: an error or a model, never a crash.
TEST(ModelFile, StandsAnyByteChanged) {
  const std::string good = model_bytes(small_model());
  for (std::size_t i = 32; i < good.size(); i += 7) {
    for (const int value : {0, 255}) {
      std::string bytes = good;
      bytes[i] = static_cast<char>(value);
      try {
        const Model model = model_from_bytes(sealed(bytes));
        const std::vector<float> margins(model.labels ? model.labels->heads.count() : 0, 0.5F);
        if (model.labels) model.labels->read(margins);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
      }
    }
  }
}

TEST(LinearHeads, KeepTheStrongestNgrams) {
  LinearHeads heads(Vocabulary({1, 2, 3}, {1, 1, 1}), {0.1F, 5, 0.2F}, {0});
  heads.prune(1);
  EXPECT_EQ(heads.vocabulary().indices(), (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(heads.weights_of(0)[0], 5);
}

}  // namespace
}  // namespace mikata::text
