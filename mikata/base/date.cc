// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/date.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <stdexcept>

#include "mikata/base/error.h"

namespace mikata {
namespace {

constexpr std::array<std::string_view, 6> kGrainNames{"day",     "week", "month",
                                                      "quarter", "year", "all"};

date::year_month_day to_ymd(Day day) {
  return date::year_month_day{date::sys_days{date::days{day.days}}};
}

Day from_ymd(date::year_month_day ymd) {
  return Day{static_cast<std::int32_t>(date::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<int> parse_int(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
    return std::nullopt;
  }
  return value;
}

int months_per(Grain grain) {
  switch (grain) {
    case Grain::month:
      return 1;
    case Grain::quarter:
      return 3;
    case Grain::year:
      return 12;
    default:
      return 0;
  }
}

const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

using Microseconds = std::chrono::microseconds;

}  // namespace

std::optional<Day> make_day(int year, int month, int day) {
  // date::month and date::day keep a single byte.
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const date::year_month_day ymd{date::year{year}, date::month{static_cast<unsigned>(month)},
                                 date::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return from_ymd(ymd);
}

CalendarDay calendar(Day day) {
  const auto ymd = to_ymd(day);
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_int(text.substr(0, 4));
  const auto month = parse_int(text.substr(5, 2));
  const auto day = parse_int(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return make_day(*year, *month, *day);
}

std::string to_string(Day day) {
  const auto [year, month, day_of_month] = calendar(day);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

std::optional<Grain> parse_grain(std::string_view text) {
  for (std::size_t i = 0; i < kGrainNames.size(); ++i) {
    if (kGrainNames.at(i) == text) return static_cast<Grain>(i);
  }
  return std::nullopt;
}

std::string_view grain_name(Grain grain) { return kGrainNames.at(static_cast<std::size_t>(grain)); }

Day period_start(Day day, Grain grain) {
  if (grain == Grain::week) {
    // 1970-01-01 was a Thursday, so Monday is three days before the epoch.
    const std::int32_t since_monday = ((day.days + 3) % 7 + 7) % 7;
    return Day{day.days - since_monday};
  }
  const int months = months_per(grain);
  if (months == 0) return day;
  const auto ymd = to_ymd(day);
  const auto month = (static_cast<unsigned>(ymd.month()) - 1) / static_cast<unsigned>(months) *
                         static_cast<unsigned>(months) +
                     1;
  return from_ymd(ymd.year() / date::month{month} / 1);
}

Day add_periods(Day start, Grain grain, int count) {
  if (grain == Grain::day || grain == Grain::all) return Day{start.days + count};
  if (grain == Grain::week) return Day{start.days + 7 * count};
  const auto ymd = to_ymd(start) + date::months{months_per(grain) * count};
  return from_ymd(ymd);
}

// A Monday, and before every fact.
constexpr std::int32_t kDayNought = -25567;  // 1900-01-01

std::int64_t period_number(Day day, Grain grain) {
  if (grain == Grain::all) return 0;
  if (grain == Grain::day) return day.days - kDayNought;
  if (grain == Grain::week) return (day.days - kDayNought) / 7;
  const auto ymd = to_ymd(day);
  const int months =
      static_cast<int>(ymd.year()) * 12 + static_cast<int>(static_cast<unsigned>(ymd.month())) - 1;
  return months / months_per(grain);
}

Day period_of_number(std::int64_t number, Grain grain) {
  const auto count = static_cast<int>(number);
  if (grain == Grain::day || grain == Grain::all) return Day{kDayNought + count};
  if (grain == Grain::week) return Day{kDayNought + 7 * count};
  const int months = count * months_per(grain);
  return from_ymd(date::year{months / 12} / (months % 12 + 1) / 1);
}

Day period_end(Day day, Grain grain) {
  if (grain == Grain::all) return day;
  return Day{add_periods(period_start(day, grain), grain, 1).days - 1};
}

std::string to_string(Instant instant) {
  const date::sys_time<Microseconds> point{Microseconds{instant.microseconds}};
  const auto seconds = date::floor<std::chrono::seconds>(point);
  if (seconds == point) return date::format("%FT%TZ", seconds);
  return date::format("%FT%TZ", point);
}

TimeZone::TimeZone(std::string_view name) : name_(name) {
  try {
    zone_ = date::locate_zone(name_);
  } catch (const std::runtime_error&) {
    fail(ErrorKind::invalid_argument,
         {"タイムゾーンがわかりません: {}（Asia/Tokyo のような IANA の名前を使ってください）",
          "time zone not known: {} (use an IANA name such as Asia/Tokyo)"},
         name);
  }
}

Day TimeZone::local_day(Instant instant) const {
  const std::int64_t local = to_local(instant);
  const std::int64_t days =
      local >= 0 ? local / kDayMicroseconds : -((-local + kDayMicroseconds - 1) / kDayMicroseconds);
  return Day{static_cast<std::int32_t>(days)};
}

std::int64_t TimeZone::to_local(Instant instant) const {
  const date::sys_time<Microseconds> point{Microseconds{instant.microseconds}};
  return zone_of(zone_).to_local(point).time_since_epoch().count();
}

Instant TimeZone::from_local(std::int64_t local_microseconds) const {
  const date::local_time<Microseconds> local{Microseconds{local_microseconds}};
  const auto point = zone_of(zone_).to_sys(local, date::choose::earliest);
  return Instant{point.time_since_epoch().count()};
}

Instant TimeZone::start_of(Day day) const {
  return from_local(std::int64_t{day.days} * kDayMicroseconds);
}

std::vector<ZoneOffset> TimeZone::offsets(Instant from, Instant to) const {
  std::vector<ZoneOffset> offsets;
  for (Instant at = from; at <= to;) {
    const date::sys_time<Microseconds> point{Microseconds{at.microseconds}};
    const date::sys_info info = zone_of(zone_).get_info(point);
    if (offsets.empty() || offsets.back().seconds != info.offset.count()) {
      offsets.push_back({at, info.offset.count()});
    }
    at.microseconds =
        std::chrono::time_point_cast<Microseconds>(info.end).time_since_epoch().count();
  }
  return offsets;
}

}  // namespace mikata
