// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/progress_board.h"

#include <algorithm>
#include <utility>

namespace mikata::http {

ProgressBoard::Work::Work(ProgressBoard& board, std::string key)
    : board_(board), key_(std::move(key)) {
  const std::lock_guard lock(board_.mutex_);
  board_.being_made_[key_] = {};
}

ProgressBoard::Work::~Work() {
  const std::lock_guard lock(board_.mutex_);
  board_.being_made_.erase(key_);
}

void ProgressBoard::Work::tell(double share, const Localized& what) {
  const std::lock_guard lock(board_.mutex_);
  board_.being_made_[key_] = {std::clamp(share, 0.0, 1.0), what};
}

std::optional<ProgressBoard::Told> ProgressBoard::look(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = being_made_.find(key);
  return found == being_made_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace mikata::http
