// SPDX-License-Identifier: Apache-2.0
// A line of a benchmark: what was done, how long it took, the computing of all threads, the peer.
#pragma once

#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace mikata::bench {

template <typename F>
auto timed(const char* what, const char* peer, F work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t computing = std::clock();
  auto result = work();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const double computed = static_cast<double>(std::clock() - computing) / CLOCKS_PER_SEC;
  fmt::print("  {:<44} {:8.3f} s {:8.3f} s of computing   {}\n", what, seconds.count(), computed,
             peer);
  std::fflush(stdout);
  return result;
}

}  // namespace mikata::bench
