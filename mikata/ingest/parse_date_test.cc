// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/parse_date.h"

#include <gtest/gtest.h>

#include <string>

#include "mikata/base/date.h"

namespace mikata {
namespace {

// "2017-01-28T09:05:00", with Z when the zone was written and without the time when there was none.
std::string shown(const WrittenDate& date) {
  if (date.fault == DateFault::not_a_date) return "not a date";
  if (date.fault == DateFault::no_such_day) return "no such day";
  std::string text = to_string(Instant{date.microseconds});
  if (!date.is_utc) text.pop_back();
  if (!date.has_time) text.resize(10);
  return text;
}

struct DateCase {
  const char* written;
  const char* expected;
};

TEST(ParseDate, ReadsTheUsualForms) {
  const DateCase cases[] = {
      {"1997-01-01", "1997-01-01"},
      {"1997/1/1", "1997-01-01"},
      {"19970101", "1997-01-01"},
      {" 1997.01.01 ", "1997-01-01"},
      {"2017/1/28 9:05", "2017-01-28T09:05:00"},
      {"2017-01-28 19:06:53", "2017-01-28T19:06:53"},
      {"2017-01-28T19:06:53Z", "2017-01-28T19:06:53Z"},
      {"2017-01-28T19:06:53+09:00", "2017-01-28T10:06:53Z"},
      {"2017-01-28T19:06:53.25-0330", "2017-01-28T22:36:53.250000Z"},
      {"2019-11-24 00:01:03.979311+00:00", "2019-11-24T00:01:03.979311Z"},
      {"28.01.2017", "2017-01-28"},
      {"28.1.17", "2017-01-28"},
      {"01/28/2017", "2017-01-28"},
      {"1/28/17 3:05 PM", "2017-01-28T15:05:00"},
      {"12/31/1899 09:30:00 AM", "1899-12-31T09:30:00"},
      {"12/1/2010 12:26:00 AM", "2010-12-01T00:26:00"},
      {"Jan 28, 2017", "2017-01-28"},
      {"January 28 2017 9:05 am", "2017-01-28T09:05:00"},
      {"28 Jan 2017", "2017-01-28"},
      {"28-Jan-17", "2017-01-28"},
      {"2017-Jan-28", "2017-01-28"},
      {"Sat, 28 Jan 2017 19:06:53 +0000", "2017-01-28T19:06:53Z"},
      {"May 3, 2017", "2017-05-03"},
      {"Sep 3, 2017", "2017-09-03"},
      {"20170128190653", "2017-01-28T19:06:53"},
      {"1485630413", "2017-01-28T19:06:53Z"},
      {"1485630413123", "2017-01-28T19:06:53.123000Z"},
      {"1485630413123456", "2017-01-28T19:06:53.123456Z"},
      {"2017-01-28 24:00", "2017-01-29T00:00:00"},
  };
  for (const DateCase& c : cases)
    EXPECT_EQ(shown(parse_date(c.written, {})), c.expected) << c.written;
}

TEST(ParseDate, ReadsJapaneseForms) {
  const DateCase cases[] = {
      {"2017年1月28日", "2017-01-28"},
      {"2017年 1月 8日", "2017-01-08"},
      {"２０１７／０１／２８", "2017-01-28"},
      {"２０１７年１月２８日", "2017-01-28"},
      {"2017年1月28日(土)", "2017-01-28"},
      {"2017/1/28（土） 9:05", "2017-01-28T09:05:00"},
      {"平成29年1月28日", "2017-01-28"},
      {"令和元年5月1日", "2019-05-01"},
      {"昭和64年1月7日", "1989-01-07"},
      {"H29.1.28", "2017-01-28"},
      {"R1/5/1", "2019-05-01"},
      {"2017年1月28日 午後3時05分", "2017-01-28T15:05:00"},
      {"2017年1月28日 15時05分33秒", "2017-01-28T15:05:33"},
      {"2017/01/28 午前0:30", "2017-01-28T00:30:00"},
      {"2017/01/28 3:05:12 午後 GMT+9", "2017-01-28T06:05:12Z"},
      {"2017-01-28 19:06:53 JST", "2017-01-28T10:06:53Z"},
  };
  for (const DateCase& c : cases)
    EXPECT_EQ(shown(parse_date(c.written, {})), c.expected) << c.written;
}

TEST(ParseDate, RefusesWhatIsNotADay) {
  const DateCase cases[] = {
      {"", "not a date"},
      {"yesterday", "not a date"},
      {"2023-02-29", "no such day"},
      {"20230229", "no such day"},
      {"2023/13/01", "no such day"},
      {"2023年2月30日", "no such day"},
      {"0000-00-00", "no such day"},
      {"31/02/2023", "no such day"},
      {"2017-01-28 25:00", "not a date"},
      {"2017-01-28 12:61", "not a date"},
      {"2017-01-28 noon", "not a date"},
      {"2017-01", "not a date"},
      {"2017-01-28T19:06:53+99:00", "not a date"},
      {"12", "not a date"},
      {"42763", "not a date"},
      {"3.5", "not a date"},
      {"1-800-555", "not a date"},
      {"令和元年", "not a date"},
      {"A1/5/1", "not a date"},
  };
  for (const DateCase& c : cases)
    EXPECT_EQ(shown(parse_date(c.written, {})), c.expected) << c.written;
}

TEST(ParseDate, FollowsTheOrderOfItsColumn) {
  EXPECT_EQ(shown(parse_date("03/04/2017", {.order = DateOrder::day_first})), "2017-04-03");
  EXPECT_EQ(shown(parse_date("03/04/2017", {.order = DateOrder::month_first})), "2017-03-04");
  EXPECT_EQ(shown(parse_date("28/01/2017", {.order = DateOrder::month_first})), "no such day");
  // A point means the day comes first everywhere.
  EXPECT_EQ(shown(parse_date("03.04.2017", {.order = DateOrder::month_first})), "2017-04-03");
}

TEST(ParseDate, SaysWhichOrderAValueAllows) {
  EXPECT_EQ(only_order("28/01/2017"), DateOrder::day_first);
  EXPECT_EQ(only_order("01/28/2017 9:05"), DateOrder::month_first);
  EXPECT_EQ(only_order("03/04/2017"), std::nullopt);
  EXPECT_EQ(only_order("2017-01-28"), std::nullopt);
  EXPECT_EQ(only_order("text"), std::nullopt);
  EXPECT_TRUE(order_matters("03/04/2017"));
  EXPECT_FALSE(order_matters("03/03/2017"));
  EXPECT_FALSE(order_matters("28/01/2017"));
  EXPECT_FALSE(order_matters("2017-03-04"));
}

TEST(ParseDate, ReadsSpreadsheetSerialsOnlyWhenTold) {
  EXPECT_EQ(shown(parse_date("42763", {.spreadsheet_serial = true})), "2017-01-28");
  EXPECT_EQ(shown(parse_date("42763.5", {.spreadsheet_serial = true})), "2017-01-28T12:00:00");
}

TEST(ParseTimeOfDay, ReadsClocks) {
  EXPECT_EQ(parse_time_of_day("9:05"), 32'700'000'000);
  EXPECT_EQ(parse_time_of_day("午後3時05分"), 54'300'000'000);
  EXPECT_EQ(parse_time_of_day("12"), std::nullopt);
  EXPECT_EQ(parse_time_of_day("25:00"), std::nullopt);
}

}  // namespace
}  // namespace mikata
