// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/basket.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

constexpr std::array kItems = {
    Item{"深蒸し煎茶", "Deep-steamed green tea", Category::tea, 980, 430},
    Item{"ほうじ茶ティーバッグ", "Roasted tea bags", Category::tea, 680, 260},
    Item{"和紅茶", "Japanese black tea", Category::tea, 1180, 520},
    Item{"玄米茶", "Brown rice tea", Category::tea, 780, 310},
    Item{"ゆず緑茶", "Yuzu green tea", Category::tea, 860, 350},
    Item{"抹茶缶", "Tin of matcha", Category::tea, 2160, 1050},
    Item{"水出し冷茶", "Cold-brew green tea", Category::tea, 720, 280},
    Item{"季節の飲みくらべ茶", "Seasonal tea tasting set", Category::tea, 2480, 1080},
    Item{"しょうが番茶", "Ginger bancha", Category::tea, 640, 240},
    Item{"くろもじ茶", "Kuromoji herb tea", Category::tea, 940, 400},
    Item{"きなこクッキー", "Roasted soy cookies", Category::sweets, 480, 190},
    Item{"塩ようかん", "Salted bean jelly", Category::sweets, 620, 250},
    Item{"栗まんじゅう", "Chestnut buns", Category::sweets, 1280, 560},
    Item{"黒糖かりんとう", "Brown sugar crackers", Category::sweets, 420, 150},
    Item{"米粉のフィナンシェ", "Rice flour financiers", Category::sweets, 1480, 680},
    Item{"はちみつカステラ", "Honey castella", Category::sweets, 1180, 510},
    Item{"干し柿の白あん包み", "Persimmon and white bean sweets", Category::sweets, 1980, 960},
    Item{"ごま最中", "Sesame wafers", Category::sweets, 880, 370},
    Item{"いちごの琥珀糖", "Strawberry kohaku jelly", Category::sweets, 760, 300},
    Item{"おためし菓子箱", "Sweets sample box", Category::sweets, 1000, 520},
    Item{"飯碗 藍", "Rice bowl, indigo", Category::tableware, 2400, 1100},
    Item{"湯のみ 白", "Tea cup, white", Category::tableware, 1600, 700},
    Item{"そば猪口", "Soba cup", Category::tableware, 1300, 560},
    Item{"豆皿五枚組", "Five small plates", Category::tableware, 3200, 1500},
    Item{"木のスプーン", "Wooden spoon", Category::tableware, 900, 380},
    Item{"竹の箸", "Bamboo chopsticks", Category::tableware, 700, 240},
    Item{"急須 小", "Small teapot", Category::tableware, 4800, 2350},
    Item{"ガラスの冷茶碗", "Glass tea bowl", Category::tableware, 1900, 880},
    Item{"片口", "Pouring bowl", Category::tableware, 3600, 1750},
    Item{"漆の汁椀", "Lacquer soup bowl", Category::tableware, 5800, 2950},
    Item{"ガーゼふきん", "Gauze kitchen cloth", Category::cloth, 560, 210},
    Item{"麻のランチョンマット", "Linen place mat", Category::cloth, 1200, 520},
    Item{"手ぬぐい 波", "Tenugui towel, waves", Category::cloth, 980, 400},
    Item{"てまりのあずま袋", "Azuma bag, temari", Category::cloth, 1800, 800},
    Item{"綿のエプロン", "Cotton apron", Category::cloth, 4200, 2000},
    Item{"ウールのひざかけ", "Wool lap blanket", Category::cloth, 6800, 3500},
    Item{"今治のハンドタオル", "Imabari hand towel", Category::cloth, 1100, 500},
    Item{"会津木綿のポーチ", "Aizu cotton pouch", Category::cloth, 2200, 980},
    Item{"くつ下 二足組", "Two pairs of socks", Category::cloth, 1500, 640},
    Item{"刺し子のコースター", "Sashiko coaster", Category::cloth, 650, 250},
    Item{"和紙の便せん", "Washi letter paper", Category::stationery, 580, 210},
    Item{"季節の葉書五枚", "Five seasonal postcards", Category::stationery, 500, 160},
    Item{"のし袋", "Gift envelopes", Category::stationery, 360, 120},
    Item{"活版の一筆せん", "Letterpress notes", Category::stationery, 520, 200},
    Item{"木軸の鉛筆 三本", "Three wooden pencils", Category::stationery, 450, 170},
    Item{"豆本手帳", "Pocket notebook", Category::stationery, 890, 360},
    Item{"蜜ろうのろうそく", "Beeswax candle", Category::stationery, 1400, 620},
    Item{"お香 ひのき", "Incense, cypress", Category::stationery, 1250, 480},
    Item{"ぽち袋", "Small money envelopes", Category::stationery, 320, 100},
    Item{"来年の月めくり暦", "Calendar for next year", Category::stationery, 1700, 720},
    Item{"お茶と菓子の詰め合わせ", "Tea and sweets gift box", Category::gift, 3800, 1750},
    Item{"出産祝いの布もの", "Newborn gift, cloth set", Category::gift, 5600, 2650},
    Item{"夫婦湯のみ", "Pair of tea cups", Category::gift, 4600, 2100},
    Item{"新築祝いの器", "Housewarming tableware", Category::gift, 7800, 3800},
    Item{"季節のおくりもの 小", "Seasonal gift, small", Category::gift, 2800, 1250},
    Item{"季節のおくりもの 大", "Seasonal gift, large", Category::gift, 5400, 2500},
    Item{"内祝い 三点", "Return gift set of three", Category::gift, 3300, 1500},
    Item{"母の日の花茶", "Flowering tea gift", Category::gift, 2900, 1300},
    Item{"手土産の菓子折り", "Box of sweets to bring", Category::gift, 2200, 980},
    Item{"感謝の木箱", "Wooden thank-you box", Category::gift, 9800, 4900},
};

// How often each segment reaches for each category.
constexpr std::array<std::array<double, kCategories>, kSegments> kTastes = {{
    {.34, .30, .10, .12, .10, .04},
    {.26, .22, .18, .16, .14, .04},
    {.10, .18, .14, .08, .08, .42},
    {.24, .38, .08, .14, .14, .02},
    {.22, .36, .12, .14, .12, .04},
}};

std::int64_t percent(std::int64_t amount, std::int64_t share) { return amount * share / 100; }

std::size_t draw_item(Random& random, Segment segment) {
  constexpr std::size_t kPerCategory = kItems.size() / kCategories;
  const std::size_t category = categorical(random, kTastes[static_cast<std::size_t>(segment)]);
  // The first items of a category sell most.
  const double place = random.uniform() * random.uniform();
  return category * kPerCategory + static_cast<std::size_t>(place * kPerCategory);
}

std::vector<Line> draw_lines(Random& random, const Nature& nature) {
  // Gamma-Gamma: the value an order aims at; then what a basket can be.
  const double mean = nature.spend_scale;
  const double target = gamma(random, kOrderValueShape, kOrderValueShape / mean);
  std::vector<Line> lines;
  double left = target;
  do {
    const std::size_t item = draw_item(random, nature.segment);
    const auto price = static_cast<double>(kItems[item].price);
    const double most = lines.size() < 3 ? 3 : 12;
    const double fit = std::clamp(std::floor(left / price * .6), 1.0, most);
    const auto quantity = static_cast<std::int64_t>(fit);
    left -= price * fit;
    lines.push_back({.item = item,
                     .quantity = quantity,
                     .amount = quantity * kItems[item].price,
                     .cost = quantity * kItems[item].cost});
  } while (left > 400 && lines.size() < 8);
  return lines;
}

}  // namespace

std::span<const Item> items() { return kItems; }

Basket fill_basket(const World& world, const Nature& nature, const Order& order) {
  Random random = stream(world.seed, nature.number, Purpose::basket, order.number);
  const SegmentModel& model = kSegmentModels[static_cast<std::size_t>(nature.segment)];
  const bool discounted = happens(random, model.discount_share);
  const bool forgot = happens(random, .03);
  const bool broken = order.trouble == Touchpoint::quality;
  const bool comes_back = random.uniform() < (broken ? .50 : .022);
  const double place = random.uniform();
  const std::int64_t days = whole(random, 3, 12);
  Basket basket{.lines = draw_lines(random, nature)};
  for (Line& line : basket.lines) line.discount = discounted ? percent(line.amount, 10) : 0;
  if (basket.lines.size() > 1) basket.lines.back().second_order = forgot;
  if (comes_back) {
    const auto line = static_cast<std::size_t>(place * static_cast<double>(basket.lines.size()));
    basket.back = Return{.line = line, .day = days_after(order.felt_on, days)};
  }
  return basket;
}

std::int64_t margin(const Basket& basket) {
  std::int64_t sum = 0;
  for (const Line& line : basket.lines) sum += line.amount - line.discount - line.cost;
  if (basket.back) {
    const Line& line = basket.lines[basket.back->line];
    sum -= line.amount - line.discount;
  }
  return sum;
}

}  // namespace mikata::shop
