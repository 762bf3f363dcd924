// SPDX-License-Identifier: Apache-2.0
#include "bench/made_facts.h"

#include <fmt/format.h>

#include <array>

#include "mikata/base/random.h"

namespace mikata::bench {
namespace {

constexpr std::array<std::string_view, 8> kRegions{"東京",   "大阪", "愛知", "福岡",
                                                   "北海道", "宮城", "広島", "沖縄"};
constexpr std::array<std::string_view, 4> kChannels{"web", "store", "app", "phone"};
constexpr int kDays = 730;
constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;

Day first_day() { return *parse_iso_day("2024-01-01"); }

template <std::size_t kSize>
std::string_view pick(const std::array<std::string_view, kSize>& words, Random& random) {
  return words[random.below(kSize)];
}

// The square of a uniform number: the first tenth of the customers gets a third of the draws.
std::int64_t draw_customer(Random& random, std::int64_t customers) {
  const double u = random.uniform();
  return static_cast<std::int64_t>(u * u * static_cast<double>(customers));
}

void set_when(MadeRows& rows, Day day, std::int64_t second) {
  rows.set("local_day", std::int64_t{day.days});
  rows.set("occurred_at", day.days * kMicrosecondsPerDay + second * 1'000'000);
}

}  // namespace

MadeAction made_action(std::int64_t row, std::int64_t customers) {
  Random random(static_cast<std::uint64_t>(row) * 2 + 1);
  constexpr std::array<std::string_view, 5> kOthers{"visit", "visit", "contact", "return", "open"};
  MadeAction action;
  action.customer = draw_customer(random, customers);
  action.kind = random.uniform() < 0.8 ? "order" : pick(kOthers, random);
  action.order = row / 2;
  action.item = static_cast<std::int64_t>(random.below(1000));
  action.quantity = 1 + static_cast<int>(random.below(3));
  action.amount = 100 + static_cast<std::int64_t>(random.below(20'000));
  action.channel = pick(kChannels, random);
  action.day = Day{first_day().days + static_cast<std::int32_t>(random.below(kDays))};
  action.second = static_cast<int>(random.below(86'400));
  return action;
}

MadeRows::MadeRows(std::string_view table) {
  batch_.table = find_fact_table(table);
  batch_.source = "bench";
  batch_.columns.resize(batch_.table->columns.size());
}

void MadeRows::begin_row() {
  ++batch_.rows;
  batch_.properties.emplace_back();
  for (std::size_t i = 0; i < batch_.columns.size(); ++i) {
    BatchColumn& column = batch_.columns[i];
    column.valid.push_back(0);
    const FactType type = batch_.table->columns[i].type;
    if (type == FactType::text) {
      column.texts.emplace_back();
    } else if (type == FactType::real) {
      column.reals.push_back(0);
    } else {
      column.integers.push_back(0);
    }
  }
}

BatchColumn& MadeRows::last(std::string_view name) {
  BatchColumn& column = batch_.columns[*batch_.table->find(name)];
  column.valid.back() = 1;
  return column;
}

void MadeRows::set(std::string_view column, std::string text) {
  last(column).texts.back() = std::move(text);
}
void MadeRows::set(std::string_view column, std::int64_t integer) {
  last(column).integers.back() = integer;
}
void MadeRows::set(std::string_view column, double real) { last(column).reals.back() = real; }

void set_customer(MadeRows& rows, std::int64_t row) {
  Random random(static_cast<std::uint64_t>(row) * 2 + 500'000'001);
  rows.set("customer_id", fmt::format("C{:07}", row));
  rows.set("region", std::string(pick(kRegions, random)));
  rows.set("channel", std::string(pick(kChannels, random)));
  rows.set("gender", std::string(random.uniform() < 0.5 ? "f" : "m"));
  rows.set("birth_date", static_cast<std::int64_t>(random.below(20'000)) - 7'300);
}

void set_action(MadeRows& rows, std::int64_t row, std::int64_t customers) {
  const MadeAction action = made_action(row, customers);
  rows.set("action_id", fmt::format("A{:08}", row));
  rows.set("customer_id", fmt::format("C{:07}", action.customer));
  rows.set("kind", std::string(action.kind));
  rows.set("order_id", fmt::format("O{}", action.order));
  rows.set("item_id", fmt::format("I{}", action.item));
  rows.set("quantity", static_cast<double>(action.quantity));
  rows.set("amount_minor", action.amount);
  rows.set("cost_minor", action.amount / 2);
  rows.set("channel", std::string(action.channel));
  set_when(rows, action.day, action.second);
}

void set_voice(MadeRows& rows, std::int64_t row, std::int64_t customers) {
  Random random(static_cast<std::uint64_t>(row) * 2 + 900'000'001);
  constexpr std::array<std::string_view, 4> kQuestions{"nps", "csat", "effort", "agree"};
  const std::size_t question = static_cast<std::size_t>(row) % kQuestions.size();
  const bool nps = question == 0;
  rows.set("voice_id", fmt::format("V{:08}", row));
  rows.set("customer_id", fmt::format("C{:07}", draw_customer(random, customers)));
  rows.set("status", std::string("answered"));
  rows.set("question", std::string(kQuestions[question]));
  rows.set("score", static_cast<double>(nps ? random.below(11) : 1 + random.below(5)));
  rows.set("scale_low", nps ? 0.0 : 1.0);
  rows.set("scale_high", nps ? 10.0 : 5.0);
  rows.set("higher_is_better", std::int64_t{1});
  rows.set("channel", std::string("survey"));
  const Day day{first_day().days + static_cast<std::int32_t>(random.below(kDays))};
  set_when(rows, day, static_cast<std::int64_t>(random.below(86'400)));
}

}  // namespace mikata::bench
