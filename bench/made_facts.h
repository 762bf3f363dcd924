// SPDX-License-Identifier: Apache-2.0
// Facts made from a row number alone, for benchmarks: the same on every machine, in any order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mikata/base/date.h"
#include "mikata/store/batch.h"

namespace mikata::bench {

struct Sizes {
  std::int64_t customers = 0;
  std::int64_t actions = 0;
  std::int64_t voices = 0;
};

// Two years of actions; four in five are orders, and few customers do much of the buying.
struct MadeAction {
  std::int64_t customer = 0;
  std::string_view kind;
  std::int64_t order = 0;
  std::int64_t item = 0;
  int quantity = 1;
  std::int64_t amount = 0;
  std::string_view channel;
  Day day;
  int second = 0;  // of the day
};
MadeAction made_action(std::int64_t row, std::int64_t customers);

// Rows of one fact table; what is not set is NULL.
class MadeRows {
 public:
  explicit MadeRows(std::string_view table);
  void begin_row();
  void set(std::string_view column, std::string text);
  void set(std::string_view column, std::int64_t integer);
  void set(std::string_view column, double real);
  const Batch& batch() const { return batch_; }

 private:
  BatchColumn& last(std::string_view column);
  Batch batch_;
};

void set_customer(MadeRows& rows, std::int64_t row);
void set_action(MadeRows& rows, std::int64_t row, std::int64_t customers);
// Every fourth is an answer to nps; the others ask csat, effort and agree.
void set_voice(MadeRows& rows, std::int64_t row, std::int64_t customers);

}  // namespace mikata::bench
