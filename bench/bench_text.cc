// SPDX-License-Identifier: Apache-2.0
// bench_text N: speed of mikata/text on N made-up Japanese comments of about 100 characters, one
// thread, with MeCab alone and the lexicon alone beside it. One JSON document.
//
// bench_text voices N FILE: the same comments with their ratings as a CSV of voices of two years.
#include <fmt/core.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string_view>

#include "mikata/base/date.h"
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
// What people who end like this rate, of 0 to 10.
constexpr double kRatings[] = {9, 5, 7, 10, 1, 8};
constexpr const char* kEnds[] = {"また利用したいと思います。", "もう少し改善してほしいです。",
                                 "全体としては普通でした。",   "本当に助かりました。",
                                 "二度と行きません。",         "次回に期待しています。"};

struct Comments {
  std::vector<Remark> remarks;
  std::vector<double> ratings;
};

// `count` of them, numbered from `first`.
Comments comments(std::size_t first, std::size_t count) {
  mikata::Random random(first + 1);
  Comments made;
  for (std::size_t i = first; i < first + count; ++i) {
    std::string text;
    for (int part = 0; part < 6; ++part) text += kParts[random.below(std::size(kParts))];
    const std::size_t end = random.below(std::size(kEnds));
    made.remarks.push_back({.text = text + kEnds[end] + std::to_string(i)});
    // One in ten rates as it pleases.
    made.ratings.push_back(random.below(10) == 0 ? static_cast<double>(random.below(11))
                                                 : kRatings[end]);
  }
  return made;
}

// Of this process: other programs on the machine do not count.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <typename Work>
double per_second(const std::vector<Remark>& remarks, Work work) {
  const double start = cpu_seconds();
  for (const Remark& remark : remarks) work(remark);
  return static_cast<double>(remarks.size()) / (cpu_seconds() - start);
}

int write_voices(std::size_t count, const char* path) {
  constexpr std::int32_t kFirstDay = 20'000;
  constexpr std::size_t kDays = 730;
  constexpr std::size_t kAtOnce = 100'000;
  std::ofstream out(path, std::ios::binary);
  out << "voice_id,customer_id,question,score,scale_low,scale_high,local_day,text\n";
  for (std::size_t first = 0; first < count; first += kAtOnce) {
    const Comments made = comments(first, std::min(kAtOnce, count - first));
    for (std::size_t i = 0; i < made.remarks.size(); ++i) {
      const std::size_t number = first + i;
      const mikata::Day day{kFirstDay + static_cast<std::int32_t>(number * kDays / count)};
      out << fmt::format("V{:07},C{:06},nps,{},0,10,{},{}\n", number, number % 300'000,
                         made.ratings[i], to_string(day), made.remarks[i].text);
    }
  }
  out.close();
  return out ? 0 : 1;
}

}  // namespace

// tidy: a benchmark reads best from its beginning to its end
int main(int count, char** words) {
  if (count == 4 && std::string_view(words[1]) == "voices") {
    return write_voices(std::strtoull(words[2], nullptr, 10), words[3]);
  }
  const std::size_t n = count > 1 ? std::strtoull(words[1], nullptr, 10) : 20'000;
  const Comments made = comments(0, n);
  const std::vector<Remark>& remarks = made.remarks;
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
    pairs.push_back({.remark = remarks[i], .rating = made.ratings[i], .lowest = 0, .highest = 10});
  }
  const double start = cpu_seconds();
  auto trained = train_sentiment(reader, pairs, {.threads = 1});
  const double training = cpu_seconds() - start;

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
      n, full, alone, mecab, lexicon, pairs.size(), training, kept);
  return 0;
}
