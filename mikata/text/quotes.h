// SPDX-License-Identifier: Apache-2.0
// The few remarks that speak for many: verbatim, never written anew.
//
// Greedy maximal marginal relevance: next is the remark with the largest
//   λ mean similarity to all - (1 - λ) largest similarity to those chosen,  similarity = cosine
// Carbonell and Goldstein (1998), SIGIR. Remarks of ordinary length are preferred.
#pragma once

#include <span>
#include <vector>

#include "mikata/text/vocabulary.h"

namespace mikata::text {

struct QuoteRequest {
  std::span<const SparseRow> rows;                // of each remark
  std::span<const std::size_t> characters;        // of each remark
  std::span<const std::size_t> first_alike = {};  // from duplicates.h; empty: none are alike
  std::size_t most = 3;
};

struct Quote {
  std::size_t remark = 0;
  std::size_t alike = 0;  // others that say nearly the same
};

std::vector<Quote> quotes(const QuoteRequest& request);

}  // namespace mikata::text
