// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/column_profile.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/date.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/identity.h"
#include "mikata/ingest/parse_amount.h"

namespace mikata {
namespace {

constexpr std::size_t kValuesKept = 40;

bool is_serial(std::string_view cell, double value) {
  return cell.size() >= 5 && value >= 20'000 && value < 80'000;
}

void add_order(ColumnProfile& column, std::string_view cell) {
  if (const auto order = only_order(cell)) {
    ++(*order == DateOrder::day_first ? column.day_first : column.month_first);
  } else if (order_matters(cell)) {
    ++column.either_order;
  }
}

void add_number(ColumnProfile& column, std::string_view cell) {
  auto value = parse_number(cell, Decimal::point);
  if (!value) value = parse_number(cell, Decimal::comma);
  std::string currency;
  if (!value) {
    currency = currency_of(cell);
    if (currency.empty()) return;
    const AmountRules rules{.currency = currency, .minor_digits = 4};
    const Amount amount = parse_amount(cell, rules);
    const AmountRules comma{.decimal = Decimal::comma, .currency = currency, .minor_digits = 4};
    const Amount other = parse_amount(cell, comma);
    if (amount.fault == AmountFault::none) {
      value = static_cast<double>(amount.minor) / 10'000;
    } else if (other.fault == AmountFault::none) {
      value = static_cast<double>(other.minor) / 10'000;
    }
    if (!value) return;
    if (column.currency.empty()) column.currency = currency;
  }
  const bool first = column.numbers == 0;
  column.min = first ? *value : std::min(column.min, *value);
  column.max = first ? *value : std::max(column.max, *value);
  ++column.numbers;
  const bool whole = std::abs(*value - std::round(*value)) < 1e-6;
  ++(whole ? column.integers : column.decimals);
  if (needs_decimal(cell, Decimal::comma)) ++column.decimal_comma;
  if (needs_decimal(cell, Decimal::point)) ++column.decimal_point;
  if (is_serial(cell, *value)) ++column.serials;
  if (cell.ends_with(".0")) ++column.float_ids;
}

bool has_digit(std::string_view cell) {
  return cell.find_first_of("0123456789") != std::string_view::npos ||
         cell.find("\xEF\xBC") != std::string_view::npos;  // full width
}

std::int64_t count_characters(std::string_view cell) {
  return std::ranges::count_if(
      cell, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

}  // namespace

double ColumnProfile::mean_length() const {
  return filled == 0 ? 0 : static_cast<double>(characters) / static_cast<double>(filled);
}

std::optional<DateOrder> FileProfile::date_order() const {
  std::int64_t day_first = 0;
  std::int64_t month_first = 0;
  for (const ColumnProfile& column : columns) {
    day_first += column.day_first;
    month_first += column.month_first;
  }
  if (day_first == month_first) return std::nullopt;
  return day_first > month_first ? DateOrder::day_first : DateOrder::month_first;
}

bool FileProfile::order_is_open() const {
  const auto is_open = [](const ColumnProfile& column) { return column.either_order > 0; };
  return !date_order() && std::ranges::any_of(columns, is_open);
}

Profiler::Profiler(const std::vector<std::string>& header) : seen_(header.size()) {
  for (const std::string& name : header) profile_.columns.push_back({.header = name});
}

void Profiler::add(const CellBatch& batch, std::size_t from_row) {
  for (std::size_t row = from_row; row < batch.rows; ++row) {
    RowHash whole;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
      const std::string_view cell = batch.columns[i].cell(row);
      whole.add(hash_text(cell));
      add_cell(i, cell);
    }
    if (!rows_.insert(whole.first)) add_copy(batch, row);
    ++profile_.rows;
  }
}

void Profiler::add_copy(const CellBatch& batch, std::size_t row) {
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    if (!trim_blanks(batch.columns[i].cell(row)).empty()) ++profile_.columns[i].copied;
  }
}

void Profiler::add_dates(const CellBatch& batch) {
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    ColumnProfile& column = profile_.columns[i];
    if (column.either_order == 0) continue;
    for (std::size_t row = 0; row < batch.rows; ++row)
      add_order(column, batch.columns[i].cell(row));
  }
}

void Profiler::add_cell(std::size_t index, std::string_view cell) {
  cell = trim_blanks(cell);
  if (cell.empty()) return;
  ColumnProfile& column = profile_.columns[index];
  ++column.filled;
  column.characters += count_characters(cell);
  if (seen_[index].insert(hash_text(cell))) ++column.distinct;
  if (!column.many_values) {
    ++column.values[std::string(cell.substr(0, 200))];
    column.many_values = column.values.size() > kValuesKept;
  }
  if (cell.find('@') != std::string_view::npos || cell.find("＠") != std::string_view::npos) {
    if (normal_email(cell)) ++column.emails;
    return;
  }
  if (cell.size() > 60 || !has_digit(cell)) return;
  const WrittenDate date = parse_date(cell, {});
  if (date.fault != DateFault::not_a_date) ++column.dates;
  if (date.has_time && date.microseconds % kDayMicroseconds != 0) column.many_times = true;
  if (parse_time_of_day(cell)) ++column.clocks;
  add_order(column, cell);
  add_number(column, cell);
  if (cell.size() >= 9 && normal_phone(cell)) ++column.phones;
}

FileProfile Profiler::take() { return std::move(profile_); }

}  // namespace mikata
