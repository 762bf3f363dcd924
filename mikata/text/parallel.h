// SPDX-License-Identifier: Apache-2.0
// The same work for many numbers, on several threads. What each number gives must not depend on the
// others, so that the result is the same with any number of threads.
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace mikata::text {

struct ParallelOptions {
  unsigned threads = 0;  // 0: as many as the machine has
  std::stop_token stop = {};
  // Called from the calling thread with how many are done.
  std::function<void(std::size_t)> progress = {};
};

// Makes one worker for each thread by `make_worker`, which is called in that thread, and hands out
// 0 .. count-1 in order. Returns how many of the first were done before it was stopped. The first
// error of a worker is thrown here.
using Worker = std::function<void(std::size_t)>;
std::size_t parallel(std::size_t count, const ParallelOptions& options,
                     const std::function<Worker()>& make_worker);

}  // namespace mikata::text
