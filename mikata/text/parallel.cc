// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace mikata::text {

std::size_t parallel(std::size_t count, const ParallelOptions& options,
                     const std::function<Worker()>& make_worker) {
  std::vector<char> done(count, 0);
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> finished = 0;
  std::mutex mutex;
  std::exception_ptr error;
  const auto work = [&](unsigned number) {
    try {
      const Worker worker = make_worker();
      for (std::size_t i = next++; i < count; i = next++) {
        if (options.stop.stop_requested()) return;
        worker(i);
        done[i] = 1;
        ++finished;
        if (number == 0 && options.progress) options.progress(finished);
      }
    } catch (...) {
      const std::scoped_lock lock(mutex);
      if (error == nullptr) error = std::current_exception();
      next = count;
    }
  };
  const unsigned wanted =
      options.threads != 0 ? options.threads : std::thread::hardware_concurrency();
  const auto threads =
      static_cast<unsigned>(std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, count)));
  {
    std::vector<std::jthread> others;
    for (unsigned number = 1; number < threads; ++number) others.emplace_back(work, number);
    work(0);
  }
  if (error != nullptr) std::rethrow_exception(error);
  return static_cast<std::size_t>(std::ranges::find(done, 0) - done.begin());
}

}  // namespace mikata::text
