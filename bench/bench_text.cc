// SPDX-License-Identifier: Apache-2.0
// bench_text N: speed of mikata/text on N made-up Japanese comments of about 100 characters, one
// thread, with MeCab alone and the lexicon alone beside it. One JSON document.
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>

#include "mikata/base/random.h"
#include "mikata/text/reader.h"
#include "mikata/text/train.h"

namespace {

using mikata::text::Reader;
using mikata::text::Remark;

constexpr const char* kParts[] = {
    "スタッフの対応がとても丁寧で、",   "部屋は清潔でしたが、",
    "料金の説明が分かりにくく、",       "駅から近くて便利な場所にあり、",
    "朝食の種類が少なくて残念で、",     "電話がなかなかつながらず、",
    "商品は注文した翌日に届いて、",     "アプリの操作が簡単になり、",
    "予約の変更に何度も手間がかかり、", "担当の方が親身に相談に乗って、",
    "値段の割に量が多くて満足で、",     "思っていたより音がうるさく、"};
constexpr const char* kEnds[] = {"また利用したいと思います。", "もう少し改善してほしいです。",
                                 "全体としては普通でした。",   "本当に助かりました。",
                                 "二度と行きません。",         "次回に期待しています。"};

std::vector<Remark> comments(std::size_t count) {
  mikata::Random random(1);
  std::vector<Remark> made;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (int part = 0; part < 6; ++part) text += kParts[random.below(std::size(kParts))];
    text += kEnds[random.below(std::size(kEnds))];
    made.push_back({.text = text + std::to_string(i)});
  }
  return made;
}

template <typename Work>
double per_second(const std::vector<Remark>& remarks, Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (const Remark& remark : remarks) work(remark);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  return static_cast<double>(remarks.size()) / taken.count();
}

}  // namespace

int main(int count, char** words) {
  const std::size_t n = count > 1 ? std::strtoull(words[1], nullptr, 10) : 20'000;
  const std::vector<Remark> remarks = comments(n);
  const Reader reader;
  const auto session = reader.session();
  std::size_t kept = 0;
  const double full = per_second(
      remarks, [&](const Remark& remark) { kept += session->read(remark).masked.size(); });
  const double lexicon = per_second(
      remarks, [&](const Remark& remark) { kept += session->analyse(remark).hits.size(); });

  const mikata::text::Tokenizer tokenizer;
  const auto tokens = tokenizer.session();
  const double mecab = per_second(
      remarks, [&](const Remark& remark) { kept += tokens->japanese(remark.text).size(); });

  std::vector<mikata::text::RatedRemark> pairs;
  for (std::size_t i = 0; i < std::min<std::size_t>(5000, remarks.size()); ++i) {
    pairs.push_back({.remark = remarks[i],
                     .rating = static_cast<double>(i * 7 % 11),
                     .lowest = 0,
                     .highest = 10});
  }
  const auto start = std::chrono::steady_clock::now();
  auto trained = train_sentiment(reader, pairs, {.threads = 1});
  const std::chrono::duration<double> training = std::chrono::steady_clock::now() - start;

  // A model without lexicon, so that the fast way is taken whatever cross-validation chose.
  trained.model.source = mikata::text::Source::text;
  for (auto& stack : trained.model.stack) stack.weights.resize(trained.model.classes.size());
  const Reader learned({.model = {.sentiment = trained.model, .labels = {}}});
  const auto fast = learned.session();
  const double alone = per_second(remarks, [&](const Remark& remark) {
    kept += fast->read_sentiment(remark).score > 0 ? 1 : 0;
  });
  fmt::print(
      "{{\"comments\":{},\"full_per_s\":{:.0f},\"sentiment_per_s\":{:.0f},\"mecab_per_s\":{:.0f},"
      "\"lexicon_and_mask_per_s\":{:.0f},\"training_{}_s\":{:.2f},\"check\":{}}}\n",
      n, full, alone, mecab, lexicon, pairs.size(), training.count(), kept);
  return 0;
}
