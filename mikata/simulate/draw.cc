// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/draw.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mikata::shop {
namespace {

// splitmix64 by Steele, Lea and Flood (2014): one step and its mixing.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

Random stream(std::uint64_t seed, std::int64_t customer, Purpose purpose, std::int64_t count) {
  std::uint64_t key = mixed(seed);
  key = mixed(key ^ static_cast<std::uint64_t>(customer));
  key = mixed(key ^ static_cast<std::uint64_t>(purpose));
  return Random(mixed(key ^ static_cast<std::uint64_t>(count)));
}

bool happens(Random& random, double probability) { return random.uniform() < probability; }

std::int64_t whole(Random& random, std::int64_t low, std::int64_t high) {
  assert(low <= high);
  const auto bound = static_cast<std::uint64_t>(high - low) + 1;
  return low + static_cast<std::int64_t>(random.below(bound));
}

double normal(Random& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.uniform()));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

double exponential(Random& random) { return -std::log(1 - random.uniform()); }

double gamma(Random& random, double shape, double rate) {
  assert(shape > 0 && rate > 0);
  if (shape < 1) {
    // Gamma(shape) = Gamma(shape + 1) U^(1/shape); 1 - U is never 0: the logarithm is finite.
    const double boosted = gamma(random, shape + 1, rate);
    return boosted * std::exp(std::log(1 - random.uniform()) / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double z = normal(random);
    const double v = std::pow(1 + c * z, 3);
    const double u = random.uniform();
    if (v <= 0) continue;
    if (std::log(1 - u) < z * z / 2 + d - d * v + d * std::log(v)) return d * v / rate;
  }
}

double beta(Random& random, double a, double b) {
  const double x = gamma(random, a, 1);
  const double y = gamma(random, b, 1);
  return x / (x + y);
}

std::int64_t poisson(Random& random, double mean) {
  assert(mean >= 0);
  std::int64_t total = 0;
  while (mean > 0) {
    const double piece = std::min(mean, 30.0);
    mean -= piece;
    double product = 1 - random.uniform();
    for (const double limit = std::exp(-piece); product > limit; product *= 1 - random.uniform()) {
      ++total;
    }
  }
  return total;
}

std::size_t categorical(Random& random, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  assert(sum > 0);
  double left = random.uniform() * sum;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    chosen = i;
    left -= weights[i];
    if (left < 0) break;
  }
  return chosen;
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

double logit(double p) { return std::log(p / (1 - p)); }

}  // namespace mikata::shop
