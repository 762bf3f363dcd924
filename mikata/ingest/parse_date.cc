// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/parse_date.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "mikata/base/ascii.h"
#include "mikata/base/date.h"
#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

WrittenDate faulty(DateFault fault) { return {.fault = fault}; }

// Reads a text from left to right; every take_… either consumes what it names or nothing.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  bool take_any(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_blanks() { rest_ = rest_.substr(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  std::size_t digits_ahead() const {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    return count;
  }
  // A number of at least one and at most `most` digits.
  std::optional<int> take_number(std::size_t most) {
    const std::size_t count = digits_ahead();
    if (count == 0 || count > most) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + count, value);
    rest_.remove_prefix(count);
    return value;
  }
  // Letters a-z in any case, as they stand.
  std::string_view take_letters() {
    std::size_t count = 0;
    const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    while (count < rest_.size() && is_letter(rest_[count])) ++count;
    const std::string_view word = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return word;
  }

 private:
  std::string_view rest_;
};

struct Numbers {
  int year = 0;
  int month = 0;
  int day = 0;
  bool by_order = false;  // which of month and day came first was not written
};

int full_year(int year, std::size_t digits) {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

std::optional<int> month_named(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return std::nullopt;
  std::string lower(word);
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  if (lower == "sept") lower = "sep";
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(lower)) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

// 平成29年, H29. : the year before the era's first, or nullopt.
std::optional<int> take_era(Scanner& scanner) {
  struct Era {
    std::string_view name;
    int before;
  };
  static constexpr std::array<Era, 14> kEras{{{"令和", 2018},
                                              {"平成", 1988},
                                              {"昭和", 1925},
                                              {"大正", 1911},
                                              {"明治", 1867},
                                              {"㋿", 2018},
                                              {"㍻", 1988},
                                              {"㍼", 1925},
                                              {"㍽", 1911},
                                              {"㍾", 1867},
                                              {"R", 2018},
                                              {"H", 1988},
                                              {"S", 1925},
                                              {"T", 1911}}};
  for (const Era& era : kEras) {
    Scanner ahead = scanner;
    if (!ahead.take(era.name)) continue;
    // "Sep 3" begins with S too: a letter must be followed by its year.
    if (ahead.digits_ahead() == 0 && !ahead.rest().starts_with("元")) continue;
    scanner = ahead;
    return era.before;
  }
  return std::nullopt;
}

// Month and day after a year: "/1/28", "-1-28", ".1.28", "年1月28日".
std::optional<Numbers> take_month_day(Scanner& scanner, int year) {
  if (scanner.take("年")) {
    scanner.skip_blanks();
    const auto month = scanner.take_number(2);
    if (!month || !scanner.take("月")) return std::nullopt;
    scanner.skip_blanks();
    const auto day = scanner.take_number(2);
    if (!day || !scanner.take("日")) return std::nullopt;
    return Numbers{year, *month, *day};
  }
  const char separator = scanner.done() ? ' ' : scanner.rest().front();
  if (!scanner.take_any("/-.")) return std::nullopt;
  if (const std::string_view word = scanner.take_letters(); !word.empty()) {
    const auto named = month_named(word);
    if (!named || !scanner.take_any("/-.")) return std::nullopt;
    const auto day_of_month = scanner.take_number(2);
    if (!day_of_month) return std::nullopt;
    return Numbers{year, *named, *day_of_month};
  }
  const auto month = scanner.take_number(2);
  if (!month || !scanner.take(std::string_view(&separator, 1))) return std::nullopt;
  const auto day = scanner.take_number(2);
  if (!day) return std::nullopt;
  return Numbers{year, *month, *day};
}

std::optional<Numbers> take_era_date(Scanner& scanner) {
  const auto before = take_era(scanner);
  if (!before) return std::nullopt;
  const auto year = scanner.take("元") ? std::optional(1) : scanner.take_number(2);
  if (!year) return std::nullopt;
  return take_month_day(scanner, *before + *year);
}

// 28-Jan-2017, 28 Jan 17 after the day was read.
std::optional<Numbers> take_named_month_year(Scanner& scanner, int day) {
  scanner.take_any("-/. ");
  scanner.skip_blanks();
  const auto month = month_named(scanner.take_letters());
  if (!month) return std::nullopt;
  scanner.take_any("-/.,");
  scanner.skip_blanks();
  const std::size_t digits = scanner.digits_ahead();
  const auto year = scanner.take_number(4);
  if (!year || digits == 1 || digits == 3) return std::nullopt;
  return Numbers{full_year(*year, digits), *month, day};
}

// Jan 28, 2017
std::optional<Numbers> take_named_month(Scanner& scanner) {
  const auto month = month_named(scanner.take_letters());
  if (!month) return std::nullopt;
  scanner.take_any(".");
  scanner.skip_blanks();
  const auto day = scanner.take_number(2);
  if (!day) return std::nullopt;
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) scanner.take(ending);
  scanner.take_any(",");
  scanner.skip_blanks();
  const auto year = scanner.take_number(4);
  if (!year || *year < 1000) return std::nullopt;
  return Numbers{*year, *month, *day};
}

// 28/01/2017, 01/28/17, 28.01.2017: order by the rules, except that a point means day first.
std::optional<Numbers> take_day_month_year(Scanner& scanner, int first) {
  const char separator = scanner.rest().front();
  if (!scanner.take_any("/-.")) return std::nullopt;
  const auto second = scanner.take_number(2);
  if (!second || !scanner.take(std::string_view(&separator, 1))) return std::nullopt;
  const std::size_t digits = scanner.digits_ahead();
  const auto year = scanner.take_number(4);
  if (!year || digits == 1 || digits == 3) return std::nullopt;
  Numbers result{full_year(*year, digits), *second, first, separator != '.'};
  return result;
}

std::optional<Numbers> take_numeric(Scanner& scanner) {
  const std::size_t digits = scanner.digits_ahead();
  const auto first = scanner.take_number(4);
  if (!first) return std::nullopt;
  if (digits == 4) return take_month_day(scanner, *first);
  if (digits > 2 || scanner.done()) return std::nullopt;
  Scanner ahead = scanner;
  if (const auto numbers = take_day_month_year(ahead, *first)) {
    scanner = ahead;
    return numbers;
  }
  return take_named_month_year(scanner, *first);
}

// "Sat, " and "(土)" say nothing that the date does not say.
void skip_weekday_word(Scanner& scanner) {
  Scanner ahead = scanner;
  const std::string_view word = ahead.take_letters();
  if (word.size() < 3 || month_named(word)) return;
  ahead.take_any(".");
  ahead.take_any(",");
  ahead.skip_blanks();
  if (ahead.digits_ahead() > 0 || month_named(Scanner(ahead).take_letters())) scanner = ahead;
}

void skip_brackets(Scanner& scanner) {
  scanner.skip_blanks();
  if (scanner.rest().starts_with('(')) {
    const std::size_t close = scanner.rest().find(')');
    if (close != std::string_view::npos) scanner.take(scanner.rest().substr(0, close + 1));
  }
}

std::optional<Numbers> take_date(Scanner& scanner) {
  skip_weekday_word(scanner);
  Scanner ahead = scanner;
  if (const auto era = take_era_date(ahead)) {
    scanner = ahead;
    return era;
  }
  if (scanner.digits_ahead() > 0) return take_numeric(scanner);
  return take_named_month(scanner);
}

// am is 0, pm is 12.
std::optional<int> take_half(Scanner& scanner) {
  scanner.skip_blanks();
  struct Half {
    std::string_view word;
    int hours;
  };
  static constexpr std::array<Half, 10> kHalves{{{"午前", 0},
                                                 {"午後", 12},
                                                 {"AM", 0},
                                                 {"PM", 12},
                                                 {"am", 0},
                                                 {"pm", 12},
                                                 {"a.m.", 0},
                                                 {"p.m.", 12},
                                                 {"Am", 0},
                                                 {"Pm", 12}}};
  for (const Half& half : kHalves) {
    if (scanner.take(half.word)) return half.hours;
  }
  return std::nullopt;
}

// .123456 -> microseconds; more digits are cut.
std::int64_t take_fraction(Scanner& scanner) {
  if (!scanner.take_any(".,")) return 0;
  std::int64_t value = 0;
  std::int64_t unit = kSecond / 10;
  for (std::size_t left = scanner.digits_ahead(); left > 0; --left) {
    value += unit * (scanner.rest().front() - '0');
    unit /= 10;
    scanner.take(scanner.rest().substr(0, 1));
  }
  return value;
}

// 9:05, 21:05:33.5, 3時05分, 午後3時
std::optional<std::int64_t> take_clock(Scanner& scanner) {
  auto half = take_half(scanner);
  scanner.skip_blanks();
  const auto hour = scanner.take_number(2);
  if (!hour) return std::nullopt;
  const bool japanese = scanner.take("時");
  if (!japanese && !scanner.take_any(":")) return std::nullopt;
  const auto minute = scanner.take_number(2);
  if (!minute && !japanese) return std::nullopt;
  scanner.take("分");
  int second = 0;
  std::int64_t fraction = 0;
  if (scanner.take_any(":") || (japanese && scanner.digits_ahead() > 0)) {
    const auto seconds = scanner.take_number(2);
    if (!seconds) return std::nullopt;
    second = *seconds;
    scanner.take("秒");
    fraction = take_fraction(scanner);
  }
  if (!half) half = take_half(scanner);
  int hours = *hour;
  if (half && hours > 12) return std::nullopt;
  if (half) hours = hours % 12 + *half;
  // 24:00 is the end of the day; a second of 60 is a leap second.
  if (hours > 24 || minute.value_or(0) > 59 || second > 60) return std::nullopt;
  if (hours == 24 && (minute.value_or(0) != 0 || second != 0)) return std::nullopt;
  return (std::int64_t{hours} * 3600 + minute.value_or(0) * 60 + second) * kSecond + fraction;
}

// Z, UTC, GMT+9, +09:00, +0900, +09, JST: seconds east of Greenwich.
std::optional<int> take_zone(Scanner& scanner) {
  scanner.skip_blanks();
  if (scanner.take("JST")) return 9 * 3600;
  const bool named = scanner.take("Z") || scanner.take("UTC") || scanner.take("GMT");
  if (scanner.done() || scanner.rest().starts_with('(')) {
    return named ? std::optional(0) : std::nullopt;
  }
  const bool west = scanner.rest().starts_with('-');
  if (!scanner.take_any("+-")) return std::nullopt;
  const std::size_t digits = scanner.digits_ahead();
  const auto first = scanner.take_number(4);
  if (!first) return std::nullopt;
  int hours = *first;
  int minutes = 0;
  if (digits > 2) {
    hours = *first / 100;
    minutes = *first % 100;
  } else if (scanner.take_any(":")) {
    const auto written = scanner.take_number(2);
    if (!written) return std::nullopt;
    minutes = *written;
  }
  if (hours > 14 || minutes > 59) return std::nullopt;
  const int seconds = hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

WrittenDate date_of(const Numbers& numbers, const DateRules& rules) {
  const bool swap = numbers.by_order && rules.order == DateOrder::month_first;
  const auto day = swap ? make_day(numbers.year, numbers.day, numbers.month)
                        : make_day(numbers.year, numbers.month, numbers.day);
  if (!day || numbers.year < 1000) return faulty(DateFault::no_such_day);
  return {.microseconds = std::int64_t{day->days} * kDayMicroseconds};
}

// What follows the day: a time, a zone, a weekday in brackets.
WrittenDate with_time(WrittenDate date, Scanner& scanner) {
  skip_brackets(scanner);
  scanner.take_any("T,");
  scanner.skip_blanks();
  if (scanner.done()) return date;
  const auto clock = take_clock(scanner);
  if (!clock) return faulty(DateFault::not_a_date);
  date.microseconds += *clock;
  date.has_time = true;
  if (!scanner.done()) {
    const auto zone = take_zone(scanner);
    if (!zone) return faulty(DateFault::not_a_date);
    date.microseconds -= *zone * kSecond;
    date.is_utc = true;
  }
  skip_brackets(scanner);
  scanner.skip_blanks();
  return scanner.done() ? date : faulty(DateFault::not_a_date);
}

WrittenDate utc(std::int64_t microseconds) {
  return {.microseconds = microseconds, .is_utc = true, .has_time = true};
}

int two(const char* text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

// 19970101 and 20170128190653
WrittenDate compact_date(std::string_view text) {
  const char* p = text.data();
  const Numbers numbers{two(p) * 100 + two(p + 2), two(p + 4), two(p + 6)};
  WrittenDate result = date_of(numbers, {});
  if (text.size() == 8 || result.fault != DateFault::none) return result;
  const int hour = two(p + 8);
  const int minute = two(p + 10);
  const int second = two(p + 12);
  if (hour > 23 || minute > 59 || second > 60) return faulty(DateFault::not_a_date);
  result.microseconds += (std::int64_t{hour} * 3600 + minute * 60 + second) * kSecond;
  result.has_time = true;
  return result;
}

// Only digits, perhaps with decimals: which number it is follows from how long it is.
WrittenDate number_date(std::string_view text, const DateRules& rules) {
  const std::size_t whole = std::min(text.find('.'), text.size());
  if (rules.spreadsheet_serial && whole == 5) {
    double days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    // Serial 25569 is 1970-01-01.
    const auto seconds = static_cast<std::int64_t>(std::llround((days - 25569) * 86'400));
    return {.microseconds = seconds * kSecond, .has_time = whole != text.size()};
  }
  if (whole == text.size() && (whole == 8 || whole == 14)) return compact_date(text);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + whole, value);
  Scanner decimals(text.substr(whole));
  if (whole == 9 || whole == 10) return utc(value * kSecond + take_fraction(decimals));
  if (whole == 13) return utc(value * 1000);
  if (whole == 16) return utc(value);
  return faulty(DateFault::not_a_date);
}

bool only_digits(std::string_view text) {
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (!is_digit(c)) {
      return false;
    }
  }
  return !text.empty() && is_digit(text.front());
}

// The quick path: 2017-01-28, 2017/01/28 and nothing else.
std::optional<WrittenDate> iso_day(std::string_view text) {
  const char* p = text.data();
  if (p[4] != p[7] || (p[4] != '-' && p[4] != '/')) return std::nullopt;
  for (const int i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!is_digit(p[i])) return std::nullopt;
  }
  return date_of({two(p) * 100 + two(p + 2), two(p + 5), two(p + 8)}, {});
}

// The quick path: hh:mm:ss behind T or a blank, perhaps with Z.
bool add_iso_time(WrittenDate& date, std::string_view text) {
  if (text.size() != 9 && !(text.size() == 10 && text[9] == 'Z')) return false;
  if ((text[0] != 'T' && text[0] != ' ') || text[3] != ':' || text[6] != ':') return false;
  for (const std::size_t i : {1, 2, 4, 5, 7, 8}) {
    if (!is_digit(text[i])) return false;
  }
  const int hour = two(&text[1]);
  const int minute = two(&text[4]);
  const int second = two(&text[7]);
  if (hour > 23 || minute > 59 || second > 59) return false;
  date.microseconds += (std::int64_t{hour} * 3600 + minute * 60 + second) * kSecond;
  date.has_time = true;
  date.is_utc = text.size() == 10;
  return true;
}

Numbers ordered_numbers(std::string_view text) {
  const std::string folded = fold_width(trim_blanks(text));
  Scanner scanner(folded);
  if (scanner.digits_ahead() == 0 || scanner.digits_ahead() > 2) return {};
  return take_numeric(scanner).value_or(Numbers{});
}

}  // namespace

WrittenDate parse_date(std::string_view text, const DateRules& rules) {
  text = trim_blanks(text);
  if (text.size() >= 10) {
    if (auto date = iso_day(text)) {
      if (text.size() == 10 || date->fault != DateFault::none) return *date;
      if (add_iso_time(*date, text.substr(10))) return *date;
    }
  }
  if (only_digits(text)) return number_date(text, rules);
  const std::string folded = fold_width(text);
  if (only_digits(folded)) return number_date(folded, rules);
  Scanner scanner(folded);
  const auto numbers = take_date(scanner);
  if (!numbers) return faulty(DateFault::not_a_date);
  const WrittenDate date = date_of(*numbers, rules);
  if (date.fault != DateFault::none) return date;
  return with_time(date, scanner);
}

std::optional<DateOrder> only_order(std::string_view text) {
  const Numbers numbers = ordered_numbers(text);
  if (!numbers.by_order) return std::nullopt;
  const bool day_first = make_day(numbers.year, numbers.month, numbers.day).has_value();
  const bool month_first = make_day(numbers.year, numbers.day, numbers.month).has_value();
  if (day_first == month_first) return std::nullopt;
  return day_first ? DateOrder::day_first : DateOrder::month_first;
}

bool order_matters(std::string_view text) {
  const Numbers numbers = ordered_numbers(text);
  return numbers.by_order && numbers.month != numbers.day && !only_order(text);
}

std::optional<std::int64_t> parse_time_of_day(std::string_view text) {
  const std::string folded = fold_width(trim_blanks(text));
  Scanner scanner(folded);
  const auto clock = take_clock(scanner);
  return clock && scanner.done() ? clock : std::nullopt;
}

}  // namespace mikata
