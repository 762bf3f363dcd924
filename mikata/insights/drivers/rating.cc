// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/rating.h"

#include <algorithm>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace drivers {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split_names(const std::string& names) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const auto word = trimmed(std::string_view(names).substr(begin, end - begin));
    if (!word.empty()) words.emplace_back(word);
    begin = end + 1;
  }
  return words;
}

// A name of the whole comes before that of a part, and the most answered first.
const Rating* find_rating(const std::vector<Rating>& known, const std::string& name) {
  const Rating* found = nullptr;
  for (const Rating& rating : known) {
    if (rating.full_name() == name || rating.question + ":" + rating.touchpoint == name)
      return &rating;
    if (found == nullptr && rating.short_name() == name) found = &rating;
  }
  return found;
}

Step step_at(const Rating& rating, int place) {
  return {place, static_cast<int>(std::round(rating.range())) + 1};
}

}  // namespace

std::string Rating::full_name() const {
  return touchpoint.empty() ? question : question + ": " + touchpoint;
}

double Rating::score_at(double place) const {
  return higher_is_better ? scale_low + place * range() : scale_high - place * range();
}

std::vector<Rating> known_ratings(const Context& context) {
  std::vector<Rating> known;
  for (const Row& row : context.query(insights::sql("drivers/questions.sql")).rows) {
    Rating rating{as_text(row[0]),   as_text(row[1]),         as_number(row[2]),
                  as_number(row[3]), as_integer(row[4]) != 0, as_integer(row[5])};
    const bool seen = std::ranges::any_of(known, [&](const Rating& other) {
      return other.question == rating.question && other.touchpoint == rating.touchpoint;
    });
    if (!seen) known.push_back(std::move(rating));
  }
  return known;
}

double lowest_place(const Rating& rating, bool (*which)(Step)) {
  const int places = step_at(rating, 1).places;
  for (int place = 1; place <= places; ++place) {
    if (which(step_at(rating, place))) return (place - 1.0) / (places - 1.0);
  }
  return 2;
}

double highest_place(const Rating& rating, bool (*which)(Step)) {
  const int places = step_at(rating, 1).places;
  for (int place = places; place >= 1; --place) {
    if (which(step_at(rating, place))) return (place - 1.0) / (places - 1.0);
  }
  return -1;
}

std::vector<Rating> named_ratings(const std::vector<Rating>& known, const std::string& names,
                                  std::string_view parameter) {
  std::vector<Rating> ratings;
  for (const std::string& name : split_names(names)) {
    const Rating* found = find_rating(known, name);
    if (found == nullptr) {
      std::vector<std::string> all;
      for (const Rating& rating : known) {
        all.push_back(rating.short_name());
        all.push_back(rating.full_name());
      }
      const Localized near = did_you_mean(name, all);
      fail(ErrorKind::invalid_argument,
           {"{} に、だれも点を付けていない名前があります: {}{}",
            "{} names what nobody scored: {}{}"},
           parameter, name,
           near.empty() ? Localized{"（接点か質問か、両方を 質問: 接点 と書いてください）",
                                    " (a touchpoint, a question, or both as question: touchpoint)"}
                        : near);
    }
    const bool twice = std::ranges::any_of(
        ratings, [&](const Rating& rating) { return rating.full_name() == found->full_name(); });
    if (!twice) ratings.push_back(*found);
  }
  return ratings;
}

std::vector<std::string> names_of(const std::vector<Rating>& ratings) {
  std::vector<std::string> names;
  for (const Rating& rating : ratings) {
    const auto same = std::ranges::count(ratings, rating.short_name(), &Rating::short_name);
    names.push_back(same > 1 ? rating.full_name() : rating.short_name());
  }
  return names;
}

}  // namespace drivers
}  // namespace mikata
