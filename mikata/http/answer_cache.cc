// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/answer_cache.h"

#include "mikata/base/error.h"

namespace mikata::http {

std::optional<CachedBody> AnswerCache::look_up(const std::string& key, std::int64_t version) {
  if (version > version_) {
    entries_.clear();
    places_.clear();
    bytes_ = 0;
    version_ = version;
  }
  const auto place = places_.find(key);
  if (version != version_ || place == places_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, place->second);
  ++hits_;
  return place->second->body;
}

void AnswerCache::store(const std::string& key, std::int64_t version, const CachedBody& body) {
  // The book went on while this was made.
  if (version != version_ || places_.contains(key)) return;
  Entry entry{key, body};
  // One answer must not push all others out.
  if (entry.bytes() > capacity_ / 4) return;
  bytes_ += entry.bytes();
  entries_.push_front(std::move(entry));
  places_[key] = entries_.begin();
  while (bytes_ > capacity_) {
    bytes_ -= entries_.back().bytes();
    places_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

std::optional<CachedBody> AnswerCache::find(const std::string& key, std::int64_t version) {
  const std::lock_guard lock(mutex_);
  return look_up(key, version);
}

CachedBody AnswerCache::get(const std::string& key, std::int64_t version, std::stop_token stop,
                            const Make& make) {
  // Answers of two versions are different answers, also while they are made.
  const std::string flight = std::to_string(version) + " " + key;
  {
    std::unique_lock lock(mutex_);
    if (!made_.wait(lock, stop, [&] { return !being_made_.contains(flight); })) {
      fail(ErrorKind::unavailable, {"答えを待つ間に止まりました（もう一度問い合わせてください）",
                                    "stopped while waiting for an answer (ask again)"});
    }
    if (auto body = look_up(key, version)) return *std::move(body);
    being_made_.insert(flight);
    ++misses_;
  }
  const auto land = [&](const CachedBody* body) {
    const std::lock_guard lock(mutex_);
    if (body != nullptr) store(key, version, *body);
    being_made_.erase(flight);
    made_.notify_all();
  };
  try {
    CachedBody body = make(stop);
    land(&body);
    return body;
  } catch (...) {
    land(nullptr);
    throw;
  }
}

CacheCounts AnswerCache::counts() const {
  const std::lock_guard lock(mutex_);
  return {hits_, misses_, static_cast<std::int64_t>(bytes_),
          static_cast<std::int64_t>(entries_.size())};
}

}  // namespace mikata::http
