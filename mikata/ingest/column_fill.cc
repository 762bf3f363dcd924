// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/column_fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/date.h"
#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

// The cell without blanks at its ends; the test of two bytes spares most cells the call.
std::string_view cell_at(const CellSource& from, std::size_t row) {
  const std::string_view cell = from.cells.cell(row);
  if (cell.empty()) return cell;
  const auto is_edge = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte >= 0x80;
  };
  return is_edge(cell.front()) || is_edge(cell.back()) ? trim_blanks(cell) : cell;
}

Localized not_a_number() {
  return {"数として読めない（数字に直すか、この列を properties にする）",
          "not a number (mend it, or map the column to properties)"};
}

Localized why_not(AmountFault fault, const AmountRules& rules) {
  switch (fault) {
    case AmountFault::other_currency:
      return {
          fmt::format("帳簿の通貨 {} と違う（その通貨の帳簿を --currency で作る）", rules.currency),
          fmt::format("not in the book's currency {} (keep it in a book made with --currency)",
                      rules.currency)};
    case AmountFault::real_decimals:
      return {fmt::format("{} に小数は無い（--currency USD などで帳簿を作る）", rules.currency),
              fmt::format("{} has no decimals (make the book with --currency, e.g. --currency USD)",
                          rules.currency)};
    case AmountFault::too_large:
      return {"金額が大きすぎる", "the amount is too large (mend it)"};
    default:
      return {"金額として読めない（数字に直す）", "not an amount (mend it)"};
  }
}

Localized why_not(DateFault fault) {
  if (fault == DateFault::no_such_day) {
    return {"そのような日は無い（日付を直す）", "there is no such day (mend the date)"};
  }
  return {"日付として読めない（2017-01-28 のように直す）", "not a date (write it like 2017-01-28)"};
}

bool ends_like_float(std::string_view cell) {
  return cell.size() > 2 && cell.ends_with(".0") &&
         cell.find_first_not_of("0123456789") == cell.size() - 2;
}

std::optional<bool> parse_boolean(std::string_view cell) {
  static constexpr std::array<std::string_view, 14> kTrue{
      "true", "t", "yes", "y", "1", "はい", "有", "あり", "有効", "○", "〇", "on", "公開", "1.0"};
  static constexpr std::array<std::string_view, 14> kFalse{"false",  "f",   "no",     "n",    "0",
                                                           "いいえ", "無",  "なし",   "無効", "×",
                                                           "x",      "off", "非公開", "0.0"};
  const std::string key = fold_case(cell);
  if (std::ranges::find(kTrue, key) != kTrue.end()) return true;
  if (std::ranges::find(kFalse, key) != kFalse.end()) return false;
  return std::nullopt;
}

}  // namespace

void clear_column(BatchColumn& column, std::size_t rows) {
  column.valid.assign(rows, 0);
  if (column.texts.size() < rows) column.texts.resize(rows);
  if (column.reals.size() < rows) column.reals.resize(rows);
  if (column.integers.size() < rows) column.integers.resize(rows);
}

void fill_text(BatchColumn& to, const CellSource& from) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    to.texts[row].assign(cell);
    to.valid[row] = !cell.empty();
  }
}

void fill_id(BatchColumn& to, const CellSource& from) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    std::string_view cell = cell_at(from, row);
    if (ends_like_float(cell)) cell.remove_suffix(2);
    const bool wide = cell.find('\xEF') != std::string_view::npos;
    if (wide) {
      to.texts[row] = fold_width(cell);
    } else {
      to.texts[row].assign(cell);
    }
    to.valid[row] = !cell.empty();
  }
}

void fill_real(BatchColumn& to, RowFaults& faults, const CellSource& from, Decimal decimal) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    const auto value = parse_number(cell, decimal);
    if (!value) {
      faults.reject(row, from.header, cell, not_a_number());
      continue;
    }
    to.reals[row] = *value;
    to.valid[row] = 1;
  }
}

void fill_labelled(BatchColumn& to, RowFaults& faults, const CellSource& from,
                   const LabelRules& rules) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    const auto label = rules.labels.find(std::string(cell));
    const auto value = label == rules.labels.end() ? parse_number(cell, rules.decimal)
                                                   : std::optional(label->second);
    if (!value) {
      faults.reject(row, from.header, cell, not_a_number());
      continue;
    }
    to.reals[row] = *value;
    to.valid[row] = 1;
  }
}

void fill_integer(BatchColumn& to, RowFaults& faults, const CellSource& from) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    const auto value = parse_number(cell, Decimal::point);
    if (!value || *value != std::round(*value) || std::abs(*value) > 9e15) {
      faults.reject(row, from.header, cell, not_a_number());
      continue;
    }
    to.integers[row] = static_cast<std::int64_t>(*value);
    to.valid[row] = 1;
  }
}

void fill_boolean(BatchColumn& to, RowFaults& faults, const CellSource& from) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    const auto value = parse_boolean(cell);
    if (!value) {
      faults.reject(row, from.header, cell,
                    {"はい・いいえとして読めない", "neither yes nor no (write true or false)"});
      continue;
    }
    to.integers[row] = *value ? 1 : 0;
    to.valid[row] = 1;
  }
}

std::int64_t fill_money(BatchColumn& to, RowFaults& faults, const CellSource& from,
                        const AmountRules& rules) {
  std::int64_t rounded = 0;
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    const Amount amount = parse_amount(cell, rules);
    if (amount.fault != AmountFault::none) {
      faults.reject(row, from.header, cell, why_not(amount.fault, rules));
      continue;
    }
    to.integers[row] = amount.minor;
    to.valid[row] = 1;
    if (amount.rounded) ++rounded;
  }
  return rounded;
}

void fill_day(BatchColumn& to, RowFaults& faults, const CellSource& from, const DateRules& rules) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    const WrittenDate date = parse_date(cell, rules);
    if (date.fault != DateFault::none) {
      faults.reject(row, from.header, cell, why_not(date.fault));
      continue;
    }
    const std::int64_t us = date.microseconds;
    to.integers[row] =
        us >= 0 ? us / kDayMicroseconds : (us - kDayMicroseconds + 1) / kDayMicroseconds;
    to.valid[row] = 1;
  }
}

void fill_instant(const WhenColumns& to, RowFaults& faults, const CellSource& from,
                  const DateRules& rules, LocalClock& clock) {
  const bool utc = says_utc(from.header);
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = cell_at(from, row);
    if (cell.empty()) continue;
    WrittenDate date = parse_date(cell, rules);
    date.is_utc = date.is_utc || (utc && date.has_time);
    if (date.fault != DateFault::none) {
      faults.reject(row, from.header, cell, why_not(date.fault));
      continue;
    }
    const ClockReading reading = clock.read(date);
    to.instant.integers[row] = reading.instant;
    to.instant.valid[row] = 1;
    if (to.local_day == nullptr) continue;
    to.local_day->integers[row] = reading.local_day;
    to.local_day->valid[row] = 1;
  }
}

}  // namespace mikata
