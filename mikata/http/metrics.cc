// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/metrics.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "mikata/base/json.h"

namespace mikata::http {
namespace {

// A method is the client's word; only the known ones become labels.
std::string method_label(const std::string& method) {
  constexpr std::array kKnown = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return std::ranges::find(kKnown, method) == kKnown.end() ? "other" : method;
}

std::string route_label(const std::string& route) { return route.empty() ? "none" : route; }

}  // namespace

void Metrics::add(const Finished& finished) {
  const std::lock_guard lock(mutex_);
  const std::string route = route_label(finished.route);
  ++requests_[{method_label(finished.method), route, finished.status}];
  Histogram& histogram = durations_[route];
  const auto* const bound = std::ranges::lower_bound(kBounds, finished.seconds);
  if (bound != kBounds.end()) ++histogram.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  ++histogram.count;
  histogram.sum += finished.seconds;
}

std::string Metrics::text(std::int64_t book_version, const CacheCounts& cache) const {
  std::string out;
  const auto line = [&out]<typename... Args>(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
    out += '\n';
  };
  const std::lock_guard lock(mutex_);
  line("# TYPE mikata_http_requests counter");
  line("# HELP mikata_http_requests Requests answered.");
  for (const auto& [labels, count] : requests_) {
    const auto& [method, route, status] = labels;
    line("mikata_http_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}", method, route,
         status, count);
  }
  line("# TYPE mikata_http_request_duration_seconds histogram");
  line("# UNIT mikata_http_request_duration_seconds seconds");
  for (const auto& [route, histogram] : durations_) {
    std::int64_t below = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      below += histogram.counts[i];
      line("mikata_http_request_duration_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}", route,
           kBounds[i], below);
    }
    line("mikata_http_request_duration_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}", route,
         histogram.count);
    line("mikata_http_request_duration_seconds_count{{route=\"{}\"}} {}", route, histogram.count);
    line("mikata_http_request_duration_seconds_sum{{route=\"{}\"}} {}", route, histogram.sum);
  }
  line("# TYPE mikata_book_version gauge");
  line("mikata_book_version {}", book_version);
  line("# TYPE mikata_answers_cached gauge");
  line("mikata_answers_cached {}", cache.entries);
  line("# TYPE mikata_answers_cached_bytes gauge");
  line("# UNIT mikata_answers_cached_bytes bytes");
  line("mikata_answers_cached_bytes {}", cache.bytes);
  line("# TYPE mikata_answers_reused counter");
  line("mikata_answers_reused_total {}", cache.hits);
  line("# TYPE mikata_answers_made counter");
  line("mikata_answers_made_total {}", cache.misses);
  out += "# EOF\n";
  return out;
}

void log_finished(const Finished& finished) {
  static const auto logger = [] {
    auto made = spdlog::stderr_logger_mt("http");
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v})", spdlog::pattern_time_type::utc);
    return made;
  }();
  const nlohmann::json line = {{"method", method_label(finished.method)},
                               {"route", route_label(finished.route)},
                               {"status", finished.status},
                               {"ms", std::round(finished.seconds * 1e5) / 100},
                               {"bytes", finished.bytes}};
  const std::string text = line.dump();
  logger->info("{}", std::string_view(text).substr(1, text.size() - 2));
}

}  // namespace mikata::http
