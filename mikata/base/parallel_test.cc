// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace mikata {
namespace {

TEST(ForEachPiece, MeetsEachRowOnce) {
  for (const std::size_t rows : {0, 1, 7, 8, 1000}) {
    std::vector<int> met(rows);
    std::atomic<std::size_t> pieces = 0;
    for_each_piece(rows, 8, [&](const Piece& piece) {
      ++pieces;
      EXPECT_EQ(piece.begin, piece.index * 8);
      for (std::size_t i = piece.begin; i < piece.end; ++i) ++met[i];
    });
    EXPECT_EQ(pieces, piece_count(rows, 8));
    EXPECT_EQ(std::accumulate(met.begin(), met.end(), std::size_t{0}), rows);
  }
}

TEST(ForEachPiece, ThrowsWhatAPieceThrows) {
  EXPECT_THROW(for_each_piece(100, 1,
                              [](const Piece& piece) {
                                if (piece.index == 50) throw std::runtime_error("50");
                              }),
               std::runtime_error);
}

TEST(ForEachPiece, RunsInNoMoreThreadsThanAskedFor) {
  const auto here = std::this_thread::get_id();
  for_each_piece(
      100, 1, [&](const Piece&) { EXPECT_EQ(std::this_thread::get_id(), here); }, 1);
}

}  // namespace
}  // namespace mikata
