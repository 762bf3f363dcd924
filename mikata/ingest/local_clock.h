// SPDX-License-Identifier: Apache-2.0
// Local time <-> UTC for millions of rows: what the time zone says of a day is asked once.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "mikata/base/date.h"
#include "mikata/ingest/parse_date.h"

namespace mikata {

struct ClockReading {
  std::int64_t instant = 0;  // microseconds since 1970 UTC
  std::int64_t local_day = 0;
};

class LocalClock {
 public:
  explicit LocalClock(TimeZone zone) : zone_(std::move(zone)) {}
  // A date without a zone is the wall clock of this zone; without a time, its midnight.
  ClockReading read(const WrittenDate& date);

 private:
  // The distance between local time and UTC on one day, if it is the same all day.
  struct Slot {
    std::int64_t day = INT64_MIN;
    std::int64_t offset = 0;
    bool uniform = false;
  };
  static constexpr std::size_t kSlots = 4096;

  const Slot& local_slot(std::int64_t day);
  const Slot& utc_slot(std::int64_t day);

  TimeZone zone_;
  std::array<Slot, kSlots> local_{};
  std::array<Slot, kSlots> utc_{};
};

}  // namespace mikata
