// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/quotes.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace mikata::text {
namespace {

constexpr double kRelevance = 0.7;

double cosine(const SparseRow& a, const SparseRow& b) {
  double sum = 0;
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.slots.size() && k < b.slots.size()) {
    if (a.slots[i] == b.slots[k]) sum += double{a.values[i]} * b.values[k];
    const bool step_a = a.slots[i] <= b.slots[k];
    const bool step_b = b.slots[k] <= a.slots[i];
    i += step_a ? 1 : 0;
    k += step_b ? 1 : 0;
  }
  return sum;
}

// 1 for what reads well as a quote, less for a word or a page.
double length_factor(std::size_t characters) {
  if (characters < 10) return 0.5;
  if (characters <= 200) return 1;
  return std::max(0.3, 200.0 / static_cast<double>(characters));
}

}  // namespace

std::vector<Quote> quotes(const QuoteRequest& request) {
  const std::size_t n = request.rows.size();
  std::map<std::uint32_t, double> sums;
  for (const SparseRow& row : request.rows) {
    for (std::size_t k = 0; k < row.slots.size(); ++k) sums[row.slots[k]] += row.values[k];
  }
  std::vector<std::size_t> alike(n, 0);
  std::vector<double> relevance(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const SparseRow& row = request.rows[i];
    for (std::size_t k = 0; k < row.slots.size(); ++k)
      relevance[i] += sums[row.slots[k]] * row.values[k];
    relevance[i] *= length_factor(request.characters[i]) / static_cast<double>(n);
    if (!request.first_alike.empty() && request.first_alike[i] != i) {
      ++alike[request.first_alike[i]];
      relevance[i] = -1;  // its first speaks for it
    }
  }
  std::vector<Quote> chosen;
  std::vector<double> nearest(n, 0);
  while (chosen.size() < request.most) {
    std::size_t best = n;
    double most = -1;
    for (std::size_t i = 0; i < n; ++i) {
      if (relevance[i] < 0) continue;
      const double value = kRelevance * relevance[i] - (1 - kRelevance) * nearest[i];
      if (best == n || value > most) best = i;
      most = best == i ? value : most;
    }
    if (best == n) break;
    chosen.push_back({best, alike[best]});
    relevance[best] = -1;
    for (std::size_t i = 0; i < n; ++i) {
      nearest[i] = std::max(nearest[i], cosine(request.rows[i], request.rows[best]));
    }
  }
  return chosen;
}

}  // namespace mikata::text
