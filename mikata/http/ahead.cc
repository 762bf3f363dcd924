// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/ahead.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>

namespace mikata::http {
namespace {

using Clock = std::chrono::steady_clock;

// Those of the home page first. `clv` fits the models that the value of one customer needs.
constexpr std::array<std::string_view, 8> kAddresses{
    "/v1/insights/pulse", "/v1/insights/quadrant",
    "/v1/insights/pains", "/v1/insights/drivers?view=performance",
    "/v1/insights/stage", "/v1/insights/clv",
    "/v1/insights/churn", "/v1/insights/loyalty"};

void wait_for(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any nothing;
  std::unique_lock lock(mutex);
  nothing.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace

std::span<const std::string_view> asked_ahead() { return kAddresses; }

Ahead::Ahead(Site& site, std::chrono::milliseconds still)
    : site_(site), still_(still), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Ahead::work(const std::stop_token& stop) {
  std::int64_t seen = -1;
  std::int64_t asked = -1;
  auto since = Clock::now();
  const auto pause = std::max(still_ / 5, std::chrono::milliseconds(1));
  while (!stop.stop_requested()) {
    const std::int64_t version = site_.room.version();
    if (version != seen) since = Clock::now();
    seen = version;
    if (version != asked && Clock::now() - since >= still_) {
      ask_all(stop, version);
      asked = version;
    }
    wait_for(pause, stop);
  }
}

void Ahead::ask_all(const std::stop_token& stop, std::int64_t version) {
  for (const std::string_view address : kAddresses) {
    if (stop.stop_requested() || site_.room.version() != version) return;
    HttpRequest request{.method = "GET", .target = std::string(address)};
    request.fields = {{"Host", site_.host_names.empty() ? "" : site_.host_names.front()}};
    request.fields.push_back(
        {"Accept-Language", site_.room.language == Language::ja ? "ja" : "en"});
    // What goes wrong here is said to whoever asks the same.
    const Reply reply = handle(site_, request);
    if (const auto* later = std::get_if<Later>(&reply)) static_cast<void>((*later)(stop));
  }
}

}  // namespace mikata::http
