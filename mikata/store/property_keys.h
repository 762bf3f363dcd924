// SPDX-License-Identifier: Apache-2.0
// Which keys occur in the properties of the rows that pass: what --where and --by may name.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mikata {

class PropertyKeys {
 public:
  // Flat JSON objects of strings, or "" for none.
  void add(const std::vector<std::string>& properties);
  const std::set<std::string, std::less<>>& names() const { return names_; }

 private:
  void add_object(std::string_view json);
  std::set<std::string, std::less<>> names_;
};

}  // namespace mikata
