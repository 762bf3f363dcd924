// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/topics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/normal.h"
#include "mikata/text/embedded.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

constexpr double kPrior = 100;
constexpr std::size_t kTermsMax = 8;
constexpr double kTogether = 0.34;

const std::unordered_set<std::string_view>& small_words() {
  static const std::unordered_set<std::string_view> words = [] {
    std::unordered_set<std::string_view> list;
    for_each_row(embedded("stopwords.tsv"), [&](const Row& row) {
      if (row.cells[0] == "en") list.insert(row.cells[1]);
    });
    return list;
  }();
  return words;
}

bool is_content(const Analysis& analysis, std::size_t i) {
  const Token& token = analysis.tokens[i];
  for (const Mask& mask : analysis.masks) {
    if (token.begin < mask.range.end && mask.range.begin < token.end) return false;
  }
  const std::size_t bytes = token.end - token.begin;
  switch (token.word_class) {
    case WordClass::noun:
    case WordClass::verbal_noun:
    case WordClass::adjectival_noun:
    case WordClass::proper:
    case WordClass::organisation:
    case WordClass::place:
      return bytes > 3;
    case WordClass::adjective:
    case WordClass::verb:
      return bytes > 6;
    case WordClass::word:
      return token.lemma.size() > 2 && !small_words().contains(token.lemma);
    default:
      return false;
  }
}

struct Counts {
  std::uint64_t now = 0;
  std::uint64_t before = 0;
};

std::map<std::string, Counts> count(Terms now, Terms before) {
  std::map<std::string, Counts> counts;
  for (const std::vector<std::string>& terms : now) {
    for (const std::string& term : terms) ++counts[term].now;
  }
  for (const std::vector<std::string>& terms : before) {
    for (const std::string& term : terms) ++counts[term].before;
  }
  return counts;
}

double total(Terms remarks) {
  double sum = 0;
  for (const std::vector<std::string>& terms : remarks) sum += static_cast<double>(terms.size());
  return sum;
}

double log_odds(double count, double all, double prior) {
  return std::log((count + prior) / (all + kPrior - count - prior));
}

double shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> left(a.begin(), a.end());
  const auto both = static_cast<double>(
      std::ranges::count_if(b, [&](const std::string& term) { return left.contains(term); }));
  const double all = static_cast<double>(a.size() + b.size()) - both;
  return all > 0 ? both / all : 0;
}

std::string id_of(const std::string& term) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : term) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return fmt::format("t{:08x}", static_cast<std::uint32_t>(hash ^ (hash >> 32)));
}

std::vector<std::size_t> remarks_with(Terms remarks, const std::string& term) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < remarks.size(); ++i) {
    if (std::ranges::find(remarks[i], term) != remarks[i].end()) found.push_back(i);
  }
  return found;
}

double overlap(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  std::vector<std::size_t> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return static_cast<double>(both.size()) /
         static_cast<double>(std::max<std::size_t>(1, std::min(a.size(), b.size())));
}

}  // namespace

std::vector<std::string> topic_terms(const Analysis& analysis) {
  std::set<std::string> terms;
  for (std::size_t i = 0; i < analysis.tokens.size(); ++i) {
    if (!is_content(analysis, i)) continue;
    std::string term(analysis.tokens[i].lemma);
    // 駐車 + 場
    for (std::size_t k = i + 1; k < analysis.tokens.size(); ++k) {
      const Token& next = analysis.tokens[k];
      if (next.word_class != WordClass::suffix || next.begin != analysis.tokens[k - 1].end) break;
      term += next.lemma;
    }
    terms.insert(term);
    const bool pair = i > 0 && is_content(analysis, i - 1) &&
                      analysis.tokens[i].begin <= analysis.tokens[i - 1].end + 1;
    if (pair) {
      const char* between = analysis.tokens[i].begin > analysis.tokens[i - 1].end ? " " : "";
      terms.insert(std::string(analysis.tokens[i - 1].lemma) + between + term);
    }
  }
  return {terms.begin(), terms.end()};
}

std::vector<RisingTerm> rising_terms(Terms now, Terms before, std::uint64_t least, double rate) {
  const double all_now = total(now);
  const double all_before = total(before);
  std::vector<RisingTerm> rising;
  std::vector<double> p;
  for (const auto& [term, counts] : count(now, before)) {
    if (counts.now < least) continue;
    const auto y = static_cast<double>(counts.now);
    const auto y_before = static_cast<double>(counts.before);
    const double prior = kPrior * (y + y_before) / (all_now + all_before);
    const double delta = log_odds(y, all_now, prior) - log_odds(y_before, all_before, prior);
    const double z = delta / std::sqrt(1 / (y + prior) + 1 / (y_before + prior));
    rising.push_back({term, counts.now, counts.before, z, 1});
    p.push_back(stats::normal_cdf(-z));
  }
  const std::vector<double> adjusted = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < rising.size(); ++i) rising[i].p_adjusted = adjusted[i];
  std::erase_if(rising, [&](const RisingTerm& one) { return one.z <= 0 || one.p_adjusted > rate; });
  std::ranges::stable_sort(rising, std::ranges::greater{}, &RisingTerm::z);
  return rising;
}

std::vector<Topic> new_topics(Terms now, Terms before, double rate) {
  std::vector<Topic> topics;
  std::vector<std::vector<std::size_t>> leads;
  for (const RisingTerm& rising : rising_terms(now, before, 3, rate)) {
    const std::vector<std::size_t> with = remarks_with(now, rising.term);
    const auto same = std::ranges::find_if(leads, [&](const std::vector<std::size_t>& lead) {
      return overlap(lead, with) >= kTogether;
    });
    if (same == leads.end()) {
      leads.push_back(with);
      topics.push_back({id_of(rising.term), {rising.term}, with});
      continue;
    }
    Topic& topic = topics[static_cast<std::size_t>(same - leads.begin())];
    if (topic.terms.size() < kTermsMax) topic.terms.push_back(rising.term);
    std::vector<std::size_t> all;
    std::ranges::set_union(topic.remarks, with, std::back_inserter(all));
    topic.remarks = std::move(all);
  }
  // Names by c-TF-IDF: what the topic says much and others say little.
  const auto counts = count(now, before);
  const double mean = (total(now) + total(before)) / static_cast<double>(topics.size() + 1);
  for (Topic& topic : topics) {
    std::map<std::string, double> inside;
    for (const std::size_t i : topic.remarks) {
      for (const std::string& term : now[i]) inside[term] += 1;
    }
    const auto weight = [&](const std::string& term) {
      const Counts& all = counts.at(term);
      return inside[term] * std::log(1 + mean / static_cast<double>(all.now + all.before));
    };
    std::ranges::stable_sort(topic.terms, std::ranges::greater{}, weight);
  }
  return topics;
}

void keep_ids(std::vector<Topic>& topics, std::span<const Topic> known) {
  struct Match {
    double share;
    std::size_t topic;
    std::size_t known;
  };
  constexpr double kSame = 0.3;
  std::vector<Match> matches;
  for (std::size_t t = 0; t < topics.size(); ++t) {
    for (std::size_t k = 0; k < known.size(); ++k) {
      const double share = shared(topics[t].terms, known[k].terms);
      if (share >= kSame) matches.push_back({share, t, k});
    }
  }
  std::ranges::stable_sort(matches, std::ranges::greater{}, &Match::share);
  std::set<std::size_t> named;
  std::set<std::size_t> taken;
  for (const Match& match : matches) {
    if (named.contains(match.topic) || taken.contains(match.known)) continue;
    topics[match.topic].id = known[match.known].id;
    named.insert(match.topic);
    taken.insert(match.known);
  }
}

}  // namespace mikata::text
