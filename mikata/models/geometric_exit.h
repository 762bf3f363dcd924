// SPDX-License-Identifier: Apache-2.0
// The likelihood that BG/NBD, MBG/NBD and MBG/CNBD-k share: a customer buys in Erlang-k gaps at a
// rate λ ~ Gamma(r, α), and after a purchase leaves with probability p ~ Beta(a, b).
//
//   L = [k-gaps] Γ(r+kx)/Γ(r) α^r (α+T)^-(r+kx) B(a,b+y)/B(a,b) (S + e^d)
//   S = Σ_{j<k} Γ(r+kx+j) / (Γ(r+kx) j!) ((T-t_x)/(α+T))^j         still there, gap unfinished
//   d = ln a - ln(b+y-1) + (r+kx) ln((α+T)/(α+t_x))                left after the last purchase
//   P(alive) = S / (S + e^d)
//
// y counts the times that a customer did not leave: x for BG/NBD, where nobody leaves after the
// first purchase (and the e^d is absent when x = 0), x + 1 for the modified models. k = 1: S = 1.
// Fader, Hardie and Lee (2005), Marketing Science 24(2), eq. (3); Batislam, Denizel and Filiztekin
// (2007), Int. J. Res. Marketing 24(3), eq. (3); Platzer and Reutterer (2016), Marketing Science
// 35(5), appendix, for Erlang gaps.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mikata/models/history.h"
#include "mikata/models/maximise.h"

namespace mikata::models {

// May a customer leave already after the first purchase of all?
enum class FirstExit { after_a_repeat, after_the_first_purchase };

struct GeometricExit {
  double r = 0;
  double alpha = 0;
  double a = 0;
  double b = 0;
  FirstExit first_exit = FirstExit::after_a_repeat;
  int k = 1;
};

// Of one history, without the gaps' own density (k > 1: (k-1) Σ ln gap - x ln Γ(k)).
double log_likelihood(const GeometricExit& model, const History& history);
double p_alive(const GeometricExit& model, const History& history);
// The terms of S over their sum: the probability of having finished j of the k parts of the gap,
// for somebody alive.
std::vector<double> phase_shares(const GeometricExit& model, const History& history);

// The likelihood of many patterns as a function of (ln r, ln α, ln a, ln b). What depends on x or T
// alone is counted once; each remaining pattern costs one exp and one log.
class GeometricExitLikelihood {
 public:
  // Requires checked histories. x may be a mean of several (see coarse).
  GeometricExitLikelihood(std::span<const Pattern> patterns, FirstExit first_exit, int k);
  Slope operator()(std::span<const double> log_parameters) const;

 private:
  struct PatternRow {
    std::uint32_t frequency = 0;  // positions in the tables below
    std::uint32_t recency = 0;
    std::uint32_t age = 0;
    double customers = 0;
  };
  struct FrequencyRow {
    double x = 0;
    double customers = 0;
  };
  struct AgeRow {
    double customers = 0;
    double purchases = 0;  // Σ k x
  };
  struct Tables;

  Slope sum_of_rows(const GeometricExit& model) const;
  void add_frequencies(const GeometricExit& model, Slope& slope) const;
  void add_ages(const GeometricExit& model, Slope& slope) const;
  std::array<double, 5> sum_piece(const GeometricExit& model, const Tables& tables,
                                  std::span<const PatternRow> rows) const;

  FirstExit first_exit_;
  int k_;
  std::vector<FrequencyRow> frequencies_;
  std::vector<double> times_;
  std::vector<AgeRow> ages_;  // parallel to times_
  std::vector<PatternRow> rows_;
};

}  // namespace mikata::models
