// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/subgroups.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>

#include "mikata/base/parallel.h"

// The processor's own count of bits where it has one: a third of the time. A sanitizer cannot be
// asked which processor it runs on that early.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MIKATA_POPCOUNT __attribute__((target_clones("popcnt", "default")))
#else
#define MIKATA_POPCOUNT
#endif

namespace mikata::stats {
namespace {

constexpr std::size_t kBits = 64;

struct Both {
  std::uint64_t rows = 0;
  std::uint64_t positives = 0;
};

MIKATA_POPCOUNT Both count_words(const std::uint64_t* cover, const std::uint64_t* positives,
                                 std::size_t words) {
  Both both;
  for (std::size_t i = 0; i < words; ++i) {
    both.rows += static_cast<std::uint64_t>(__builtin_popcountll(cover[i]));
    both.positives += static_cast<std::uint64_t>(__builtin_popcountll(cover[i] & positives[i]));
  }
  return both;
}

MIKATA_POPCOUNT Both count_both(const std::uint64_t* cover, const std::uint64_t* other,
                                const std::uint64_t* positives, std::size_t words) {
  Both both;
  for (std::size_t i = 0; i < words; ++i) {
    const std::uint64_t rows = cover[i] & other[i];
    both.rows += static_cast<std::uint64_t>(__builtin_popcountll(rows));
    both.positives += static_cast<std::uint64_t>(__builtin_popcountll(rows & positives[i]));
  }
  return both;
}

SubgroupCounts with_counted(const SubgroupCounts& counts, const Both& both, double all,
                            double all_positives) {
  return with_stratum(counts, {static_cast<double>(both.rows), static_cast<double>(both.positives),
                               all, all_positives});
}

std::size_t words_of(const SubgroupRows& data) { return data.positives.size(); }

// The best rules so far, and how much another one must have to be among them.
class Best {
 public:
  explicit Best(std::size_t keep) : keep_(keep) {}

  double needed() const { return rules_.size() < keep_ ? 0 : excess(rules_.back()); }

  void offer(const Subgroup& rule) {
    if (!(excess(rule) > needed())) return;
    rules_.insert(std::ranges::upper_bound(rules_, rule, precedes), rule);
    if (rules_.size() > keep_) rules_.pop_back();
  }

  std::vector<Subgroup> take() && { return std::move(rules_); }

  static double excess(const Subgroup& rule) {
    return rule.counts.positives - rule.counts.expected;
  }
  static bool precedes(const Subgroup& a, const Subgroup& b) {
    if (excess(a) != excess(b)) return excess(a) > excess(b);
    return a.selectors < b.selectors;
  }

 private:
  std::size_t keep_;
  std::vector<Subgroup> rules_;
};

SubgroupCounts count_refined(const SubgroupRows& data, const Bits& cover, const Bits& with) {
  SubgroupCounts counts;
  for (const Stratum& stratum : data.strata) {
    const std::size_t at = stratum.first_word;
    counts =
        with_counted(counts, count_both(&cover[at], &with[at], &data.positives[at], stratum.words),
                     stratum.rows, stratum.positives);
  }
  return counts;
}

// Each refinement is made of one parent: by a selector behind all of its own.
std::vector<Subgroup> refinements(const SubgroupRows& data, const Subgroup& parent,
                                  const SubgroupSearch& search, double needed) {
  std::vector<Subgroup> rules;
  const auto& taken = parent.selectors;
  const Bits cover = cover_of(data, taken);
  for (std::size_t next = taken.empty() ? 0 : taken.back() + 1; next < data.selectors.size();
       ++next) {
    const std::size_t attribute = data.selectors[next].attribute;
    if (std::ranges::any_of(
            taken, [&](std::size_t t) { return data.selectors[t].attribute == attribute; })) {
      continue;
    }
    Subgroup rule{taken, count_refined(data, cover, data.selectors[next].rows)};
    if (rule.counts.rows < search.rows_least || rule.counts.optimistic <= needed) continue;
    rule.selectors.push_back(next);
    rules.push_back(std::move(rule));
  }
  return rules;
}

// The refinements of all parents, in their order whatever the number of threads.
std::vector<Subgroup> next_level(const SubgroupRows& data, const std::vector<Subgroup>& parents,
                                 const SubgroupSearch& search, Best& best) {
  std::vector<std::vector<Subgroup>> refined(parents.size());
  const double needed = best.needed();
  for_each_piece(parents.size(), 1, [&](const Piece& piece) {
    refined[piece.index] = refinements(data, parents[piece.begin], search, needed);
  });
  std::vector<Subgroup> open;
  for (auto& part : refined) std::ranges::move(part, std::back_inserter(open));
  for (const Subgroup& rule : open) best.offer(rule);
  std::erase_if(open,
                [&](const Subgroup& rule) { return rule.counts.optimistic <= best.needed(); });
  if (open.size() > search.width) {
    std::ranges::sort(open, [](const Subgroup& a, const Subgroup& b) {
      if (a.counts.optimistic != b.counts.optimistic) {
        return a.counts.optimistic > b.counts.optimistic;
      }
      return a.selectors < b.selectors;
    });
    open.resize(search.width);
  }
  return open;
}

}  // namespace

SubgroupCounts with_stratum(SubgroupCounts counts, const StratumCounts& part) {
  const double all = part.all_rows;
  const double share = all > 0 ? part.all_positives / all : 0;
  counts.rows += part.rows;
  counts.positives += part.positives;
  counts.expected += part.rows * share;
  counts.optimistic += part.positives * (1 - share);
  if (all > 1) {
    counts.variance += part.rows * (all - part.rows) * share * (1 - share) / (all - 1);
  }
  return counts;
}

SubgroupRows bitsets_of(const CodedRows& coded, std::span<const CodeRange> ranges) {
  std::array<std::size_t, 256> rows{};
  for (const std::uint8_t stratum : coded.stratum) ++rows[stratum];
  SubgroupRows data;
  std::array<std::size_t, 256> place{};  // of the next row of a stratum
  std::array<std::size_t, 256> number{};
  std::size_t words = 0;
  for (std::size_t s = 0; s < rows.size(); ++s) {
    if (rows[s] == 0) continue;
    number[s] = data.strata.size();
    place[s] = words * kBits;
    data.strata.push_back({words, (rows[s] + kBits - 1) / kBits, static_cast<double>(rows[s]), 0});
    words += data.strata.back().words;
  }
  data.positives.resize(words);
  std::vector<Bits> levels(256 * coded.attributes);
  for (const CodeRange& range : ranges) {
    for (std::size_t code = range.low; code <= range.high; ++code) {
      levels[range.attribute * 256 + code].resize(words);
    }
  }
  for (std::size_t row = 0; row < coded.rows(); ++row) {
    const std::size_t at = place[coded.stratum[row]]++;
    const std::uint64_t bit = std::uint64_t{1} << (at % kBits);
    if (coded.positive[row] != 0) {
      data.positives[at / kBits] |= bit;
      data.strata[number[coded.stratum[row]]].positives += 1;
    }
    for (std::size_t a = 0; a < coded.attributes; ++a) {
      Bits& level = levels[a * 256 + coded.codes[row * coded.attributes + a]];
      if (!level.empty()) level[at / kBits] |= bit;
    }
  }
  for (const CodeRange& range : ranges) {
    Selector selector{range.attribute, Bits(words)};
    for (std::size_t code = range.low; code <= range.high; ++code) {
      const Bits& level = levels[range.attribute * 256 + code];
      for (std::size_t i = 0; i < words; ++i) selector.rows[i] |= level[i];
    }
    data.selectors.push_back(std::move(selector));
  }
  return data;
}

Bits cover_of(const SubgroupRows& data, std::span<const std::size_t> selectors) {
  Bits cover(words_of(data));
  for (const Stratum& stratum : data.strata) {
    const auto rows = static_cast<std::size_t>(stratum.rows);
    for (std::size_t i = 0; i < stratum.words; ++i) {
      const std::size_t left = rows - i * kBits;
      cover[stratum.first_word + i] =
          left >= kBits ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    }
  }
  for (const std::size_t selector : selectors) {
    for (std::size_t i = 0; i < cover.size(); ++i) cover[i] &= data.selectors[selector].rows[i];
  }
  return cover;
}

SubgroupCounts count_cover(const SubgroupRows& data, const Bits& cover) {
  SubgroupCounts counts;
  for (const Stratum& stratum : data.strata) {
    const std::size_t at = stratum.first_word;
    counts = with_counted(counts, count_words(&cover[at], &data.positives[at], stratum.words),
                          stratum.rows, stratum.positives);
  }
  return counts;
}

SubgroupCounts count_cover(const SubgroupRows& data, const Bits& cover, const Bits& inside) {
  SubgroupCounts counts;
  for (const Stratum& stratum : data.strata) {
    const std::size_t at = stratum.first_word;
    const Both all = count_words(&inside[at], &data.positives[at], stratum.words);
    counts = with_counted(counts, count_words(&cover[at], &data.positives[at], stratum.words),
                          static_cast<double>(all.rows), static_cast<double>(all.positives));
  }
  return counts;
}

double excess_z(const SubgroupCounts& counts) {
  if (!(counts.variance > 0)) return 0;
  const double excess = counts.positives - counts.expected;
  const double nearer = std::max(0.0, std::abs(excess) - 0.5);
  return std::copysign(nearer, excess) / std::sqrt(counts.variance);
}

std::vector<Subgroup> search_subgroups(const SubgroupRows& data, const SubgroupSearch& search) {
  assert(search.depth >= 1 && search.keep >= 1);
  Best best(search.keep);
  std::vector<Subgroup> open(1);  // everybody
  for (std::size_t depth = 0; depth < search.depth && !open.empty(); ++depth) {
    open = next_level(data, open, search, best);
  }
  return std::move(best).take();
}

}  // namespace mikata::stats
