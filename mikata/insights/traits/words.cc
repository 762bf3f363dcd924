// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/traits/words.h"

#include <fmt/format.h>

namespace mikata::traits {
namespace {

std::string per_cent(double share) {
  return fmt::format("{:.{}f}", 100 * share, share < 0.0995 ? 1 : 0);
}

}  // namespace

// tidy: what a sentence is about
std::string sentence(const Context& context, const std::vector<Coding>& codings,
                     const std::vector<stats::CodeRange>& rule, const RuleNumbers& numbers,
                     const Localized& share_of) {
  Localized who;
  for (const stats::CodeRange& range : rule) {
    const Localized words =
        code_words(codings[range.attribute], range.low, range.high, context.settings);
    who.ja += (who.ja.empty() ? "" : "、") + words.ja;
    who.en += (who.en.empty() ? "" : " and ") + words.en;
  }
  const std::string share = per_cent(numbers.share);
  const std::string rate = per_cent(numbers.rate);
  const std::string all = per_cent(numbers.rate_all);
  const std::string equal = per_cent(numbers.rate_equal);
  if (context.language() == Language::ja) {
    return fmt::format("{}の顧客:全体の{}%、そのうち{}%が{}(全体では{}%、期間をそろえると{}%)",
                       who.ja, share, rate, share_of.ja, all, equal);
  }
  return fmt::format(
      "Customers with {}: {} % of customers, {} % {} (all: {} %; of equal tenure: {} %)", who.en,
      share, rate, share_of.en, all, equal);
}

std::vector<Value> key_parts(const std::vector<Coding>& codings,
                             const std::vector<stats::CodeRange>& rule) {
  std::vector<Value> parts;
  const auto add = [&](const Coding& coding, const char* comparison, const std::string& text) {
    parts.insert(parts.end(), {coding.attribute.name, std::string(comparison), text});
  };
  for (const stats::CodeRange& range : rule) {
    const Coding& coding = codings[range.attribute];
    if (!coding.ordered()) {
      add(coding, "is", coding.levels[range.low - 1U]);
      continue;
    }
    if (range.low > 1) add(coding, "above", fmt::format("{}", coding.cuts[range.low - 2U]));
    if (range.high < coding.codes()) {
      add(coding, "upto", fmt::format("{}", coding.cuts[range.high - 1U]));
    }
  }
  return parts;
}

}  // namespace mikata::traits
