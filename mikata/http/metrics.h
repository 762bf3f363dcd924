// SPDX-License-Identifier: Apache-2.0
// What the server did, counted for OpenMetrics and written as one line of JSON per request. Neither
// holds an address, a name or a value: routes appear by their pattern.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "mikata/http/answer_cache.h"

namespace mikata::http {

// One request that was answered.
struct Finished {
  std::string method;
  std::string route;  // "" when no route was found
  int status = 200;
  double seconds = 0;
  std::size_t bytes = 0;  // of the body sent
};

// Safe to use from several threads.
class Metrics {
 public:
  void add(const Finished& finished);
  // The OpenMetrics text; `book_version` and the cache's counts are read by the caller.
  std::string text(std::int64_t book_version, const CacheCounts& cache) const;

 private:
  static constexpr std::array kBounds = {0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.4, 1.0, 5.0, 30.0};

  struct Histogram {
    std::array<std::int64_t, kBounds.size()> counts = {};  // not yet summed up
    std::int64_t count = 0;
    double sum = 0;
  };
  using Labels = std::tuple<std::string, std::string, int>;  // method, route, status

  mutable std::mutex mutex_;
  std::map<Labels, std::int64_t> requests_;
  std::map<std::string, Histogram> durations_;  // by route
};

// Writes the line of the access log to stderr.
void log_finished(const Finished& finished);

}  // namespace mikata::http
