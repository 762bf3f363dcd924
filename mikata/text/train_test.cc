// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/train.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mikata/base/error.h"
#include "mikata/text/scores.h"
#include "mikata/text/testing_reader.h"

namespace mikata::text {
namespace {

// Remarks whose polarity no lexicon knows: invented words.
std::vector<RatedRemark> invented(int count) {
  std::vector<RatedRemark> remarks;
  for (int i = 0; i < count; ++i) {
    const char* word = i % 3 == 0 ? "zorbig" : i % 3 == 1 ? "plimmish" : "quaxly";
    remarks.push_back({.remark = {.text = std::string("the thing was ") + word + " number " +
                                          std::to_string(i * 7919),
                                  .language = "en"},
                       .rating = static_cast<double>(i % 3) + 1,
                       .lowest = 1,
                       .highest = 3});
  }
  return remarks;
}

TEST(LabelOf, FollowsTheScale) {
  const auto label = [](double rating, double lowest, double highest) {
    return label_of({.remark = {}, .rating = rating, .lowest = lowest, .highest = highest});
  };
  EXPECT_EQ(label(9, 0, 10), Label::positive);
  EXPECT_EQ(label(8, 0, 10), Label::neutral);
  EXPECT_EQ(label(6, 0, 10), Label::negative);
  EXPECT_EQ(label(5, 1, 5), Label::positive);
  EXPECT_EQ(label(4, 1, 5), Label::positive);
  EXPECT_EQ(label(3, 1, 5), Label::neutral);
  EXPECT_EQ(label(2, 1, 5), Label::negative);
  EXPECT_EQ(label(0, -1, 1), Label::neutral);
  EXPECT_EQ(label(5, 1, 7), Label::neutral);
}

TEST(TrainSentiment, LearnsWordsThatNoLexiconKnows) {
  const auto remarks = invented(330);
  const TrainedSentiment trained = train_sentiment(reader(), remarks);
  EXPECT_NE(trained.model.source, Source::lexicon);
  const Reader learned({.model = {.sentiment = trained.model, .labels = {}}});
  const auto session = learned.session();
  EXPECT_EQ(session->read({.text = "it was quaxly"}).sentiment.label, Label::positive);
  EXPECT_EQ(session->read({.text = "it was zorbig"}).sentiment.label, Label::negative);
  EXPECT_EQ(session->read({.text = "it was plimmish"}).sentiment.label, Label::neutral);
}

TEST(TrainSentiment, ReadsNoRemarkByItsOwnRating) {
  // Ratings that the text cannot know: in fold they could be learned by heart, out of fold not.
  std::vector<RatedRemark> remarks;
  for (int i = 0; i < 400; ++i) {
    remarks.push_back(
        {.remark = {.text = "word" + std::to_string(i * 104729 % 100003), .language = "en"},
         .rating = static_cast<double>((i * 7919 >> 3) & 1),
         .lowest = 0,
         .highest = 1});
  }
  const TrainedSentiment trained = train_sentiment(reader(), remarks);
  ASSERT_EQ(trained.out_of_fold.size(), remarks.size());
  std::vector<double> scores;
  std::vector<int> sides;
  for (std::size_t i = 0; i < remarks.size(); ++i) {
    scores.push_back(trained.out_of_fold[i].score);
    sides.push_back(remarks[i].rating > 0.5 ? 1 : 0);
  }
  EXPECT_NEAR(area_under_curve(scores, sides), 0.5, 0.15);
}

TEST(TrainSentiment, IsTheSameWithAnyNumberOfThreads) {
  const auto remarks = invented(150);
  const auto one = train_sentiment(reader(), remarks, {.threads = 1});
  const auto three = train_sentiment(reader(), remarks, {.threads = 3});
  EXPECT_EQ(model_bytes({.sentiment = one.model, .labels = {}}),
            model_bytes({.sentiment = three.model, .labels = {}}));
}

TEST(TrainSentiment, RefusesWhatTeachesNothing) {
  auto few = invented(10);
  EXPECT_THROW(train_sentiment(reader(), few), Error);
  auto alike = invented(60);
  for (RatedRemark& one : alike) one.rating = 3;
  EXPECT_THROW(train_sentiment(reader(), alike), Error);
  auto off = invented(60);
  off[5].rating = 9;
  EXPECT_THROW(train_sentiment(reader(), off), Error);
  auto flat = invented(60);
  flat[5].lowest = flat[5].highest;
  EXPECT_THROW(train_sentiment(reader(), flat), Error);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(train_sentiment(reader(), invented(60), {.stop = stop.get_token()}), Error);
}

std::vector<LabelledRemark> labelled(int count) {
  std::vector<LabelledRemark> remarks;
  for (int i = 0; i < count; ++i) {
    LabelledRemark one{.remark = {.text = "note " + std::to_string(i * 31), .language = "en"},
                       .labels = {}};
    if (i % 2 == 0) {
      one.remark.text += " about parking";
      one.labels.push_back("parking");
    }
    if (i % 3 == 0) {
      one.remark.text += " and breakfast";
      one.labels.push_back("breakfast");
    }
    remarks.push_back(std::move(one));
  }
  return remarks;
}

TEST(TrainLabels, TakesSeveralLabelsOrNone) {
  const TrainedLabels trained = train_labels(reader(), labelled(120));
  EXPECT_EQ(trained.model.choice, Choice::several);
  EXPECT_GT(trained.model.macro_f1, 0.95);
  const Reader learned({.model = {.sentiment = {}, .labels = trained.model}});
  const auto session = learned.session();
  EXPECT_THAT(session->read({.text = "parking and breakfast"}).labels,
              testing::UnorderedElementsAre("parking", "breakfast"));
  EXPECT_THAT(session->read({.text = "note of nothing"}).labels, testing::IsEmpty());
}

TEST(TrainLabels, RefusesWhatTeachesNothing) {
  EXPECT_THROW(train_labels(reader(), labelled(10)), Error);
  auto one_label = labelled(60);
  for (LabelledRemark& one : one_label) one.labels = {"same"};
  EXPECT_THROW(train_labels(reader(), one_label), Error);
  auto nameless = labelled(60);
  nameless[3].labels = {""};
  EXPECT_THROW(train_labels(reader(), nameless), Error);
}

}  // namespace
}  // namespace mikata::text
