// SPDX-License-Identifier: Apache-2.0
// Keeps the derived tables true after a change of the facts: at the cost of the customers it
// touched where they are few, by building everything anew where they are many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mikata/store/derived.h"
#include "mikata/store/duckdb.h"

namespace mikata {

// What was changed inside of the open transaction.
struct FactsChange {
  // SQL over a fact table: the rows that came or went, "seq >= 12" or "import_id = $import_id".
  std::string rows = "FALSE";
  std::vector<Binding> bindings;
  std::vector<std::string> tables;        // fact tables that have such rows
  std::vector<std::string> customer_ids;  // ids that were linked or unlinked by hand
  std::int64_t row_count = 0;             // how many rows came, where it is known
};

void rebuild_derived(duck::Connection& connection, const DerivedSettings& settings,
                     const Told& told = nullptr);
void update_derived(duck::Connection& connection, const DerivedSettings& settings,
                    const FactsChange& change, const Told& told = nullptr);

// Whether nothing changed but how remarks are read: then only `remarks` follows.
bool only_read(const FactsChange& change);

// A number that changes with any definition of a derived table, and with the settings.
std::int64_t derived_fingerprint(const DerivedSettings& settings);

}  // namespace mikata
