// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/parse_amount.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "mikata/base/ascii.h"
#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

struct CurrencyMark {
  std::string_view mark;
  std::string_view code;
};

// In Shift_JIS the yen sign stands where ASCII has the backslash.
constexpr std::array<CurrencyMark, 14> kMarks{{{"¥", "JPY"},
                                               {"\\", "JPY"},
                                               {"円", "JPY"},
                                               {"US$", "USD"},
                                               {"$", "USD"},
                                               {"ドル", "USD"},
                                               {"€", "EUR"},
                                               {"ユーロ", "EUR"},
                                               {"£", "GBP"},
                                               {"₩", "KRW"},
                                               {"元", "CNY"},
                                               {"₹", "INR"},
                                               {"฿", "THB"},
                                               {"₫", "VND"}}};

constexpr std::array<std::string_view, 9> kDollars{"USD", "CAD", "AUD", "NZD", "SGD",
                                                   "HKD", "TWD", "MXN", "BRL"};

// A number taken apart: digits only.
struct Digits {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

// The quick path: [-+]digits[.digits]
std::optional<Digits> plain_digits(std::string_view text) {
  Digits result;
  std::size_t i = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    result.negative = text[0] == '-';
    i = 1;
  }
  const std::size_t begin = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  result.whole = text.substr(begin, i - begin);
  if (i < text.size() && text[i] == '.') {
    const std::size_t point = ++i;
    while (i < text.size() && is_digit(text[i])) ++i;
    result.fraction = text.substr(point, i - point);
  }
  if (i != text.size() || (result.whole.empty() && result.fraction.empty())) return std::nullopt;
  return result;
}

// Decimals that only binary arithmetic makes: 22.200000000000003, 22.199999999999996.
bool is_float_noise(std::string_view rest) {
  if (rest.size() < 6) return false;
  const std::string_view head = rest.substr(0, 4);
  return head == "0000" || head == "9999";
}

Amount amount_of(const Digits& digits, const AmountRules& rules) {
  constexpr std::int64_t kLimit = 900'000'000'000'000'000;
  Amount result;
  std::int64_t minor = 0;
  const auto push = [&](char c) {
    if (minor > kLimit / 10) result.fault = AmountFault::too_large;
    if (result.fault == AmountFault::none) minor = minor * 10 + (c - '0');
  };
  for (const char c : digits.whole) push(c);
  const auto kept = static_cast<std::size_t>(rules.minor_digits);
  for (std::size_t i = 0; i < kept; ++i) {
    push(i < digits.fraction.size() ? digits.fraction[i] : '0');
  }
  if (digits.fraction.size() > kept) {
    const std::string_view rest = digits.fraction.substr(kept);
    result.rounded = rest.find_first_not_of('0') != std::string_view::npos;
    if (result.rounded && kept == 0 && !is_float_noise(rest)) {
      result.fault = AmountFault::real_decimals;
    }
    if (rest.front() >= '5') ++minor;
  }
  result.minor = digits.negative ? -minor : minor;
  return result;
}

// Removes `mark` from the front or the back of the text; true if it was there.
bool remove_mark(std::string_view& text, std::string_view mark) {
  if (text.starts_with(mark)) {
    text.remove_prefix(mark.size());
  } else if (text.ends_with(mark)) {
    text.remove_suffix(mark.size());
  } else {
    return false;
  }
  text = trim_blanks(text);
  return true;
}

// True for three capital letters at the front or back of a text that has digits too.
std::string_view remove_code(std::string_view& text) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() < 4) return {};
  for (const bool front : {true, false}) {
    const std::string_view code = front ? text.substr(0, 3) : text.substr(text.size() - 3);
    const char beside = front ? text[3] : text[text.size() - 4];
    if (!std::ranges::all_of(code, is_upper) || is_upper(beside)) continue;
    remove_mark(text, code);
    return code;
  }
  return {};
}

// Signs: -5, (5), 5-, △5, −5. True if the sign says below zero.
bool remove_sign(std::string_view& text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = trim_blanks(text.substr(1, text.size() - 2));
    return true;
  }
  for (const std::string_view sign : {"-", "△", "▲", "−", "▼", "–"}) {
    if (remove_mark(text, sign)) return true;
  }
  if (text.starts_with('+')) text.remove_prefix(1);
  return false;
}

// Checks the groups of thousands and takes them out: "1,234" -> "1234"; "" when they are not right.
std::string remove_groups(std::string_view whole, char group) {
  std::string result;
  std::size_t since_group = 0;
  bool grouped = false;
  for (const char c : whole) {
    if (is_digit(c)) {
      result += c;
      ++since_group;
      continue;
    }
    // A group holds three digits; two also where Indian grouping is used.
    const bool first = !grouped;
    if (c != group || since_group == 0 || since_group > 3) return {};
    if (!first && since_group < 2) return {};
    grouped = true;
    since_group = 0;
  }
  if (grouped && since_group != 3) return {};
  return result;
}

// A written number without sign and currency as "1234.56"; "" when it is not one.
std::string clean_number(std::string_view text, Decimal decimal) {
  const char point = decimal == Decimal::point ? '.' : ',';
  const char group = decimal == Decimal::point ? ',' : '.';
  std::string compact;
  for (const char c : text) {
    // 1 234,56 and 1'234.56 are grouped too.
    if (c != ' ' && c != '\'') compact += c;
  }
  const std::size_t at = compact.find(point);
  const std::string_view all = compact;
  const std::string_view whole = all.substr(0, at);
  const std::string_view fraction =
      at == std::string::npos ? std::string_view{} : all.substr(at + 1);
  const std::string digits = remove_groups(whole, group);
  const bool decimals_only = whole.empty() && !fraction.empty();
  if (digits.empty() && !decimals_only) return {};
  if (!std::ranges::all_of(fraction, is_digit)) return {};
  return fraction.empty() ? digits : digits + "." + std::string(fraction);
}

bool same_currency(std::string_view written, std::string_view book, std::string_view mark) {
  if (written == book) return true;
  if (mark == "$") return std::ranges::find(kDollars, book) != kDollars.end();
  return mark == "¥" && book == "CNY";
}

// 1.2E+03
std::optional<double> scientific(std::string_view text) {
  if (text.find_first_of("eE") == std::string_view::npos) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

struct Written {
  std::string number;  // "1234.56", "" when there is none
  bool negative = false;
  std::string currency;  // code, "" when none is written
  std::string_view mark;
};

// The slow path: full width, currency, sign, groups. Sign and currency come in any order.
Written read_written(std::string_view text, Decimal decimal) {
  Written result;
  const std::string folded = fold_width(text);
  std::string_view rest = trim_blanks(folded);
  for (int round = 0; round < 2; ++round) {
    result.negative = remove_sign(rest) || result.negative;
    for (const CurrencyMark& known : kMarks) {
      if (!result.currency.empty() || !remove_mark(rest, known.mark)) continue;
      result.currency = known.code;
      result.mark = known.mark;
    }
    if (result.currency.empty()) result.currency = remove_code(rest);
  }
  result.number = clean_number(rest, decimal);
  return result;
}

std::string fixed_digits(double value) {
  std::array<char, 400> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  if (error != std::errc{}) return {};
  return {buffer.data(), end};
}

}  // namespace

Amount parse_amount(std::string_view text, const AmountRules& rules) {
  text = trim_blanks(text);
  if (rules.decimal == Decimal::point) {
    if (const auto digits = plain_digits(text)) return amount_of(*digits, rules);
  }
  if (const auto value = scientific(text)) {
    const std::string written = fixed_digits(*value);
    const auto digits = plain_digits(written);
    if (!digits) return {.fault = AmountFault::too_large};
    return amount_of(*digits, rules);
  }
  const Written written = read_written(text, rules.decimal);
  const auto digits = plain_digits(written.number);
  if (!digits) return {.fault = AmountFault::not_an_amount};
  if (!written.currency.empty() && !same_currency(written.currency, rules.currency, written.mark)) {
    return {.fault = AmountFault::other_currency};
  }
  Amount result = amount_of(*digits, rules);
  if (written.negative) result.minor = -result.minor;
  return result;
}

std::optional<double> parse_number(std::string_view text, Decimal decimal) {
  text = trim_blanks(text);
  double value = 0;
  const bool plain = decimal == Decimal::point && plain_digits(text).has_value();
  if (plain || text.find_first_of("eE") != std::string_view::npos) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
  }
  const Written written = read_written(text, decimal);
  if (written.number.empty() || !written.currency.empty()) return std::nullopt;
  const char* begin = written.number.data();
  std::from_chars(begin, begin + written.number.size(), value);
  return written.negative ? -value : value;
}

std::string currency_of(std::string_view text) {
  const std::string folded = fold_width(text);
  const std::string_view trimmed = trim_blanks(folded);
  for (const CurrencyMark& known : kMarks) {
    if (trimmed.starts_with(known.mark) || trimmed.ends_with(known.mark)) {
      return std::string(known.code);
    }
  }
  const Written written = read_written(trimmed, Decimal::point);
  if (!written.currency.empty()) return written.currency;
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool is_code = trimmed.size() == 3 && std::ranges::all_of(trimmed, is_upper);
  return is_code ? std::string(trimmed) : std::string{};
}

std::string currency_named(std::string_view cell) {
  std::string code = fold_case(trim_blanks(cell));
  for (char& c : code) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return currency_of(code);
}

bool needs_decimal(std::string_view text, Decimal decimal) {
  const Decimal other = decimal == Decimal::point ? Decimal::comma : Decimal::point;
  const Written as_asked = read_written(text, decimal);
  if (as_asked.number.empty()) return false;
  return read_written(text, other).number.empty();
}

}  // namespace mikata
