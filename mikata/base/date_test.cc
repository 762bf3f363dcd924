// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/date.h"

#include <gtest/gtest.h>

#include "mikata/base/error.h"

namespace mikata {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;
constexpr std::int64_t kDay = 24 * kHour;

Day day(std::string_view text) {
  const auto parsed = parse_iso_day(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Day{});
}

// Microseconds of a wall clock reading, or of an instant in UTC.
std::int64_t clock(std::string_view date, std::int64_t hour, std::int64_t minute = 0) {
  return day(date).days * kDay + hour * kHour + minute * kHour / 60;
}

// References: Python's datetime.date.
TEST(Day, CountsFrom1970) {
  const struct {
    std::string_view text;
    std::int32_t days;
  } cases[] = {{"1970-01-01", 0},       {"1969-12-31", -1},      {"2000-02-29", 11016},
               {"1900-02-28", -25509},  {"2026-10-31", 20757},   {"1868-10-23", -36959},
               {"1582-10-10", -141432}, {"0001-01-01", -719162}, {"9999-12-31", 2932896}};
  for (const auto& [text, days] : cases) {
    EXPECT_EQ(day(text).days, days) << text;
    EXPECT_EQ(to_string(Day{days}), text);
    const auto [year, month, day_of_month] = calendar(Day{days});
    EXPECT_EQ(make_day(year, month, day_of_month), Day{days}) << text;
  }
}

TEST(Day, ThatDoesNotExistIsNone) {
  const CalendarDay cases[] = {{2023, 2, 29}, {1900, 2, 29},  {2024, 2, 30},  {2024, 4, 31},
                               {2024, 13, 1}, {2024, 0, 1},   {2024, 1, 0},   {2024, 1, 32},
                               {0, 1, 1},     {-1, 1, 1},     {10000, 1, 1},  {2024, -1, 1},
                               {2024, 1, -1}, {2024, 257, 1}, {2024, 1, 257}, {67560, 1, 1}};
  for (const auto& [year, month, day_of_month] : cases) {
    EXPECT_FALSE(make_day(year, month, day_of_month))
        << year << '-' << month << '-' << day_of_month;
  }
  EXPECT_TRUE(make_day(2000, 2, 29));
  EXPECT_TRUE(make_day(2024, 2, 29));
}

TEST(Day, IsReadInOneFormOnly) {
  for (const auto* text :
       {"", "2026", "2026-1-31", "2026-01-1", "2026/01/31", "20260131", "2026-01-31 ",
        " 2026-01-31", "2026-01-31T00:00", "2026-02-29", "-026-01-31", "+026-01-31", "2026--1-31",
        "2026-01--1", "2026-+1-31", "二〇二六-01", "2026-01-3x", "0000-01-01", "20 6-01-01"}) {
    EXPECT_FALSE(parse_iso_day(text)) << text;
  }
}

TEST(Period, WeeksBeginOnMonday) {
  const struct {
    std::string_view day, monday;
  } cases[] = {{"2021-01-01", "2020-12-28"}, {"2018-12-31", "2018-12-31"},
               {"2024-12-30", "2024-12-30"}, {"2027-01-03", "2026-12-28"},
               {"2020-02-29", "2020-02-24"}, {"1970-01-01", "1969-12-29"},
               {"1969-12-28", "1969-12-22"}, {"0001-01-01", "0001-01-01"}};
  for (const auto& [text, monday] : cases) {
    EXPECT_EQ(to_string(period_start(day(text), Grain::week)), monday) << text;
    EXPECT_EQ(period_end(day(text), Grain::week).days, day(monday).days + 6) << text;
  }
}

TEST(Period, HasAFirstAndALastDay) {
  const struct {
    std::string_view day;
    Grain grain;
    std::string_view start, end;
  } cases[] = {{"2024-02-15", Grain::day, "2024-02-15", "2024-02-15"},
               {"2024-02-15", Grain::month, "2024-02-01", "2024-02-29"},
               {"2023-02-28", Grain::month, "2023-02-01", "2023-02-28"},
               {"2024-12-31", Grain::month, "2024-12-01", "2024-12-31"},
               {"2024-01-01", Grain::quarter, "2024-01-01", "2024-03-31"},
               {"2024-06-30", Grain::quarter, "2024-04-01", "2024-06-30"},
               {"2024-11-11", Grain::quarter, "2024-10-01", "2024-12-31"},
               {"1960-07-01", Grain::quarter, "1960-07-01", "1960-09-30"},
               {"2024-02-29", Grain::year, "2024-01-01", "2024-12-31"},
               {"2024-02-29", Grain::all, "2024-02-29", "2024-02-29"}};
  for (const auto& [text, grain, start, end] : cases) {
    EXPECT_EQ(to_string(period_start(day(text), grain)), start) << text << grain_name(grain);
    EXPECT_EQ(to_string(period_end(day(text), grain)), end) << text << grain_name(grain);
  }
}

TEST(Period, NextAndPreviousOnesAreCounted) {
  const struct {
    std::string_view start;
    Grain grain;
    int count;
    std::string_view expected;
  } cases[] = {{"2024-02-28", Grain::day, 2, "2024-03-01"},
               {"2020-12-28", Grain::week, 1, "2021-01-04"},
               {"2024-01-01", Grain::month, 1, "2024-02-01"},
               {"2024-01-01", Grain::month, -1, "2023-12-01"},
               {"2024-01-01", Grain::month, 26, "2026-03-01"},
               {"2024-10-01", Grain::quarter, 1, "2025-01-01"},
               {"2024-01-01", Grain::quarter, -5, "2022-10-01"},
               {"2024-01-01", Grain::year, 1, "2025-01-01"},
               {"2024-05-05", Grain::all, 0, "2024-05-05"}};
  for (const auto& [start, grain, count, expected] : cases) {
    EXPECT_EQ(to_string(add_periods(day(start), grain, count)), expected) << start << ' ' << count;
  }
}

TEST(Period, EveryDayLiesInItsPeriodAndPeriodsTouch) {
  for (const auto grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year}) {
    for (std::int32_t days = -800; days < 800; ++days) {
      const Day start = period_start(Day{days}, grain);
      const Day end = period_end(Day{days}, grain);
      ASSERT_LE(start.days, days) << grain_name(grain);
      ASSERT_GE(end.days, days) << grain_name(grain);
      ASSERT_EQ(period_start(start, grain), start);
      ASSERT_EQ(period_start(end, grain), start);
      ASSERT_EQ(add_periods(start, grain, 1).days, end.days + 1);
      ASSERT_EQ(add_periods(add_periods(start, grain, 1), grain, -1), start);
    }
  }
}

TEST(Grain, HasOneSpelling) {
  for (const auto* name : {"day", "week", "month", "quarter", "year", "all"}) {
    const auto grain = parse_grain(name);
    ASSERT_TRUE(grain) << name;
    EXPECT_EQ(grain_name(*grain), name);
  }
  for (const auto* name : {"", "Day", "days", "mont", "月", "month "}) {
    EXPECT_FALSE(parse_grain(name)) << name;
  }
}

TEST(Instant, IsWrittenInUtc) {
  const struct {
    std::int64_t microseconds;
    std::string_view text;
  } cases[] = {{0, "1970-01-01T00:00:00Z"},
               {clock("2026-10-31", 9, 30), "2026-10-31T09:30:00Z"},
               {clock("2026-10-31", 9, 30) + 1, "2026-10-31T09:30:00.000001Z"},
               {500'000, "1970-01-01T00:00:00.500000Z"},
               {-1, "1969-12-31T23:59:59.999999Z"},
               {clock("1868-10-23", 0), "1868-10-23T00:00:00Z"},
               {clock("9999-12-31", 23), "9999-12-31T23:00:00Z"}};
  for (const auto& [microseconds, text] : cases) EXPECT_EQ(to_string(Instant{microseconds}), text);
}

// References: Python's zoneinfo.
TEST(TimeZone, KnowsWhichLocalDayItIs) {
  const struct {
    const char* zone;
    std::int64_t utc;
    std::string_view local_day;
  } cases[] = {{"Asia/Tokyo", clock("2026-01-31", 14, 59), "2026-01-31"},
               {"Asia/Tokyo", clock("2026-01-31", 15), "2026-02-01"},
               {"Asia/Tokyo", clock("1949-06-30", 14), "1949-07-01"},  // summer time, 1948 to 1951
               {"Asia/Tokyo", clock("1949-06-30", 13, 59), "1949-06-30"},
               {"America/New_York", clock("2026-07-01", 3, 59), "2026-06-30"},
               {"America/New_York", clock("2026-07-01", 4), "2026-07-01"},
               {"America/New_York", clock("2026-12-01", 4, 59), "2026-11-30"},
               {"Asia/Kathmandu", clock("2025-12-31", 18, 15), "2026-01-01"},
               {"Pacific/Apia", clock("2011-12-30", 9, 59), "2011-12-29"},
               {"Pacific/Apia", clock("2011-12-30", 10), "2011-12-31"},  // no 30th on that island
               {"UTC", -1, "1969-12-31"}};
  for (const auto& [zone, utc, local_day] : cases) {
    EXPECT_EQ(to_string(TimeZone(zone).local_day(Instant{utc})), local_day) << zone << ' ' << utc;
  }
}

TEST(TimeZone, ASkippedReadingMovesForwardAndADoubleOneIsTheEarlier) {
  const TimeZone zone("America/New_York");
  const struct {
    std::int64_t local, utc;
  } cases[] = {{clock("2026-03-08", 1, 59), clock("2026-03-08", 6, 59)},
               {clock("2026-03-08", 2, 0), clock("2026-03-08", 7)},
               {clock("2026-03-08", 2, 30), clock("2026-03-08", 7)},
               {clock("2026-03-08", 3, 0), clock("2026-03-08", 7)},
               {clock("2026-11-01", 0, 59), clock("2026-11-01", 4, 59)},
               {clock("2026-11-01", 1, 30), clock("2026-11-01", 5, 30)},
               {clock("2026-11-01", 2, 0), clock("2026-11-01", 7)}};
  for (const auto& [local, utc] : cases) {
    EXPECT_EQ(to_string(zone.from_local(local)), to_string(Instant{utc}));
  }
  EXPECT_EQ(zone.to_local(Instant{clock("2026-11-01", 6, 30)}), clock("2026-11-01", 1, 30));
}

TEST(TimeZone, ADayBeginsAtItsFirstInstant) {
  const struct {
    const char* zone;
    std::string_view day;
    std::int64_t utc;
  } cases[] = {{"Asia/Tokyo", "2026-01-01", clock("2025-12-31", 15)},
               {"America/New_York", "2026-03-08", clock("2026-03-08", 5)},
               {"America/New_York", "2026-03-09", clock("2026-03-09", 4)},
               {"America/Sao_Paulo", "2018-11-04", clock("2018-11-04", 3)},  // begins at 01:00
               {"Pacific/Apia", "2011-12-31", clock("2011-12-30", 10)},
               {"Asia/Tokyo", "1868-10-23", clock("1868-10-22", 14, 41) + 1'000'000}};
  for (const auto& [zone, text, utc] : cases) {
    EXPECT_EQ(to_string(TimeZone(zone).start_of(day(text))), to_string(Instant{utc})) << zone;
  }
}

TEST(Period, HasANumberThatLeadsBackToItsFirstDay) {
  for (const Grain grain : {Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year}) {
    for (std::int32_t days = day("1969-12-20").days; days < day("2030-01-08").days; ++days) {
      const std::int64_t number = period_number(Day{days}, grain);
      ASSERT_EQ(period_of_number(number, grain), period_start(Day{days}, grain))
          << grain_name(grain) << ' ' << to_string(Day{days});
      ASSERT_EQ(period_number(period_end(Day{days}, grain), grain), number);
    }
  }
  EXPECT_EQ(period_number(day("1900-01-01"), Grain::week), 0);
  EXPECT_EQ(period_number(day("2026-01-31"), Grain::month), 2026 * 12);
}

TEST(TimeZone, EveryDayHoldsItsOwnBeginning) {
  for (const auto* name : {"Asia/Tokyo", "America/New_York", "America/Sao_Paulo", "Africa/Cairo",
                           "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"}) {
    const TimeZone zone(name);
    for (std::int32_t days = day("2015-01-01").days; days < day("2027-01-01").days; ++days) {
      const Instant start = zone.start_of(Day{days});
      ASSERT_EQ(zone.local_day(start), Day{days}) << name << ' ' << to_string(Day{days});
      ASSERT_EQ(zone.local_day(Instant{start.microseconds - 1}), Day{days - 1})
          << name << ' ' << to_string(Day{days});
    }
  }
}

TEST(TimeZone, OffsetsTellTheLocalDayOfEveryInstant) {
  const Instant from{0};
  const Instant to{std::int64_t{4'000'000'000} * 1'000'000};
  for (const auto* name : {"Asia/Tokyo", "America/New_York", "Africa/Casablanca", "UTC"}) {
    const TimeZone zone(name);
    const std::vector<ZoneOffset> offsets = zone.offsets(from, to);
    ASSERT_FALSE(offsets.empty());
    EXPECT_EQ(offsets.front().from, from);
    std::size_t at = 0;
    for (Instant instant = from; instant < to; instant.microseconds += 3'599'000'000) {
      while (at + 1 < offsets.size() && offsets[at + 1].from <= instant) ++at;
      ASSERT_EQ(instant.microseconds + offsets[at].seconds * 1'000'000, zone.to_local(instant))
          << name << ' ' << to_string(instant);
    }
  }
  EXPECT_EQ(TimeZone("Asia/Tokyo").offsets(from, to).size(), 1);
}

TEST(TimeZone, UnknownOneIsInvalidArgument) {
  for (const auto* name : {"", "Tokyo", "Asia/Tokio", "JST-9", "../../etc/passwd", "Asia/Tokyo "}) {
    try {
      TimeZone zone(name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::invalid_argument) << name;
    }
  }
}

}  // namespace
}  // namespace mikata
