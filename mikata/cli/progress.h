// SPDX-License-Identifier: Apache-2.0
// A bar on stderr while something takes long: on a terminal only, never when piped or quiet.
#pragma once

#include <chrono>
#include <string>

#include "mikata/cli/command.h"

namespace mikata::cli {

// Draws nothing in the first 0.3 s and at most ten times a second, but a bar that begins anew at
// once; clears its line at the end.
class Progress {
 public:
  explicit Progress(const Invocation& invocation);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  // share: 0..1 of the work; words: what is being done, e.g. "orders.csv 12,345".
  void show(double share, const std::string& words);

 private:
  Terminal& terminal_;
  bool visible_;
  bool drawn_ = false;
  double share_ = 0;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace mikata::cli
