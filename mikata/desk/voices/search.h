// SPDX-License-Identifier: Apache-2.0
// A filter of the list as conditions over remarks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/desk/voices/voices.h"
#include "mikata/insights/insight.h"

namespace mikata::voices {

class Search {
 public:
  // Looks the words up once. Fails with invalid_argument.
  Search(const Book& book, const Filter& filter, std::stop_token stop);

  // The query with {remarks} and {condition}: every part of the filter but the facet `own`.
  Table ask(std::string_view sql, std::string_view own, std::vector<Slot> slots = {}) const;
  // The remarks behind the cursor, newest first; `most` of them.
  Table page(std::string_view sql, std::int64_t most) const;
  Table one(std::string_view sql, const std::string& voice_id) const;

 private:
  struct Part {
    std::string facet;  // "" belongs to none
    std::string condition;
  };
  void add_filters(const Filter& filter);
  void add_words(const std::string& text);
  void add_cursor(const std::string& cursor);
  void bind(std::string_view name, Value value);
  Table run(std::string_view sql, const std::string& condition, std::vector<Slot> slots) const;
  std::string condition(std::string_view without) const;

  const Book& book_;
  Columns columns_;
  Request request_;
  Context context_;
  std::vector<Part> parts_;
  std::string behind_cursor_ = "TRUE";
  std::vector<Binding> bindings_;
  std::vector<GivenTable> given_;
};

}  // namespace mikata::voices
