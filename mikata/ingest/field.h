// SPDX-License-Identifier: Apache-2.0
// What a column may be mapped to. A field is a column of a fact table by its plain name (amount
// stands for amount_minor), or something a row tells that is worked up on the way in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/schema.h"

namespace mikata {

enum class FieldRole {
  stored,  // a column of the table
  email,   // who, when there is no customer id; also a column of customers
  phone,
  external_id,
  unit_price,  // times quantity is the amount, where no amount is given
  currency     // must be the book's
};

struct Field {
  std::string name;
  FieldRole role = FieldRole::stored;
  std::optional<std::size_t> column = {};  // in the fact table
  FactType type = FactType::text;
  bool minor_units = false;  // amount_minor: whole minor units, as Mikata itself exports them
};

// The fields of a table, stored ones first.
std::vector<Field> fields_of(const FactTable& table);
std::optional<Field> find_field(const FactTable& table, std::string_view name);

// Several columns may fill this field: their amounts are added up.
bool is_additive(std::string_view field);

}  // namespace mikata
