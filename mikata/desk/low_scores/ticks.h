// SPDX-License-Identifier: Apache-2.0
// Which voices somebody has answered, kept in desk.sqlite: who ticked it, when, and when a tick was
// taken back. Nothing is overwritten.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mikata::low_scores {

struct Tick {
  std::string voice_id;
  std::string at;  // UTC, 2026-10-31T09:30:00Z
  std::string by;  // "" when it was not said
  bool operator==(const Tick&) const = default;
};

// For one thread; any number of them may have the file open.
class Ticks {
 public:
  // Makes the table where there is none. Fails with unavailable.
  explicit Ticks(const std::filesystem::path& book);
  ~Ticks();
  Ticks(const Ticks&) = delete;
  Ticks& operator=(const Ticks&) = delete;

  std::vector<Tick> standing() const;  // by voice_id
  // Where it is ticked already nothing changes; returns what stands.
  Tick tick(const std::string& voice_id, const std::string& by);
  void untick(const std::string& voice_id);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mikata::low_scores
