// SPDX-License-Identifier: Apache-2.0
// Times of the subgroup search and of raking on made rows.
//
//   rules_tool ROWS       prints a table; exit 1 when an answer is wrong
//
// Ten attributes of five levels, so 50 conditions; two of them together make the outcome three
// times as frequent. Search goes to depth 3, over all rows.
#include <fmt/core.h>

#include <cmath>
#include <cstdlib>

#include "bench/timed.h"
#include "mikata/base/random.h"
#include "mikata/stats/raking.h"
#include "mikata/stats/subgroups.h"

namespace mikata::bench {
namespace {

constexpr std::size_t kAttributes = 10;
constexpr std::uint8_t kLevels = 5;

stats::CodedRows made_rows(std::size_t rows) {
  Random random(1);
  stats::CodedRows coded{.attributes = kAttributes};
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t a = 0; a < kAttributes; ++a) {
      coded.codes.push_back(static_cast<std::uint8_t>(1 + random.below(kLevels)));
    }
    const auto* code = &coded.codes[row * kAttributes];
    coded.stratum.push_back(static_cast<std::uint8_t>(random.below(20)));
    coded.positive.push_back(random.uniform() < (code[2] == 1 && code[7] == 4 ? .6 : .2) ? 1 : 0);
  }
  return coded;
}

std::vector<stats::CodeRange> conditions() {
  std::vector<stats::CodeRange> ranges;
  for (std::size_t a = 0; a < kAttributes; ++a) {
    for (std::uint8_t code = 1; code <= kLevels; ++code) ranges.push_back({a, code, code});
  }
  return ranges;
}

bool search(std::size_t rows) {
  const stats::CodedRows coded = made_rows(rows);
  const auto ranges = conditions();
  const auto data =
      timed("bitsets of 50 conditions", "", [&] { return stats::bitsets_of(coded, ranges); });
  const auto found = timed("search to depth 3", "pysubgroup, beam 20: 78 s",
                           [&] { return stats::search_subgroups(data, {}); });
  return !found.empty() && found[0].selectors == std::vector<std::size_t>{10, 38};
}

bool rake() {
  Random random(2);
  std::vector<stats::RakingCell> cells;
  std::vector<stats::RakingMargin> margins{stats::RakingMargin(4), stats::RakingMargin(6),
                                           stats::RakingMargin(8)};
  for (std::size_t i = 0; i < 192; ++i) {
    const std::vector<std::size_t> levels{i % 4, i / 4 % 6, i / 24};
    const double rows = 5000 + 500 * random.uniform();
    cells.push_back({levels, rows, rows, rows});
    const double target = rows * (.5 + random.uniform());
    for (std::size_t m = 0; m < 3; ++m) margins[m][levels[m]] += target;
  }
  const stats::Raked found = timed("raking 192 cells of a million rows", "R survey::rake: 12.5 s",
                                   [&] { return stats::rake(cells, margins); });
  return found.converged;
}

}  // namespace
}  // namespace mikata::bench

int main(int argc, char** argv) {
  const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const bool right = mikata::bench::search(rows) && mikata::bench::rake();
  if (!right) fmt::print("wrong answer\n");
  return right ? 0 : 1;
}
