// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/literal.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "mikata/base/error.h"

namespace mikata::segment {
namespace {

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <typename... Args>
Reading problem(std::type_identity_t<LocalizedFormat<Args...>> format, const Args&... args) {
  return {Value{}, localized<Args...>(format, args...)};
}

Reading too_large(const Literal& literal, const SegmentColumn& column) {
  return problem({"{} には大きすぎる数です: {}", "number too large for {}: {}"}, column.name,
                 literal.text);
}

Reading wants_number(const Literal& literal, const SegmentColumn& column) {
  const bool is_number = parse_number<double>(literal.text).has_value();
  const Localized hint = is_number ? Localized{"引用符なしで", "without quotes"}
                                   : Localized{"12 のように", "such as 12"};
  return problem(
      {"{} は数です: {}（{}数を書いてください）", "{} is a number, not: {} (write a number {})"},
      column.name, literal.text, hint);
}

Reading read_real(const Literal& literal, const SegmentColumn& column) {
  const auto number = parse_number<double>(literal.text);
  return number ? Reading{*number, {}} : too_large(literal, column);
}

Reading read_integer(const Literal& literal, const SegmentColumn& column) {
  if (literal.text.find('.') != std::string::npos) return read_real(literal, column);
  const auto number = parse_number<std::int64_t>(literal.text);
  return number ? Reading{*number, {}} : too_large(literal, column);
}

Reading read_money(const Literal& literal, const SegmentColumn& column, int digits) {
  const auto dot = literal.text.find('.');
  std::string whole = literal.text.substr(0, dot);
  std::string decimals = dot == std::string::npos ? "" : literal.text.substr(dot + 1);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  const auto allowed = static_cast<std::size_t>(digits);
  if (decimals.size() > allowed) {
    return problem({"{} の小数の桁が多すぎます: {}（この通貨は{}桁です）",
                    "too many decimals for {}: {} (this currency has {})"},
                   column.name, literal.text, digits);
  }
  decimals.resize(allowed, '0');
  const auto minor = parse_number<std::int64_t>(whole + decimals);
  return minor ? Reading{*minor, {}} : too_large(literal, column);
}

Reading read_day(const Literal& literal, const SegmentColumn& column) {
  const auto day = parse_iso_day(literal.text);
  if (day && literal.kind == LiteralKind::text) return {*day, {}};
  return problem({"{} は日です: {}（実在する日を '2026-01-31' のように書いてください）",
                  "{} is a day, not: {} (write a day that exists as '2026-01-31')"},
                 column.name, literal.text);
}

// "2026-01-31T09:30:00Z"; a fraction of a second has up to six digits.
std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || text.size() > 27 || text.back() != 'Z') return std::nullopt;
  const auto day = parse_iso_day(text.substr(0, 10));
  if (!day || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto hour = parse_number<std::uint8_t>(text.substr(11, 2));
  const auto minute = parse_number<std::uint8_t>(text.substr(14, 2));
  const auto second = parse_number<std::uint8_t>(text.substr(17, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  std::string fraction(text.substr(19, text.size() - 20));
  if (!fraction.empty() && (fraction.front() != '.' || fraction.size() < 2)) return std::nullopt;
  fraction = fraction.empty() ? "0" : fraction.substr(1);
  fraction.resize(6, '0');
  const auto microseconds = parse_number<std::uint32_t>(fraction);
  if (!microseconds) return std::nullopt;
  const std::int64_t seconds =
      ((std::int64_t{day->days} * 24 + *hour) * 60 + *minute) * 60 + *second;
  return Instant{seconds * 1'000'000 + *microseconds};
}

Reading read_instant(const Literal& literal, const SegmentColumn& column) {
  const auto instant = parse_instant(literal.text);
  if (instant && literal.kind == LiteralKind::text) return {*instant, {}};
  return problem({"{} は時刻です: {}（世界時で '2026-01-31T09:30:00Z' のように書くか、日なら "
                  "local_day を使ってください）",
                  "{} is a time, not: {} (write it in UTC as '2026-01-31T09:30:00Z'; for days use "
                  "local_day)"},
                 column.name, literal.text);
}

Reading read_boolean(const Literal& literal, const SegmentColumn& column) {
  if (literal.kind != LiteralKind::boolean) {
    return problem({"{} は true か false です: {}（引用符なしで書いてください）",
                    "{} is true or false, not: {} (without quotes)"},
                   column.name, literal.text);
  }
  const bool is_true = literal.text.front() == 'T';
  return {std::int64_t{is_true ? 1 : 0}, {}};
}

Reading read_text(const Literal& literal, const SegmentColumn& column) {
  if (literal.kind == LiteralKind::text) return {literal.text, {}};
  if (!column.property) {
    return problem({"{} は文字です: {}（文字は単引用符で囲みます: '{}'）",
                    "{} is text, not: {} (text goes in single quotes: '{}')"},
                   column.name, literal.text, literal.text);
  }
  if (literal.kind == LiteralKind::number) return read_real(literal, column);
  // JSON spells them in lower case.
  return {std::string(literal.text.front() == 'T' ? "true" : "false"), {}};
}

}  // namespace

Reading read_literal(const Literal& literal, const SegmentColumn& column, int money_digits) {
  const bool wants = column.type == FactType::integer || column.type == FactType::real ||
                     column.type == FactType::money;
  if (wants && literal.kind != LiteralKind::number) return wants_number(literal, column);
  switch (column.type) {
    case FactType::text:
      return read_text(literal, column);
    case FactType::integer:
      return read_integer(literal, column);
    case FactType::real:
      return read_real(literal, column);
    case FactType::money:
      return read_money(literal, column, money_digits);
    case FactType::boolean:
      return read_boolean(literal, column);
    case FactType::day:
      return read_day(literal, column);
    case FactType::instant:
      return read_instant(literal, column);
  }
  fail(ErrorKind::internal, "column of no known type: {}", column.name);
}

}  // namespace mikata::segment
