// SPDX-License-Identifier: Apache-2.0
// A small random generator whose numbers are the same on every machine and for ever: what
// std::mt19937 gives is fixed, but what the standard distributions make of it is not.
#pragma once

#include <cstdint>

namespace mikata {

// xoshiro256** by Blackman and Vigna (2018), seeded by splitmix64. Not for secrets.
class Random {
 public:
  explicit Random(std::uint64_t seed);
  std::uint64_t next();
  // Uniform in [0, 1) with 53 bits.
  double uniform();
  // Uniform in 0..bound-1 without bias (Lemire 2019). Requires bound > 0.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::uint64_t state_[4];
};

}  // namespace mikata
