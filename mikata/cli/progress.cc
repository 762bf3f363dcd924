// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "mikata/cli/terminal_text.h"

namespace mikata::cli {
namespace {

constexpr auto kPatience = std::chrono::milliseconds(300);
constexpr auto kPause = std::chrono::milliseconds(100);
constexpr int kBar = 24;

}  // namespace

Progress::Progress(const Invocation& invocation)
    : terminal_(invocation.terminal),
      visible_(invocation.terminal.err_is_terminal && !invocation.quiet),
      next_(std::chrono::steady_clock::now() + kPatience) {}

Progress::~Progress() {
  if (drawn_) terminal_.err << "\r\x1b[K" << std::flush;
}

void Progress::show(double share, const std::string& words) {
  const bool anew = drawn_ && share < share_;
  if (!visible_ || (!anew && std::chrono::steady_clock::now() < next_)) return;
  share_ = share;
  next_ = std::chrono::steady_clock::now() + kPause;
  drawn_ = true;
  const double part = std::clamp(share, 0.0, 1.0);
  const auto done = static_cast<std::size_t>(part * kBar);
  const int room = std::max(20, (terminal_.width > 0 ? terminal_.width : 80) - kBar - 10);
  terminal_.err << fmt::format("\r\x1b[K[{}{}] {:3.0f}%  {}", std::string(done, '#'),
                               std::string(kBar - done, ' '), part * 100.0,
                               wrap(printable(words), room).front())
                << std::flush;
}

}  // namespace mikata::cli
