// SPDX-License-Identifier: Apache-2.0
// The statements that make the tables, from the schema; and the steps from one version to the next.
#pragma once

#include <string>
#include <vector>

#include "mikata/store/schema.h"

namespace mikata {

// CREATE TABLE IF NOT EXISTS name (columns ..., properties, source, import_id, seq, key_hash,
// row_hash), name_hidden (seq, import_id) and the view name_now of the rows that are current.
std::vector<std::string> fact_table_ddl(const FactTable& table);

// One step each from version i to i + 1; a step may run twice without harm.
struct Migration {
  int to_version;
  std::vector<std::string> statements;
};
std::vector<Migration> migrations();

// The version this program writes.
int schema_version();

}  // namespace mikata
