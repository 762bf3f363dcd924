// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/action_rules.h"

#include <fmt/format.h>

#include <cmath>

#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/header_words.h"

namespace mikata {
namespace {

// Unit prices keep four digits more than money until they are multiplied.
constexpr int kExtraDigits = 4;
constexpr double kExtra = 10'000;

// C536379: how point-of-sale systems number a cancelled invoice.
bool is_credit_note(std::string_view order_id) {
  return order_id.size() > 1 && (order_id[0] == 'C' || order_id[0] == 'c') && order_id[1] >= '0' &&
         order_id[1] <= '9';
}

bool takes_back(std::string_view kind) { return kind == "return" || kind == "cancel"; }

std::string written(const BatchColumn& quantity, std::size_t row) {
  return fmt::format("{}", quantity.reals[row]);
}

}  // namespace

// The columns of actions by name; the table is ours, so they are there.
struct ActionRules::ActionColumns {
  BatchColumn& customer_id;
  BatchColumn& kind;
  BatchColumn& order_id;
  BatchColumn& quantity;
  BatchColumn& amount;
  BatchColumn& identity;
};

ActionRules::ActionColumns ActionRules::columns_of(Batch& rows) {
  return {column_of(rows, "customer_id"),  column_of(rows, "kind"),
          column_of(rows, "order_id"),     column_of(rows, "quantity"),
          column_of(rows, "amount_minor"), column_of(rows, "identity")};
}

ActionRules::ActionRules(const FileMapping& mapping, AmountRules money)
    : money_(std::move(money)), price_rules_(money_) {
  price_rules_.minor_digits += kExtraDigits;
  quantity_header_ = mapping.header_of("quantity");
  amount_header_ = mapping.header_of(mapping.has_field("unit_price") ? "unit_price" : "amount");
  who_header_ = mapping.header_of("customer_id");
  kind_by_column_ = mapping.find_field("kind") != nullptr;
}

void ActionRules::add_unit_prices(const CellSource& from, RowFaults& faults) {
  if (!prices_) prices_.emplace();
  clear_column(*prices_, from.rows);
  fill_money(*prices_, faults, from, price_rules_);
}

void ActionRules::apply(Batch& rows, RowFaults& faults) {
  if (prices_) price_rows(rows);
  if (kind_by_column_) name_kinds(rows);
  const ActionColumns columns = columns_of(rows);
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (!faults.is_out(row)) check_row(columns, faults, row);
  }
}

void ActionRules::price_rows(Batch& rows) {
  const ActionColumns columns = columns_of(rows);
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (prices_->valid[row] == 0 || columns.amount.valid[row] != 0) continue;
    const double quantity = columns.quantity.valid[row] != 0 ? columns.quantity.reals[row] : 1;
    const double exact = static_cast<double>(prices_->integers[row]) * quantity / kExtra;
    const double whole = std::round(exact);
    if (std::abs(exact - whole) > 1e-6) ++rounded_;
    columns.amount.integers[row] = static_cast<std::int64_t>(whole);
    columns.amount.valid[row] = 1;
  }
}

void ActionRules::name_kinds(Batch& rows) {
  BatchColumn& kind = column_of(rows, "kind");
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (kind.valid[row] == 0) continue;
    auto found = kinds_.find(kind.texts[row]);
    if (found == kinds_.end()) {
      const std::string_view known = kind_written(kind.texts[row]);
      std::string name = known.empty() ? fold_case(kind.texts[row]) : std::string(known);
      found = kinds_.emplace(kind.texts[row], std::move(name)).first;
    }
    kind.texts[row] = found->second;
  }
}

void ActionRules::check_row(const ActionColumns& columns, RowFaults& faults,
                            std::size_t row) const {
  if (columns.customer_id.valid[row] == 0 && columns.identity.valid[row] == 0) {
    faults.reject(row, who_header_, "",
                  {"誰のことか書かれていない（顧客 ID かメールを埋める）",
                   "nobody is named (fill in the customer id or an e-mail address)"});
    return;
  }
  if (columns.kind.valid[row] == 0) {
    const bool bought = columns.amount.valid[row] != 0 || columns.order_id.valid[row] != 0;
    if (!bought) {
      faults.reject(row, "kind", "",
                    {"何をしたのか書かれていない", "it does not say what was done"});
      return;
    }
    columns.kind.texts[row] = "order";
    columns.kind.valid[row] = 1;
  }
  const bool below = columns.quantity.valid[row] != 0 && columns.quantity.reals[row] < 0;
  if (is_return(columns, row)) {
    if (!takes_back(columns.kind.texts[row])) columns.kind.texts[row] = "return";
  } else if (below) {
    faults.reject(row, quantity_header_, written(columns.quantity, row),
                  {"返品ではない行の数量がマイナス（数量を直すか、種別を返品にする）",
                   "a quantity below zero on a row that is not a return (mend it, or say return in "
                   "a kind column)"});
  }
}

bool ActionRules::is_return(const ActionColumns& columns, std::size_t row) const {
  const bool counted = columns.quantity.valid[row] != 0;
  const bool fewer = counted && columns.quantity.reals[row] < 0;
  const bool money_back = columns.amount.valid[row] != 0 && columns.amount.integers[row] < 0;
  if (takes_back(columns.kind.texts[row])) return true;
  if (fewer && money_back) return true;
  if (fewer) return columns.order_id.valid[row] != 0 && is_credit_note(columns.order_id.texts[row]);
  // Money below zero with a quantity above it is a discount line; without a quantity it is a
  // refund.
  return money_back && !counted && !kind_by_column_;
}

}  // namespace mikata
