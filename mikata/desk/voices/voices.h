// SPDX-License-Identifier: Apache-2.0
// The words of customers as a list: searched, narrowed, with the reading of each and what it rests
// on. Only masked text is shown. Answers promised anonymous are not listed: they count in insights.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>

#include "mikata/base/localized.h"
#include "mikata/store/book.h"
#include "mikata/text/reader.h"

namespace mikata::voices {

class Search;

// "" and nullopt narrow nothing.
struct Filter {
  std::string text = {};   // every word of it, in any language, width and case do not matter
  std::string theme = {};  // its name
  // positive, neutral, negative, or bitter: a high score with bitter words
  std::string sentiment = {};
  std::optional<std::string> touchpoint = {};
  std::optional<std::string> channel = {};
  // Words that were given as an answer to this question, or in a form that also answers it.
  std::string question = {};
  // Of those, where the answer to the question is a score from ... to.
  std::optional<std::pair<std::int64_t, std::int64_t>> scores = {};
  std::optional<Day> start = {};
  std::optional<Day> end = {};
  std::string where = {};   // a condition, as in insights
  std::string cursor = {};  // from `next` of the page before
  std::int64_t limit = 50;
};

// The list of one book. Safe to use from several threads.
class Voices {
 public:
  explicit Voices(Book& book) : book_(book) {}

  // {"as_of","total","unread","anonymous","reader","facets","voices","next"}; `anonymous`: how many
  // remarks of the book are not listed, whatever the filter. Fails with invalid_argument on a
  // condition or cursor that makes no sense, or a sentiment that there is not.
  nlohmann::json page(const Filter& filter, Language language, std::stop_token stop);
  // One of `voices`; fails with not_found.
  nlohmann::json one(const std::string& voice_id, Language language);

 private:
  // Rows of page.sql with what is not read yet, or read before the themes changed, read now.
  nlohmann::json voices_json(const Table& rows, Language language);
  struct Known;
  nlohmann::json voice_json(const Table& table, const Row& row, const Known& known);
  std::optional<text::Reading> read_now(const Table& table, const Row& row);

  // Counts stand until the facts, the readings or the themes change.
  struct Kept {
    std::string print;   // of all that they depend on
    std::string counts;  // JSON
  };
  static constexpr std::size_t kKeptMost = 50;
  nlohmann::json count(const Search& search, Language language) const;
  nlohmann::json kept(const std::string& print);
  void keep(const std::string& print, const nlohmann::json& counts);

  Book& book_;
  std::mutex kept_mutex_;
  std::deque<Kept> kept_;
  std::mutex mutex_;  // of the reader
  std::string made_for_;
  std::unique_ptr<text::Reader> reader_;
};

}  // namespace mikata::voices
