// SPDX-License-Identifier: Apache-2.0
// Answers that were worked out once and hold while the book stands at one version.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>

namespace mikata::http {

struct CachedBody {
  std::string plain;
  std::string gzip;  // "" when not worth it
};

struct CacheCounts {
  std::int64_t hits = 0;
  std::int64_t misses = 0;
  std::int64_t bytes = 0;
  std::int64_t entries = 0;
};

// Least recently used answers go first. Safe to use from several threads.
class AnswerCache {
 public:
  using Make = std::function<CachedBody(std::stop_token)>;

  explicit AnswerCache(std::size_t capacity_bytes) : capacity_(capacity_bytes) {}

  // The answer to `key` at this version of the book, if it is there. A version other than the last
  // one forgets everything.
  std::optional<CachedBody> find(const std::string& key, std::int64_t version);
  // The same, and made when it is not there. Who asks for a key that is being made waits for it
  // instead of making it too. What `make` throws goes to its caller alone; one of those who waited
  // then tries itself. Fails with unavailable when stopped while waiting.
  CachedBody get(const std::string& key, std::int64_t version, std::stop_token stop,
                 const Make& make);
  CacheCounts counts() const;

 private:
  struct Entry {
    std::string key;
    CachedBody body;
    std::size_t bytes() const { return key.size() + body.plain.size() + body.gzip.size(); }
  };

  std::optional<CachedBody> look_up(const std::string& key, std::int64_t version);
  void store(const std::string& key, std::int64_t version, const CachedBody& body);

  mutable std::mutex mutex_;
  std::condition_variable_any made_;
  std::list<Entry> entries_;  // the most recently used one first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
  std::set<std::string> being_made_;
  std::size_t capacity_;
  std::size_t bytes_ = 0;
  std::int64_t version_ = -1;
  std::int64_t hits_ = 0;
  std::int64_t misses_ = 0;
};

}  // namespace mikata::http
