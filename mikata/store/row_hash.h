// SPDX-License-Identifier: Apache-2.0
// Two hashes of a row of facts: of its key, and of all it says. Fixed for ever: they are stored.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mikata/store/batch.h"

namespace mikata {

struct RowHashes {
  std::vector<std::uint64_t> key;      // of the key columns
  std::vector<std::uint64_t> content;  // of every column and the properties
};

// Of `rows` rows of the batch from `first` on.
RowHashes hash_rows(const Batch& batch, std::size_t first, std::size_t rows);

}  // namespace mikata
