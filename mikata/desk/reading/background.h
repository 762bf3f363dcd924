// SPDX-License-Identifier: Apache-2.0
// Reads the remarks of a served book by itself: after the start, after each import, and when themes
// change. It leaves half of the processors to the pages.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "mikata/store/book.h"

namespace mikata::reading {

class Background {
 public:
  explicit Background(Book& book);
  // Stops within a batch; what was read is kept.
  ~Background() = default;
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  void wake();
  // Why nothing is read at the moment, "" when all is well.
  std::string problem() const;

 private:
  void work(const std::stop_token& stop);
  // Whether it came to an end, so that there is nothing to do until the facts change.
  bool read(const std::stop_token& stop);

  Book& book_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = true;
  std::string problem_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace mikata::reading
