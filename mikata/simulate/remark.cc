// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/remark.h"

#include <algorithm>
#include <cmath>

#include "mikata/simulate/draw.h"

namespace mikata::shop {
namespace {

constexpr std::size_t kThemes = 8;

double chance_to_write(int nps) {
  if (nps <= 6) return .60;
  return nps == 10 ? .50 : .32;
}

// Most praise is praise and most blame is blame, but a high score may come with bitter words.
int draw_sentiment(Random& random, int nps) {
  const double u = random.uniform();
  const double negative = nps >= 9 ? .03 : (nps >= 7 ? .25 : .80);
  const double neutral = nps >= 9 ? .07 : (nps >= 7 ? .20 : .10);
  if (u < negative) return -1;
  return u < negative + neutral ? 0 : 1;
}

// People speak of what they felt most: trouble first, then what stood out.
Theme draw_theme(Random& random, const Order& order, int sentiment) {
  const double u = random.uniform();
  if (sentiment < 0 && order.trouble && u < .85) return static_cast<Theme>(*order.trouble);
  std::array<double, kThemes> weights{};
  for (std::size_t i = 0; i < kTouchpoints; ++i) {
    weights[i] = std::exp(1.2 * sentiment * order.felt[i]);
  }
  if (!delivered(order.outlet)) weights[position(Touchpoint::delivery)] = 0;
  weights[static_cast<std::size_t>(Theme::returns)] = .35;
  weights[static_cast<std::size_t>(Theme::whole)] = 1.5;
  return static_cast<Theme>(categorical(random, weights));
}

const Pattern& draw_pattern(Random& random, std::span<const Pattern> patterns, Theme theme,
                            int sentiment) {
  const auto fits = [&](const Pattern& pattern) {
    return pattern.theme == theme && pattern.sentiment == sentiment;
  };
  const auto count = static_cast<std::uint64_t>(std::ranges::count_if(patterns, fits));
  auto skip = random.below(count);
  for (const Pattern& pattern : patterns) {
    if (fits(pattern) && skip-- == 0) return pattern;
  }
  return patterns.front();  // not reached: every theme has patterns of every sentiment
}

void replace(std::string& text, std::string_view slot, std::string_view word) {
  const std::size_t place = text.find(slot);
  if (place != std::string::npos) text.replace(place, slot.size(), word);
}

}  // namespace

std::optional<Remark> write_remark(const World& world, const Nature& nature, const Order& order,
                                   const Answer& answer) {
  Random random = stream(world.seed, nature.number, Purpose::remark, order.number);
  if (!happens(random, chance_to_write(answer.nps))) return std::nullopt;
  const double length = random.uniform();
  const int parts = 1 + (length < .5 ? 1 : 0) + (length < .12 ? 1 : 0);
  const auto patterns = nature.english ? patterns_en() : patterns_ja();
  const Item& item = items()[fill_basket(world, nature, order).lines.front().item];
  Remark remark;
  for (int part = 0; part < parts; ++part) {
    const int sentiment = draw_sentiment(random, answer.nps);
    const Theme theme = draw_theme(random, order, sentiment);
    std::string text = draw_pattern(random, patterns, theme, sentiment).text;
    replace(text, "{item}", nature.english ? item.en : item.ja);
    replace(text, "{days}", std::to_string(whole(random, 3, 9)));
    const bool new_line = happens(random, .04);
    if (remark.text.find(text) != std::string::npos) continue;
    if (!remark.text.empty()) remark.text += new_line ? "\n" : (nature.english ? " " : "");
    remark.text += text;
    remark.sentiment += sentiment;
    if (std::ranges::find(remark.themes, theme) == remark.themes.end()) {
      remark.themes.push_back(theme);
    }
  }
  remark.sentiment = std::clamp(remark.sentiment, -1, 1);
  return remark;
}

const char* theme_name(Theme theme) {
  static constexpr std::array<const char*, kThemes> kNames = {
      "quality", "price", "service", "experience", "delivery", "range", "returns", "whole"};
  return kNames[static_cast<std::size_t>(theme)];
}

}  // namespace mikata::shop
