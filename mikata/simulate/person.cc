// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/person.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

struct Name {
  const char* ja;
  const char* latin;
};

constexpr auto kFamilies = std::to_array<Name>({
    {"佐藤", "Sato"},      {"鈴木", "Suzuki"},     {"高橋", "Takahashi"}, {"田中", "Tanaka"},
    {"伊藤", "Ito"},       {"渡辺", "Watanabe"},   {"山本", "Yamamoto"},  {"中村", "Nakamura"},
    {"小林", "Kobayashi"}, {"加藤", "Kato"},       {"吉田", "Yoshida"},   {"山田", "Yamada"},
    {"佐々木", "Sasaki"},  {"山口", "Yamaguchi"},  {"松本", "Matsumoto"}, {"井上", "Inoue"},
    {"木村", "Kimura"},    {"林", "Hayashi"},      {"清水", "Shimizu"},   {"斎藤", "Saito"},
    {"山崎", "Yamazaki"},  {"森", "Mori"},         {"池田", "Ikeda"},     {"橋本", "Hashimoto"},
    {"阿部", "Abe"},       {"石川", "Ishikawa"},   {"前田", "Maeda"},     {"小川", "Ogawa"},
    {"岡田", "Okada"},     {"長谷川", "Hasegawa"}, {"村上", "Murakami"},  {"近藤", "Kondo"},
    {"石井", "Ishii"},     {"坂本", "Sakamoto"},   {"遠藤", "Endo"},      {"青木", "Aoki"},
    {"藤井", "Fujii"},     {"西村", "Nishimura"},  {"福田", "Fukuda"},    {"太田", "Ota"},
    {"三浦", "Miura"},     {"岡本", "Okamoto"},    {"松田", "Matsuda"},   {"中島", "Nakajima"},
    {"原田", "Harada"},    {"小野", "Ono"},        {"田村", "Tamura"},    {"竹内", "Takeuchi"},
});
constexpr auto kWomen = std::to_array<Name>({
    {"結衣", "Yui"},     {"陽子", "Yoko"},    {"美咲", "Misaki"}, {"さくら", "Sakura"},
    {"恵子", "Keiko"},   {"由美", "Yumi"},    {"葵", "Aoi"},      {"真理子", "Mariko"},
    {"千尋", "Chihiro"}, {"直美", "Naomi"},   {"彩", "Aya"},      {"久美子", "Kumiko"},
    {"明日香", "Asuka"}, {"智子", "Tomoko"},  {"花", "Hana"},     {"裕子", "Hiroko"},
    {"奈々", "Nana"},    {"里美", "Satomi"},  {"遥", "Haruka"},   {"和子", "Kazuko"},
    {"麻衣", "Mai"},     {"幸子", "Sachiko"}, {"凛", "Rin"},      {"京子", "Kyoko"},
});
constexpr auto kMen = std::to_array<Name>({
    {"健太", "Kenta"}, {"翔", "Sho"},       {"大輔", "Daisuke"}, {"誠", "Makoto"},
    {"隆", "Takashi"}, {"和也", "Kazuya"},  {"蓮", "Ren"},       {"浩", "Hiroshi"},
    {"直樹", "Naoki"}, {"拓海", "Takumi"},  {"亮", "Ryo"},       {"修", "Osamu"},
    {"悠斗", "Yuto"},  {"達也", "Tatsuya"}, {"学", "Manabu"},    {"茂", "Shigeru"},
    {"陸", "Riku"},    {"一郎", "Ichiro"},  {"剛", "Tsuyoshi"},  {"光", "Hikaru"},
});
constexpr auto kEnglishFamilies = std::to_array<const char*>(
    {"Brown",  "Miller", "Clark",  "Evans",  "Walker",  "Hughes", "Green", "Baker",
     "Carter", "Reed",   "Cooper", "Morgan", "Bennett", "Foster", "Hayes", "Ellis",
     "Price",  "Wood",   "Khan",   "Patel",  "Nguyen",  "Garcia", "Silva", "Rossi",
     "Weber",  "Larsen", "Novak",  "Kim",    "Chen",    "Singh"});
constexpr auto kEnglishWomen =
    std::to_array<const char*>({"Emma", "Olivia", "Grace", "Hannah", "Alice", "Sofia", "Maya",
                                "Lucy", "Nora", "Ruth", "Clara", "Elena", "Priya", "Mei", "Julia"});
constexpr auto kEnglishMen =
    std::to_array<const char*>({"James", "Oliver", "Daniel", "Thomas", "Lucas", "Samuel", "Henry",
                                "Arjun", "Marco", "Paul", "David", "Leo", "Minh", "Erik", "Hugo"});
constexpr auto kDomains = std::to_array<const char*>(
    {"example.jp", "example.com", "mail.example.jp", "example.net", "example.org"});

template <typename T, std::size_t n>
const T& one_of(Random& random, const std::array<T, n>& values) {
  return values[random.below(n)];
}

std::string lower(std::string text) {
  // ASCII only: Latin names.
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

}  // namespace

std::string customer_id(const World& world, std::int64_t number) {
  const int width = world.customers < 100000 ? 5 : 7;
  return fmt::format(FMT_STRING("C-{:0{}}"), number, width);
}

Person make_person(const World& world, const Nature& nature) {
  Random random = stream(world.seed, nature.number, Purpose::person);
  Person person;
  std::string family;
  std::string given;
  if (nature.english) {
    family = one_of(random, kEnglishFamilies);
    given = nature.female ? one_of(random, kEnglishWomen) : one_of(random, kEnglishMen);
    person.name = given + " " + family;
  } else {
    const Name& last = one_of(random, kFamilies);
    const Name& first = nature.female ? one_of(random, kWomen) : one_of(random, kMen);
    family = last.latin;
    given = first.latin;
    const bool latin = world.language == Language::en;
    person.name = latin ? given + " " + family : fmt::format("{} {}", last.ja, first.ja);
  }
  const std::string user =
      happens(random, .4) ? lower(family) : fmt::format("{}.{}", lower(given), lower(family));
  person.mail = fmt::format("{}{}@{}", user, nature.number, one_of(random, kDomains));
  const std::uint64_t digits = random.below(10000000);
  person.phone = fmt::format("090-0{:03}-{:04}", digits / 10000, digits % 10000);
  return person;
}

}  // namespace mikata::shop
