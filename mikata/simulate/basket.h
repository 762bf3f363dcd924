// SPDX-License-Identifier: Apache-2.0
// What is in an order: items, quantities, money; and what comes back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "mikata/simulate/life.h"

namespace mikata::shop {

enum class Category : std::uint8_t { tea, sweets, tableware, cloth, stationery, gift };
inline constexpr std::size_t kCategories = 6;

struct Item {
  const char* ja;
  const char* en;
  Category category;
  std::int64_t price;
  std::int64_t cost;
};

std::span<const Item> items();

// Yen. Amounts are before the discount.
struct Line {
  std::size_t item = 0;
  std::int64_t quantity = 0;
  std::int64_t amount = 0;
  std::int64_t discount = 0;
  std::int64_t cost = 0;
  // The line belongs to a second order of the same day: something was forgotten.
  bool second_order = false;
};

// All that was paid for one line is given back; the goods cannot be sold again.
struct Return {
  std::size_t line = 0;
  Day day;
};

struct Basket {
  std::vector<Line> lines;
  std::optional<Return> back = {};
};

Basket fill_basket(const World& world, const Nature& nature, const Order& order);

// Paid - cost of goods - given back.
std::int64_t margin(const Basket& basket);

}  // namespace mikata::shop
