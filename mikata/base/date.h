// SPDX-License-Identifier: Apache-2.0
// Local days, periods and time zones. A fact happens at a UTC instant (microseconds since 1970) and
// counts on the local day of its book's time zone; everything that is reported is in local days.
// Both ends of a period are inclusive.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mikata {

// A local calendar day: days since 1970-01-01, proleptic Gregorian.
struct Day {
  std::int32_t days = 0;
  auto operator<=>(const Day&) const = default;
};

inline constexpr std::int64_t kDayMicroseconds = 86'400'000'000;

struct CalendarDay {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

// nullopt when there is no such day (2023-02-29) or the year is outside 1..9999.
std::optional<Day> make_day(int year, int month, int day);
CalendarDay calendar(Day day);
// Exactly "2026-10-31"; anything else is nullopt.
std::optional<Day> parse_iso_day(std::string_view text);
std::string to_string(Day day);

enum class Grain { day, week, month, quarter, year, all };

std::optional<Grain> parse_grain(std::string_view text);
std::string_view grain_name(Grain grain);
// The first day of the period that holds `day`; weeks begin on Monday (ISO 8601). For Grain::all
// the answer is `day` itself: there is one period and its ends are the caller's.
Day period_start(Day day, Grain grain);
// The last day of that period.
Day period_end(Day day, Grain grain);
// The first day of the period `count` periods after the one that begins on `start`.
Day add_periods(Day start, Grain grain, int count);

// Periods have numbers, one after the other, the same as in SQL (store/dialect.h): weeks and days
// from 1900-01-01, months, quarters and years from the year 0. For Grain::all the number is 0.
std::int64_t period_number(Day day, Grain grain);
// The first day of the period with this number; undefined for Grain::all.
Day period_of_number(std::int64_t number, Grain grain);

struct Period {
  Day start;
  Day end;
  bool operator==(const Period&) const = default;
};

// A point in time: microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t microseconds = 0;
  auto operator<=>(const Instant&) const = default;
};

// "2026-10-31T09:30:00Z", with microseconds only when there are any.
std::string to_string(Instant instant);

// Local time is UTC and this much, from an instant on.
struct ZoneOffset {
  Instant from;
  std::int64_t seconds = 0;
};

// A time zone by its IANA name. Immutable and safe to share between threads.
class TimeZone {
 public:
  // Fails with invalid_argument when the zone is unknown.
  explicit TimeZone(std::string_view name);
  const std::string& name() const { return name_; }
  Day local_day(Instant instant) const;
  // The instant of a wall clock reading (microseconds since 1970-01-01 local). A reading that the
  // clock skipped moves forward; one that it showed twice is the earlier one.
  Instant from_local(std::int64_t local_microseconds) const;
  // Midnight at the beginning of the local day.
  Instant start_of(Day day) const;
  // The wall clock reading, microseconds since 1970-01-01 local.
  std::int64_t to_local(Instant instant) const;
  // In order of time; the first holds from `from` on, the last one ends after `to`.
  std::vector<ZoneOffset> offsets(Instant from, Instant to) const;

 private:
  std::string name_;
  const void* zone_;  // date::time_zone, hidden because its header is heavy
};

}  // namespace mikata
