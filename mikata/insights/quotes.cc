// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/quotes.h"

#include <algorithm>

#include "mikata/text/features.h"
#include "mikata/text/normalize.h"
#include "mikata/text/quotes.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

Quoted representative_of(const std::vector<QuoteText>& texts) {
  if (texts.empty()) return {};
  std::vector<std::vector<text::Ngram>> ngrams;
  std::vector<std::vector<std::uint32_t>> indices;
  std::vector<std::size_t> characters;
  for (const QuoteText& one : texts) {
    const text::CleanText clean = text::clean(one.text);
    ngrams.push_back(text::ngrams(clean.text, one.language));
    auto& own = indices.emplace_back();
    for (const text::Ngram& ngram : ngrams.back()) own.push_back(ngram.index);
    std::ranges::sort(own);
    own.erase(std::unique(own.begin(), own.end()), own.end());
    characters.push_back(clean.input.size());
  }
  const text::Vocabulary vocabulary(indices, 1);
  std::vector<text::SparseRow> rows;
  for (const auto& one : ngrams) rows.push_back(vocabulary.row(one));
  const auto found = text::quotes({.rows = rows, .characters = characters, .most = 1});
  if (found.empty()) return {};
  const QuoteText& chosen = texts[found.front().remark];
  return {chosen.text, chosen.voice_id};
}

Quoted representative(const Context& context, const CountedRemarks& counted,
                      const RemarksOf& which) {
  std::vector<Binding> bindings = counted.bindings;
  bindings.insert(bindings.end(), which.bindings.begin(), which.bindings.end());
  const Table table =
      context.query(insights::sql("quotes.sql"), std::move(bindings),
                    {{"counted", counted.condition}, {"part", context.fill(which.part)}});
  std::vector<QuoteText> texts;
  for (const Row& row : table.rows) {
    texts.push_back({as_text(row[1]), as_text(row[2]), as_text(row[0])});
  }
  return representative_of(texts);
}

}  // namespace mikata
