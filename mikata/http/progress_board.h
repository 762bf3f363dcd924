// SPDX-License-Identifier: Apache-2.0
// How far the answers are that are being made at this moment, by the question they answer: whoever
// asks the same question can be told, also from another connection.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "mikata/base/localized.h"

namespace mikata::http {

// Safe to use from several threads.
class ProgressBoard {
 public:
  struct Told {
    std::optional<double> share;  // 0..1; nullopt: it has not said yet
    Localized what = {};
  };

  // Stands on the board as long as it lives.
  class Work {
   public:
    Work(ProgressBoard& board, std::string key);
    ~Work();
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    void tell(double share, const Localized& what);

   private:
    ProgressBoard& board_;
    std::string key_;
  };

  // nullopt when that answer is not being made.
  std::optional<Told> look(const std::string& key) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Told> being_made_;
};

}  // namespace mikata::http
