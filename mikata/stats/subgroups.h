// SPDX-License-Identifier: Apache-2.0
// Which short rules find people who do something more often than others like them?
//
// Subgroup discovery over bitsets. With n rows in a cover, O of them positive, and E = Σ n_s p_s
// what its strata s would give by themselves (p_s the share of positives in the stratum):
//
//   WRAcc = (O - E) / N        no refinement can have more than  (O - Σ O_s p_s) / N
//
// With one stratum that is (n / N)(p - p0): Lavrac, Flach and Zupan (1999), ILP-99, 174; the bound,
// which keeps only the positives, after Wrobel (1997), PKDD, 78. Sums of whole numbers per stratum:
// the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mikata::stats {

// 64 rows a word; rows that are there in no stratum are 0 everywhere.
using Bits = std::vector<std::uint64_t>;

// Rows of equal standing: a range of whole words.
struct Stratum {
  std::size_t first_word = 0;
  std::size_t words = 0;
  double rows = 0;
  double positives = 0;
};

// A condition on one attribute, and the rows for which it holds.
struct Selector {
  std::size_t attribute = 0;
  Bits rows;
};

struct SubgroupRows {
  std::vector<Stratum> strata;  // one after the other, from word 0
  Bits positives;
  std::vector<Selector> selectors;
};

// Puts rows into words stratum by stratum. `codes` has one code for each row and attribute (row by
// row), 0 where nothing is known; a selector is an attribute and the range of codes it takes.
struct CodedRows {
  std::size_t attributes = 0;
  std::vector<std::uint8_t> codes = {};
  std::vector<std::uint8_t> stratum = {};
  std::vector<std::uint8_t> positive = {};

  std::size_t rows() const { return stratum.size(); }
};
struct CodeRange {
  std::size_t attribute = 0;
  std::uint8_t low = 1;
  std::uint8_t high = 1;
  bool operator==(const CodeRange&) const = default;
};
SubgroupRows bitsets_of(const CodedRows& coded, std::span<const CodeRange> ranges);

// What is counted of a cover; the sums over strata are those above.
struct SubgroupCounts {
  double rows = 0;
  double positives = 0;   // O
  double expected = 0;    // E
  double variance = 0;    // of O, were the positives of each stratum drawn without a look at it
  double optimistic = 0;  // the most that O - E of a refinement can be
};

// With the part of one more stratum.
struct StratumCounts {
  double rows = 0;  // of the cover
  double positives = 0;
  double all_rows = 0;  // of the stratum
  double all_positives = 0;
};
SubgroupCounts with_stratum(SubgroupCounts counts, const StratumCounts& part);

// The rows of all `selectors` at once; none of them is everybody.
Bits cover_of(const SubgroupRows& data, std::span<const std::size_t> selectors);
SubgroupCounts count_cover(const SubgroupRows& data, const Bits& cover);
// Likewise of the rows of `inside`, its positives taken to be spread over it alone: whether `cover`
// is more than the rest of `inside`, stratum by stratum.
SubgroupCounts count_cover(const SubgroupRows& data, const Bits& cover, const Bits& inside);
// (O - E) / sqrt(variance), brought nearer to 0 by half a row, as counts are whole (Mantel and
// Haenszel 1959, J. Natl. Cancer Inst. 22, 719); 0 without variance.
double excess_z(const SubgroupCounts& counts);

struct Subgroup {
  std::vector<std::size_t> selectors;  // ascending; at most one of an attribute
  SubgroupCounts counts;
};

struct SubgroupSearch {
  std::size_t depth = 3;
  double rows_least = 30;
  std::size_t keep = 100;    // the best so many are found, exactly, as long as
  std::size_t width = 1000;  // no more than so many rules of one length can still be refined
};

// By O - E from the most, above 0 only. Equal ones in the order of their selectors.
std::vector<Subgroup> search_subgroups(const SubgroupRows& data, const SubgroupSearch& search);

}  // namespace mikata::stats
