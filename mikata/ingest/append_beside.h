// SPDX-License-Identifier: Apache-2.0
// Hands converted rows to the store in a thread of its own, so that the next batch is converted
// while the one before is stored. At most one batch waits.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "mikata/ingest/convert.h"
#include "mikata/store/store.h"

namespace mikata {

class AppendBeside {
 public:
  // The append must not be used by others before finish().
  explicit AppendBeside(Append& append);
  // Drops what waits.
  ~AppendBeside();
  // Takes the rows; `converted` gets the buffers of an earlier batch to fill again. Fails as the
  // append did with the batch before.
  void add(Converted& converted);
  // Waits until everything is stored; fails as the append did.
  void finish();

 private:
  void work();
  // Under the lock: until no batch waits.
  void wait_until_idle(std::unique_lock<std::mutex>& lock);

  Append& append_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Converted batch_;
  bool waiting_ = false;  // batch_ is to be stored
  bool stopping_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

}  // namespace mikata
