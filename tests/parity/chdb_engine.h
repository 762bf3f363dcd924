// SPDX-License-Identifier: Apache-2.0
// libchdb's C API as values that clean up after themselves.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "mikata/base/table.h"

namespace mikata::chdb {

// A value for {name:Type} in the text, in the engine's escaped form.
struct Parameter {
  std::string name;
  std::string value;
};

// The engine with an empty database in memory. One at a time in a process.
class Engine {
 public:
  // Fails with not_found when the library is not there, internal when it does not start.
  explicit Engine(const std::filesystem::path& library);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Runs one statement in the engine's own dialect; fails with internal and the engine's message.
  std::string run(const std::string& sql, const std::vector<Parameter>& parameters = {}) const;
  // The same with typed rows.
  Table query(const std::string& sql, const std::vector<Parameter>& parameters) const;

 private:
  struct Api;
  Api* api_;
};

// A value as the engine reads it in tab-separated text: \N for NULL, \t \n \\ escaped.
std::string escaped(const Value& value);

}  // namespace mikata::chdb
