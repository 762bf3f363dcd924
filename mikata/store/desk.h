// SPDX-License-Identifier: Apache-2.0
// desk.sqlite: what people decided: the mappings they accepted, the readings they corrected.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mikata {

// How a person says that a voice is to be read; what is nullopt stays with the machine.
struct Correction {
  std::string voice_id;
  std::optional<std::string> label = {};                // negative, neutral, positive
  std::optional<std::vector<std::string>> themes = {};  // names; empty: about none
  bool operator==(const Correction&) const = default;
};

// Safe to use from several threads.
class Desk {
 public:
  // Opens or makes the file (WAL, synchronous=FULL). Fails with unavailable.
  explicit Desk(const std::filesystem::path& file);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  std::optional<std::string> mapping(const std::string& shape) const;
  void remember_mapping(const std::string& shape, const std::string& toml);

  std::vector<Correction> corrections() const;  // by voice_id
  std::optional<Correction> correction(const std::string& voice_id) const;
  // Takes the place of an earlier one.
  void keep_correction(const Correction& correction);
  void drop_correction(const std::string& voice_id);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mikata
