// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/row_hash.h"

#include <bit>
#include <cstring>

namespace mikata {
namespace {

constexpr std::uint64_t kSeed = 0x9e3779b97f4a7c15ULL;
// What a NULL contributes; any value that no ordinary word mixes to by accident.
constexpr std::uint64_t kNull = 0xa0761d6478bd642fULL;

// One step of a multiply-and-fold hash: the 128-bit product folded to 64 bits.
std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(state ^ word ^ kSeed) * (kSeed ^ 0xe7037ed1a0b428dbULL);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t mix_text(std::uint64_t state, std::string_view text) {
  state = mix(state, text.size());
  while (text.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    state = mix(state, word);
    text.remove_prefix(8);
  }
  std::uint64_t word = 0;
  if (!text.empty()) std::memcpy(&word, text.data(), text.size());
  return mix(state, word);
}

void mix_column(std::vector<std::uint64_t>& states, const BatchColumn& column, FactType type,
                std::size_t first) {
  for (std::size_t i = 0; i < states.size(); ++i) {
    const std::size_t row = first + i;
    std::uint64_t& state = states[i];
    if (column.valid[row] == 0) {
      state = mix(state, kNull);
    } else if (type == FactType::text) {
      state = mix_text(state, column.texts[row]);
    } else if (type == FactType::real) {
      // -0.0 and 0.0 are the same number.
      state = mix(state, std::bit_cast<std::uint64_t>(column.reals[row] + 0.0));
    } else {
      state = mix(state, static_cast<std::uint64_t>(column.integers[row]));
    }
  }
}

}  // namespace

RowHashes hash_rows(const Batch& batch, std::size_t first, std::size_t rows) {
  RowHashes hashes;
  hashes.key.assign(rows, kSeed);
  for (const auto& name : batch.table->key) {
    const std::size_t c = *batch.table->find(name);
    mix_column(hashes.key, batch.columns[c], batch.table->columns[c].type, first);
  }
  hashes.content.assign(rows, kSeed);
  for (std::size_t c = 0; c < batch.columns.size(); ++c) {
    mix_column(hashes.content, batch.columns[c], batch.table->columns[c].type, first);
  }
  for (std::size_t i = 0; i < rows; ++i) {
    hashes.content[i] = mix_text(hashes.content[i], batch.properties[first + i]);
  }
  return hashes;
}

}  // namespace mikata
