// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/number_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "mikata/base/money.h"
#include "mikata/cli/terminal_text.h"

namespace mikata::cli {
namespace {

constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kUnknown = "\u2013";

std::string group_digits(const std::string& digits) {
  std::string text;
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t i = 0; i < whole; ++i) {
    if (i > 0 && (whole - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text + digits.substr(whole);
}

// Rounds once, half away from zero, and never writes "−0".
std::string decimal(double number, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double scaled = std::abs(number) * scale;
  // Past 2^53 there are no decimals left to round.
  const double rounded = scaled < 9e15 ? std::round(scaled) / scale : std::abs(number);
  const bool negative = number < 0 && rounded > 0;
  return fmt::format("{}{}", negative ? kMinus : "",
                     group_digits(fmt::format("{:.{}f}", rounded, decimals)));
}

double in_major(const Value& value, int money_digits) {
  return as_number(value) / std::pow(10.0, money_digits);
}

std::string number_text(const Value& value, const NumberStyle& style) {
  switch (style.type) {
    case ColumnType::share:
      return decimal(as_number(value) * 100.0, 1) + "%";
    case ColumnType::points:
      return decimal(as_number(value), 1);
    case ColumnType::money:
      return decimal(in_major(value, style.money_digits), style.money_digits);
    default:
      break;
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return style.decimals == 0 ? grouped(*integer) : decimal(as_number(value), style.decimals);
  }
  return decimal(as_number(value), style.decimals);
}

// The shortest digits that read back as the same number, never as 1e+06.
std::string plain_number(double number) {
  if (!std::isfinite(number)) return "";
  const bool whole = std::abs(number) < 1e15 && number == std::floor(number);
  return whole ? fmt::format("{:.0f}", number) : fmt::format("{}", number);
}

// Money from minor units in exact decimals: 1999 -> "19.99".
std::string plain_money(std::int64_t minor, int digits) {
  std::string text = fmt::format("{:0{}}", minor < 0 ? -minor : minor, digits + 1);
  if (digits > 0) text.insert(text.size() - static_cast<std::size_t>(digits), ".");
  return (minor < 0 ? "-" : "") + text;
}

std::string three_digits(double number) {
  const int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
  return group_digits(fmt::format("{:.{}f}", number, decimals));
}

struct Unit {
  double size;
  std::string_view name;
};

// 万 from 100,000, 億 from 100,000,000; K is not used: 1,212 and 54,300 stay whole.
constexpr std::array<Unit, 3> kJapaneseUnits{{{1e12, "兆"}, {1e8, "億"}, {1e4, "万"}}};
constexpr std::array<Unit, 3> kEnglishUnits{{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}}};

std::string short_number(double number, int digits, Language language) {
  const bool japanese = language == Language::ja;
  const double from = japanese ? 1e5 : 1e6;
  if (number < from) return group_digits(fmt::format("{:.{}f}", number, digits));
  for (const Unit& unit : japanese ? kJapaneseUnits : kEnglishUnits) {
    if (number >= unit.size) return three_digits(number / unit.size) + std::string(unit.name);
  }
  return group_digits(fmt::format("{:.0f}", number));
}

}  // namespace

std::string period_name(Day day, Grain grain) {
  const CalendarDay date = calendar(day);
  switch (grain) {
    case Grain::year:
      return fmt::format("{:04}", date.year);
    case Grain::quarter:
      return fmt::format("{:04}-Q{}", date.year, (date.month + 2) / 3);
    case Grain::month:
      return fmt::format("{:04}-{:02}", date.year, date.month);
    default:
      return to_string(day);
  }
}

std::string value_text(const Value& value, const NumberStyle& style) {
  if (is_null(value)) return std::string(kUnknown);
  if (const auto* text = std::get_if<std::string>(&value)) return printable(*text);
  if (const auto* day = std::get_if<Day>(&value)) return period_name(*day, style.grain);
  if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
  const bool finite = std::isfinite(as_number(value));
  return finite ? number_text(value, style) : std::string(kUnknown);
}

std::string interval_text(const std::string& low, const std::string& high, Language language) {
  const bool negative = low.starts_with(kMinus) || high.starts_with(kMinus);
  if (!negative) return low + "\u2013" + high;
  return low + (language == Language::ja ? " から " : " to ") + high;
}

std::string amount_text(std::int64_t minor, std::string_view currency, Language language) {
  const int digits = minor_digits(currency).value_or(0);
  const double major = static_cast<double>(minor) / std::pow(10.0, digits);
  const std::string sign = major < 0 ? std::string(kMinus) : "";
  const std::string number = short_number(std::abs(major), digits, language);
  if (currency == "JPY") {
    return language == Language::ja ? sign + number + "円" : sign + "¥" + number;
  }
  if (currency == "USD") return sign + "$" + number;
  if (currency == "EUR") return sign + "€" + number;
  return fmt::format("{}{} {}", sign, number, currency);
}

std::string plain_text(const Value& value, ColumnType type, int money_digits) {
  if (is_null(value)) return "";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
  if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
  const auto* integer = std::get_if<std::int64_t>(&value);
  if (type == ColumnType::money) {
    if (integer != nullptr) return plain_money(*integer, money_digits);
    return plain_number(in_major(value, money_digits));
  }
  return integer != nullptr ? fmt::format("{}", *integer) : plain_number(as_number(value));
}

}  // namespace mikata::cli
