// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/pattern.h"

#include <re2/re2.h>

#include "mikata/base/error.h"

namespace mikata::text {
namespace {

constexpr std::size_t kPatternBytesMax = 200'000;

std::unique_ptr<re2::RE2> compile(const std::string& pattern) {
  if (pattern.size() > kPatternBytesMax) {
    fail(ErrorKind::invalid_argument,
         {"パターンが長すぎます: {}バイト（{}バイトまで）",
          "pattern is too long: {} bytes (at most {})"},
         pattern.size(), kPatternBytesMax);
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(32 << 20);
  options.set_case_sensitive(true);
  auto compiled = std::make_unique<re2::RE2>(pattern, options);
  if (!compiled->ok()) {
    fail(ErrorKind::invalid_argument,
         {"パターンを読み取れません: {}（{}）", "pattern cannot be read: {} ({})"},
         pattern.size() > 80 ? pattern.substr(0, 80) + "..." : pattern, compiled->error());
  }
  return compiled;
}

}  // namespace

Pattern::Pattern(std::span<const std::string> alternatives, Boundary boundary) {
  if (alternatives.empty()) return;
  std::string joined;
  for (const std::string& one : alternatives) {
    // Each by itself first, so that the fault is reported where it stands.
    if (alternatives.size() > 1) compile(one);
    joined += (joined.empty() ? "(?:" : "|(?:") + one + ")";
  }
  compiled_ = compile(boundary == Boundary::whole_words ? "\\b(?:" + joined + ")\\b" : joined);
}

Pattern::Pattern(const std::string& one) : compiled_(compile(one)) {}
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::vector<Range> Pattern::find(std::string_view text) const {
  std::vector<Range> found;
  if (compiled_ == nullptr) return found;
  const re2::StringPiece whole(text.data(), text.size());
  re2::StringPiece match;
  std::size_t at = 0;
  while (found.size() < kMatchesMax &&
         compiled_->Match(whole, at, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    if (!match.empty()) {
      found.push_back(
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + match.size())});
    }
    at = begin + (match.empty() ? 1 : match.size());
    if (at >= text.size()) break;
  }
  return found;
}

bool Pattern::found_in(std::string_view text) const {
  return compiled_ != nullptr && re2::RE2::PartialMatch({text.data(), text.size()}, *compiled_);
}

}  // namespace mikata::text
