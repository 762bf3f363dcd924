// SPDX-License-Identifier: Apache-2.0
// One piece of work for many rows, on all processors, with the same answer on any number of them:
// the rows are cut into pieces of a fixed size, and what the pieces give is added in their order.
#pragma once

#include <cstddef>
#include <functional>

namespace mikata {

// Rows begin..end-1 of piece number `index`.
struct Piece {
  std::size_t index = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Processors that this process may use, at least 1.
unsigned processors();

std::size_t piece_count(std::size_t rows, std::size_t piece_rows);

// Calls `work` once for each piece, from several threads at once, and returns when all are done.
// The first exception thrown by a piece is thrown again. One piece runs in the calling thread.
// threads: 0 for as many as there are processors.
void for_each_piece(std::size_t rows, std::size_t piece_rows,
                    const std::function<void(const Piece&)>& work, unsigned threads = 0);

}  // namespace mikata
