// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/lexicon.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "mikata/base/error.h"
#include "mikata/text/embedded.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

float value_of(const Row& row, std::string_view file) {
  float value = 0;
  const std::string_view cell = row.cells.size() > 1 ? row.cells[1] : std::string_view();
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc() || row.cells.size() < 3) {
    fail(ErrorKind::internal, "word list is broken: {} line {}", file, row.line);
  }
  return value;
}

}  // namespace

LexiconFile read_lexicon(std::string_view name, Boundary boundary) {
  LexiconFile file;
  std::map<float, std::vector<std::string>> patterns;
  for_each_row(embedded(name), [&](const Row& row) {
    const float value = value_of(row, name);
    if (row.cells[0] == "pattern") {
      patterns[value].emplace_back(row.cells[2]);
    } else {
      file.words[row.cells[2]] = value;
    }
  });
  for (const auto& [value, alternatives] : patterns) {
    file.patterns.push_back({value, Pattern(alternatives, boundary)});
  }
  return file;
}

std::vector<Hit> with_patterns(const std::vector<ValuedPattern>& patterns, std::string_view text,
                               std::vector<Hit> words) {
  std::vector<Hit> hits;
  for (const ValuedPattern& valued : patterns) {
    for (const Range range : valued.pattern.find(text)) hits.push_back({range, valued.value});
  }
  const auto longer = [](const Hit& a, const Hit& b) {
    const auto size = [](const Hit& hit) { return hit.range.end - hit.range.begin; };
    return size(a) != size(b) ? size(a) > size(b) : a.range.begin < b.range.begin;
  };
  std::ranges::stable_sort(hits, longer);
  std::vector<Hit> kept;
  const auto covered = [&](const Hit& hit) {
    return std::ranges::any_of(kept, [&](const Hit& other) {
      return hit.range.begin < other.range.end && other.range.begin < hit.range.end;
    });
  };
  // A comment of a megabyte may hit ten thousand times; the first few hundred say enough.
  constexpr std::size_t kKeptMax = 400;
  for (std::vector<Hit>* list : {&hits, &words}) {
    for (const Hit& hit : *list) {
      if (kept.size() < kKeptMax && !covered(hit)) kept.push_back(hit);
    }
  }
  std::ranges::stable_sort(kept, {}, [](const Hit& hit) { return hit.range.begin; });
  return kept;
}

}  // namespace mikata::text
