// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/alike.h"

#include <algorithm>

#include "mikata/base/parallel.h"
#include "mikata/text/normalize.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::reading {
namespace {

// Groups of a month whose words are looked up at once.
constexpr std::size_t kLookedUp = 5'000;

bool is_short(std::string_view clean) {
  if (clean.size() >= 4 * kAlikeLettersMin) return false;
  return clean.size() < kAlikeLettersMin || text::decode(clean).size() < kAlikeLettersMin;
}

}  // namespace

void AlikeMonth::turn_to(const Store& store, std::int64_t month_number) {
  if (month_ == month_number) return;
  month_ = month_number;
  firsts_.clear();
  numbers_.clear();
  const auto most = static_cast<std::int64_t>(text::AlikeIndex::kMost);
  const Table known = store.query({std::string(desk::sql("reading/alike.sql")),
                                   {{"month_number", month_number}, {"limit", most}}});
  for (std::size_t begin = 0; begin < known.rows.size(); begin += kLookedUp) {
    const std::size_t end = std::min(known.rows.size(), begin + kLookedUp);
    std::vector<std::int64_t> first_no;
    for (std::size_t i = begin; i < end; ++i) {
      numbers_.push_back(as_integer(known.rows[i][0]));
      first_no.push_back(as_integer(known.rows[i][1]));
    }
    const std::vector<GivenTable> given{
        {.name = "firsts", .columns = {{"reading_no", std::move(first_no)}}}};
    const Table words =
        store.query({.sql = std::string(desk::sql("reading/alike_words.sql")), .given = given});
    for (const Row& row : words.rows) {
      firsts_.add(text::fingerprint(is_null(row[0]) ? "" : as_text(row[0])));
    }
  }
}

std::vector<std::optional<std::int64_t>> AlikeMonth::add(std::span<const std::string_view> words,
                                                         unsigned threads) {
  constexpr std::size_t kPiece = 512;
  std::vector<std::optional<text::Fingerprint>> prints(words.size());
  std::vector<std::optional<std::int64_t>> found(words.size());
  const auto look = [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      if (is_short(words[i])) continue;
      prints[i] = text::fingerprint(words[i]);
      if (const auto like = firsts_.find(*prints[i])) found[i] = numbers_[*like];
    }
  };
  for_each_piece(words.size(), kPiece, look, threads);
  // Those like none before this batch are looked for among each other, one after the other.
  text::AlikeIndex fresh;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!prints[i] || found[i]) continue;
    if (const auto like = fresh.find(*prints[i])) {
      found[i] = found[places[*like]];
      continue;
    }
    found[i] = static_cast<std::int64_t>(prints[i]->exact >> 1) | 1;
    if (firsts_.size() + fresh.size() == text::AlikeIndex::kMost) continue;
    fresh.add(*prints[i]);
    places.push_back(i);
  }
  for (const std::size_t place : places) {
    firsts_.add(*prints[place]);
    numbers_.push_back(*found[place]);
  }
  return found;
}

}  // namespace mikata::reading
