// SPDX-License-Identifier: Apache-2.0
// A folder that disappears again unless the work that needs it is done.
#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

namespace mikata::cli {

class FolderGuard {
 public:
  FolderGuard() = default;
  explicit FolderGuard(std::filesystem::path folder) : folder_(std::move(folder)) {}
  FolderGuard(FolderGuard&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
  FolderGuard& operator=(FolderGuard&& other) noexcept {
    std::swap(folder_, other.folder_);
    return *this;
  }
  ~FolderGuard() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  void keep() { folder_.clear(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace mikata::cli
