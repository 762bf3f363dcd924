// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/alike.h"

#include "mikata/base/parallel.h"
#include "mikata/text/normalize.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::reading {
namespace {

// Beyond this many groups in one month only the earliest are compared with: 264 bytes each.
constexpr std::int64_t kGroupsMax = 200'000;
constexpr std::size_t kPiece = 512;

bool is_short(const std::string& clean) {
  if (clean.size() >= 4 * kAlikeLettersMin) return false;
  return clean.size() < kAlikeLettersMin || text::decode(clean).size() < kAlikeLettersMin;
}

}  // namespace

void AlikeMonth::turn_to(const Store& store, std::int64_t month_number) {
  if (month_ == month_number) return;
  month_ = month_number;
  prints_.clear();
  numbers_.clear();
  const Table known = store.query({std::string(desk::sql("reading/alike.sql")),
                                   {{"month_number", month_number}, {"limit", kGroupsMax}}});
  for (const Row& row : known.rows) {
    numbers_.push_back(as_integer(row[0]));
    prints_.push_back(text::fingerprint(is_null(row[1]) ? "" : as_text(row[1])));
  }
}

std::vector<std::optional<std::int64_t>> AlikeMonth::add(const std::vector<std::string>& words) {
  std::vector<std::optional<std::int64_t>> found(words.size());
  std::vector<std::size_t> places;  // of those that are long enough
  const std::size_t known = prints_.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_short(words[i])) continue;
    places.push_back(i);
  }
  prints_.resize(known + places.size());
  for_each_piece(places.size(), kPiece, [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      prints_[known + i] = text::fingerprint(words[places[i]]);
    }
  });
  const std::vector<std::size_t> first = text::first_alike(prints_);
  for (std::size_t i = known; i < prints_.size(); ++i) {
    const std::int64_t own = static_cast<std::int64_t>(prints_[i].exact >> 1) | 1;
    numbers_.push_back(first[i] == i ? own : numbers_[first[i]]);
    found[places[i - known]] = numbers_.back();
  }
  // Only the first of each group is kept to compare with.
  std::size_t kept = known;
  for (std::size_t i = known; i < first.size(); ++i) {
    if (first[i] != i || kept >= static_cast<std::size_t>(kGroupsMax)) continue;
    prints_[kept] = prints_[i];
    numbers_[kept++] = numbers_[i];
  }
  prints_.resize(kept);
  numbers_.resize(kept);
  return found;
}

}  // namespace mikata::reading
