// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/background.h"

#include <algorithm>
#include <chrono>

#include "mikata/base/error.h"
#include "mikata/base/parallel.h"
#include "mikata/desk/reading/reading.h"

namespace mikata::reading {
namespace {

constexpr std::chrono::seconds kPause{2};
constexpr std::chrono::seconds kAfterProblem{10};

}  // namespace

Background::Background(Book& book)
    : book_(book), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void Background::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

std::string Background::problem() const {
  const std::lock_guard lock(mutex_);
  return problem_;
}

bool Background::read(const std::stop_token& stop) {
  std::string problem;
  try {
    read_book(book_, {.threads = std::max(1U, processors() / 2), .stop = stop});
  } catch (const std::exception& error) {
    // A busy book, a broken themes.toml: it is said, and tried again.
    problem = error.what();
  }
  const std::lock_guard lock(mutex_);
  problem_ = problem;
  return problem.empty();
}

void Background::work(const std::stop_token& stop) {
  std::int64_t seen = -1;
  while (!stop.stop_requested()) {
    std::chrono::seconds pause = kPause;
    {
      const std::lock_guard lock(mutex_);
      if (woken_) seen = -1;
      woken_ = false;
    }
    if (book_.store().version() != seen) {
      seen = read(stop) ? book_.store().version() : -1;
      if (seen < 0) pause = kAfterProblem;
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, pause, [this] { return woken_; });
  }
}

}  // namespace mikata::reading
