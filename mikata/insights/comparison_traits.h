// SPDX-License-Identifier: Apache-2.0
// What is known of a moment before it: the columns of a statement, and the levels of a cell. The
// same for every event, whichever made the moments.
//
//   WITH looked_at (customer_id, customer_no), <occasions_sql>, ..., followed <cells_sql>
//
// `followed` is a moment in the life of a customer: customer_no, order_day (the day bought before
// it), index_day, lag (days between the two), gap, age, bought, spent (of that day, as `occasions`
// has them), what it is told apart by, and what came after as y_0, y_1 ...
#pragma once

#include <map>
#include <string>
#include <vector>

#include "mikata/insights/comparison.h"
#include "mikata/insights/insight.h"

namespace mikata::comparison {

enum class Trait { timing, gap, pace, bought, spent, age, month, region, source };
inline constexpr std::size_t kTraits = 9;

// CTEs channels and occasions: the days bought of those in looked_at. `slots` instead of the days,
// the condition and the group of the request.
std::string occasions_sql(const Context& context, const std::vector<Slot>& slots = {});

// The end of the statement: one row is the moments alike in `keys` and in every trait.
std::string cells_sql(const std::vector<std::string>& keys, std::size_t outcomes);

// Says so where the request chooses or groups customers by what they are today: that is partly what
// the event made of them, and to choose by it is to choose by what follows.
void note_known_afterwards(const Context& context, Answer& answer);

class CellReader {
 public:
  // From the columns after the keys; block and treated are the caller's.
  Cell read(const Row& row, std::size_t keys);
  // Names of the levels of Trait::timing: channel|days.
  const std::vector<std::string>& timings() const { return timings_; }

 private:
  std::int64_t timing(const std::string& channel, std::int64_t lag_level);

  std::vector<std::string> timings_;
  std::map<std::string, std::int64_t> places_;
};

}  // namespace mikata::comparison
