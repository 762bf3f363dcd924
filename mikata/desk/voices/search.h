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

  // How many remarks there are, and of each value of a facet over all filters but its own: facet,
  // facet_key, remarks.
  Table facets() const;
  // The remarks behind the cursor, newest first; `most` of them.
  Table page(std::string_view sql, std::int64_t most) const;
  Table one(std::string_view sql, const std::string& voice_id) const;

 private:
  struct Part {
    std::string facet;  // "" belongs to none
    std::string condition;
  };
  void add_filters(const Filter& filter);
  void add_question(const Filter& filter);
  void add_words(const std::string& text);
  void add_cursor(const std::string& cursor);
  void bind(std::string_view name, Value value);
  Table run(std::string_view sql, const std::string& condition, std::vector<Slot> slots) const;
  // What every remark has to be, whatever the facets say.
  std::string plain_condition() const;
  // The facets' parts but that of `own`.
  std::string facet_condition(std::string_view own) const;

  const Book& book_;
  Columns columns_;
  Request request_;
  Context context_;
  std::vector<Part> parts_;
  std::string days_ = "TRUE";  // the facet month, as remarks have it
  std::string behind_cursor_ = "TRUE";
  std::vector<Binding> bindings_;
  std::vector<GivenTable> given_;
};

}  // namespace mikata::voices
