// SPDX-License-Identifier: Apache-2.0
// desk.sqlite: what people decided. For now the mappings they accepted.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace mikata {

class Desk {
 public:
  // Opens or makes the file (WAL, synchronous=FULL). Fails with unavailable.
  explicit Desk(const std::filesystem::path& file);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  std::optional<std::string> mapping(const std::string& shape) const;
  void remember_mapping(const std::string& shape, const std::string& toml);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mikata
