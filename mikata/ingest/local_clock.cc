// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/local_clock.h"

namespace mikata {
namespace {

std::int64_t day_of(std::int64_t microseconds) {
  const std::int64_t day = microseconds / kDayMicroseconds;
  return microseconds % kDayMicroseconds < 0 ? day - 1 : day;
}

}  // namespace

const LocalClock::Slot& LocalClock::local_slot(std::int64_t day) {
  Slot& slot = local_[static_cast<std::size_t>(day) % kSlots];
  if (slot.day != day) {
    const std::int64_t start = day * kDayMicroseconds;
    const std::int64_t begin = zone_.from_local(start).microseconds;
    const std::int64_t end = zone_.from_local(start + kDayMicroseconds).microseconds;
    slot = {day, begin - start, end - begin == kDayMicroseconds};
  }
  return slot;
}

const LocalClock::Slot& LocalClock::utc_slot(std::int64_t day) {
  Slot& slot = utc_[static_cast<std::size_t>(day) % kSlots];
  if (slot.day != day) {
    const std::int64_t start = day * kDayMicroseconds;
    const std::int64_t begin = zone_.to_local(Instant{start});
    const std::int64_t end = zone_.to_local(Instant{start + kDayMicroseconds});
    slot = {day, begin - start, end - begin == kDayMicroseconds};
  }
  return slot;
}

ClockReading LocalClock::read(const WrittenDate& date) {
  const std::int64_t day = day_of(date.microseconds);
  if (date.is_utc) {
    const Slot& slot = utc_slot(day);
    const std::int64_t local =
        slot.uniform ? date.microseconds + slot.offset : zone_.to_local(Instant{date.microseconds});
    return {date.microseconds, day_of(local)};
  }
  const Slot& slot = local_slot(day);
  const std::int64_t instant = slot.uniform ? date.microseconds + slot.offset
                                            : zone_.from_local(date.microseconds).microseconds;
  return {instant, day};
}

}  // namespace mikata
