// SPDX-License-Identifier: Apache-2.0
// Numbers drawn from the usual distributions, the same on every machine with the same seed, and
// one stream of numbers per customer, purpose and count: a counterfactual that asks fewer numbers
// in one place still meets the same numbers everywhere else (common random numbers).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "mikata/base/random.h"

namespace mikata::shop {

// What a stream is for. The order is part of the seed: add at the end only.
enum class Purpose : std::uint64_t {
  nature,
  person,
  experience,
  basket,
  invitation,
  answer,
  remark,
  visits,
  campaigns,
  referral,
  rival,
  drivers,
  futures,
};

// The stream of one customer for one purpose; `count` tells the orders of one customer apart.
Random stream(std::uint64_t seed, std::int64_t customer, Purpose purpose, std::int64_t count = 0);

// True with that probability.
bool happens(Random& random, double probability);
// Whole number in low..high, both included. Requires low <= high.
std::int64_t whole(Random& random, std::int64_t low, std::int64_t high);
// Mean 0, variance 1 (Box & Muller 1958, the cosine half): always two uniforms.
double normal(Random& random);
// Mean 1.
double exponential(Random& random);
// Density proportional to x^(shape-1) e^(-rate x); mean shape/rate (Marsaglia & Tsang 2000).
// Requires shape > 0 and rate > 0.
double gamma(Random& random, double shape, double rate);
// Mean a/(a+b). Requires a > 0 and b > 0.
double beta(Random& random, double a, double b);
// Requires mean >= 0 (Knuth 1969, in pieces of at most 30).
std::int64_t poisson(Random& random, double mean);
// An index with probability proportional to its weight. Requires a positive sum.
std::size_t categorical(Random& random, std::span<const double> weights);

double sigmoid(double x);
double logit(double p);

}  // namespace mikata::shop
