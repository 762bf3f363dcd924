// SPDX-License-Identifier: Apache-2.0
// What customers write in the free field: put together from many patterns whose theme and
// sentiment are known. The pattern lists are data: remark_ja.cc and remark_en.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mikata/simulate/basket.h"
#include "mikata/simulate/survey.h"

namespace mikata::shop {

// The touchpoints in their order, then what is rated nowhere.
enum class Theme : std::uint8_t {
  quality,
  price,
  service,
  experience,
  delivery,
  range,
  returns,
  whole,  // the shop as such: trust, habit, farewell
};

// `text` may hold {item} (a thing bought) and {days} (a small number).
struct Pattern {
  Theme theme;
  int sentiment;  // -1, 0, 1
  const char* text;
};

std::span<const Pattern> patterns_ja();
std::span<const Pattern> patterns_en();

struct Remark {
  std::string text;
  int sentiment = 0;  // of the whole: the sign of the sum over its parts
  std::vector<Theme> themes;
};

// nullopt: most say nothing.
std::optional<Remark> write_remark(const World& world, const Nature& nature, const Order& order,
                                   const Answer& answer);

const char* theme_name(Theme theme);

}  // namespace mikata::shop
