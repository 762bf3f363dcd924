// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/order_total.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/ingest/parse_amount.h"

namespace mikata {
namespace {

struct Line {
  std::optional<double> amount;
  std::optional<double> priced;  // unit price times quantity
};

// The cells of the column that fills a field, as money.
class MoneyColumn {
 public:
  MoneyColumn(const FileMapping& mapping, const FileSample& sample, std::string_view field)
      : batch_(sample.first_rows), decimal_(mapping.decimal) {
    const MappingEntry* entry = mapping.find_field(field);
    if (entry == nullptr) return;
    const auto found = std::ranges::find(sample.head.header, entry->column);
    const auto place = static_cast<std::size_t>(found - sample.head.header.begin());
    if (place < batch_.columns.size()) column_ = place;
  }
  bool known() const { return column_.has_value(); }
  std::string_view text(std::size_t row) const { return batch_.columns[*column_].cell(row); }
  std::optional<double> at(std::size_t row) const {
    if (!column_ || text(row).empty()) return std::nullopt;
    const std::string currency = currency_of(text(row));
    const Amount amount = parse_amount(
        text(row),
        {.decimal = decimal_, .currency = currency.empty() ? "JPY" : currency, .minor_digits = 2});
    if (amount.fault != AmountFault::none) return std::nullopt;
    return static_cast<double>(amount.minor) / 100;
  }

 private:
  const CellBatch& batch_;
  Decimal decimal_;
  std::optional<std::size_t> column_;
};

bool same(double a, double b) { return std::abs(a - b) < 0.005; }

// Every line says the amount of the first one, or none does but the first.
bool says_one_amount(const std::vector<Line>& lines) {
  if (!lines.front().amount) return false;
  const double first = *lines.front().amount;
  const auto again = [&](const Line& line) { return line.amount && same(*line.amount, first); };
  return std::ranges::all_of(lines, again) ||
         std::all_of(lines.begin() + 1, lines.end(), [](const Line& line) { return !line.amount; });
}

// Nearer to the price of all lines than to that of its own.
bool is_whole(const std::vector<Line>& lines) {
  double all = 0;
  for (const Line& line : lines) all += line.priced.value_or(0);
  const Line& first = lines.front();
  return first.priced && std::abs(*first.amount - all) < std::abs(*first.amount - *first.priced);
}

// The lines of each order, priced by the field `price`; empty when a column is missing.
std::map<std::string, std::vector<Line>> orders_by(const FileMapping& mapping,
                                                   const FileSample& sample,
                                                   std::string_view priced_by) {
  const MoneyColumn order(mapping, sample, "order_id");
  const MoneyColumn amount(mapping, sample, "amount");
  const MoneyColumn price(mapping, sample, priced_by);
  const MoneyColumn quantity(mapping, sample, "quantity");
  std::map<std::string, std::vector<Line>> orders;
  if (!order.known() || !amount.known() || !price.known()) return orders;
  for (std::size_t row = 0; row < static_cast<std::size_t>(sample.first_rows.rows); ++row) {
    if (order.text(row).empty()) continue;
    const auto each = price.at(row);
    const auto priced = each ? std::optional(*each * quantity.at(row).value_or(1)) : each;
    orders[std::string(order.text(row))].push_back({amount.at(row), priced});
  }
  return orders;
}

}  // namespace

bool cost_is_price(const FileMapping& mapping, const FileSample& sample) {
  if (mapping.has_field("unit_price")) return false;
  const auto orders = orders_by(mapping, sample, "cost");
  const auto costs_all = [](const auto& order) {
    double all = 0;
    for (const Line& line : order.second) all += line.priced.value_or(0);
    return says_one_amount(order.second) && same(*order.second.front().amount, all);
  };
  return orders.size() > 1 && std::ranges::all_of(orders, costs_all);
}

bool amount_is_of_order(const FileMapping& mapping, const FileSample& sample) {
  int whole = 0;
  int own = 0;
  for (const auto& [id, lines] : orders_by(mapping, sample, "unit_price")) {
    if (lines.size() < 2) continue;
    if (!says_one_amount(lines)) return false;
    ++(is_whole(lines) ? whole : own);
  }
  return whole > own;
}

}  // namespace mikata
