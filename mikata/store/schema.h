// SPDX-License-Identifier: Apache-2.0
// The fact tables of DATA.md as data: what import may fill, what --where may name, what is created.
//
// Every table has, after the columns listed here, the same system columns: properties (flat JSON
// text of what has no column), source, import_id, seq, key_hash and row_hash.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mikata {

enum class FactType { text, integer, real, boolean, money, day, instant };

struct FactColumn {
  std::string name;
  FactType type;
};

struct FactTable {
  std::string name;
  std::vector<FactColumn> columns;
  // The columns that make the key, in order; the first ones of `columns`.
  std::vector<std::string> key;

  // Position in `columns`, or nullopt.
  std::optional<std::size_t> find(std::string_view column) const;
};

// customers, accounts, identities, items, actions, voices, utterances, readings, market.
std::span<const FactTable> fact_tables();
// nullptr when there is no such table.
const FactTable* find_fact_table(std::string_view name);

}  // namespace mikata
