// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/parallel.h"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace mikata {

unsigned processors() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 1;
  return static_cast<unsigned>(std::max(1, CPU_COUNT(&allowed)));
}

std::size_t piece_count(std::size_t rows, std::size_t piece_rows) {
  return (rows + piece_rows - 1) / piece_rows;
}

void for_each_piece(std::size_t rows, std::size_t piece_rows,
                    const std::function<void(const Piece&)>& work, unsigned threads) {
  const std::size_t pieces = piece_count(rows, piece_rows);
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto take_pieces = [&] {
    for (std::size_t i = next++; i < pieces; i = next++) {
      try {
        work({i, i * piece_rows, std::min(rows, (i + 1) * piece_rows)});
      } catch (...) {
        const std::lock_guard lock(failure_mutex);
        if (!failure) failure = std::current_exception();
        next = pieces;
      }
    }
  };
  const std::size_t most = std::min<std::size_t>(threads != 0 ? threads : processors(), pieces);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < most; ++i) others.emplace_back(take_pieces);
  take_pieces();
  others.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace mikata
