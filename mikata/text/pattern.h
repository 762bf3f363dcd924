// SPDX-License-Identifier: Apache-2.0
// Patterns over clean text by RE2: linear time whatever the pattern and the text.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace mikata::text {

// Bytes of the clean text, half-open.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class Boundary { anywhere, whole_words };

// Several alternatives as one pattern; the leftmost match counts, and of those the first listed.
class Pattern {
 public:
  // Fails with invalid_argument when RE2 refuses one of them. No alternatives match nothing.
  explicit Pattern(std::span<const std::string> alternatives,
                   Boundary boundary = Boundary::anywhere);
  explicit Pattern(const std::string& one);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  // Matches in order without overlap, at most kMatchesMax.
  std::vector<Range> find(std::string_view text) const;
  bool found_in(std::string_view text) const;

  static constexpr std::size_t kMatchesMax = 10'000;

 private:
  std::unique_ptr<re2::RE2> compiled_;
};

}  // namespace mikata::text
