// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/field.h"

#include <algorithm>

namespace mikata {
namespace {

// Filled by the import itself.
bool is_derived(std::string_view column) { return column == "local_day" || column == "identity"; }

std::string plain_name(std::string_view column) {
  constexpr std::string_view kMinor = "_minor";
  if (column.ends_with(kMinor)) column.remove_suffix(kMinor.size());
  return std::string(column);
}

}  // namespace

std::vector<Field> fields_of(const FactTable& table) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const FactColumn& column = table.columns[i];
    if (is_derived(column.name)) continue;
    Field field{.name = plain_name(column.name), .column = i, .type = column.type};
    if (column.name == "email") field.role = FieldRole::email;
    if (column.name == "phone") field.role = FieldRole::phone;
    fields.push_back(std::move(field));
    if (column.type != FactType::money) continue;
    fields.push_back(
        {.name = column.name, .column = i, .type = FactType::integer, .minor_units = true});
  }
  const auto add = [&](std::string name, FieldRole role, FactType type) {
    if (std::ranges::find(fields, name, &Field::name) == fields.end()) {
      fields.push_back({.name = std::move(name), .role = role, .type = type});
    }
  };
  if (table.name == "customers" || table.find("identity")) {
    add("email", FieldRole::email, FactType::text);
    add("phone", FieldRole::phone, FactType::text);
    add("external_id", FieldRole::external_id, FactType::text);
  }
  if (table.name == "actions") add("unit_price", FieldRole::unit_price, FactType::money);
  if (table.find("amount_minor") || table.find("price_minor")) {
    add("currency", FieldRole::currency, FactType::text);
  }
  return fields;
}

std::optional<Field> find_field(const FactTable& table, std::string_view name) {
  const std::vector<Field> fields = fields_of(table);
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? std::nullopt : std::optional(*found);
}

bool is_additive(std::string_view field) { return field == "discount"; }

}  // namespace mikata
