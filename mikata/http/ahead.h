// SPDX-License-Identifier: Apache-2.0
// Answers asked for before anybody asks. Once the facts have changed and then stood still for a
// while, the questions of the home page and those that take longest are worked out one after the
// other, so that whoever comes in the morning does not wait for them.
#pragma once

#include <chrono>
#include <span>
#include <stop_token>
#include <string_view>
#include <thread>

#include "mikata/http/site.h"

namespace mikata::http {

// The addresses that are asked, in the order in which a person sees them.
std::span<const std::string_view> asked_ahead();

class Ahead {
 public:
  // `site` outlives it and has the names it is called by.
  explicit Ahead(Site& site, std::chrono::milliseconds still = std::chrono::seconds(5));

 private:
  void work(const std::stop_token& stop);
  void ask_all(const std::stop_token& stop, std::int64_t version);

  Site& site_;
  std::chrono::milliseconds still_;
  std::jthread thread_;
};

}  // namespace mikata::http
