// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/append_beside.h"

#include <utility>

namespace mikata {

AppendBeside::AppendBeside(Append& append) : append_(append), thread_([this] { work(); }) {}

AppendBeside::~AppendBeside() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void AppendBeside::wait_until_idle(std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [this] { return !waiting_; });
  if (failure_) std::rethrow_exception(failure_);
}

void AppendBeside::add(Converted& converted) {
  std::unique_lock lock(mutex_);
  wait_until_idle(lock);
  std::swap(batch_.facts, converted.facts);
  std::swap(batch_.identities, converted.identities);
  // The buffers that come back are of another batch, but of the same table.
  converted.facts.table = batch_.facts.table;
  waiting_ = true;
  lock.unlock();
  changed_.notify_all();
}

void AppendBeside::finish() {
  std::unique_lock lock(mutex_);
  wait_until_idle(lock);
}

void AppendBeside::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return waiting_ || stopping_; });
    if (stopping_) return;
    // Nobody touches the batch while it waits.
    lock.unlock();
    std::exception_ptr failure;
    try {
      if (batch_.facts.rows > 0) append_.add(batch_.facts);
      if (batch_.identities.rows > 0) append_.add(batch_.identities);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    failure_ = failure;
    waiting_ = false;
    changed_.notify_all();
  }
}

}  // namespace mikata
