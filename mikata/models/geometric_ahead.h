// SPDX-License-Identifier: Apache-2.0
// What comes from a customer who is there now, when purchases come in Erlang-k gaps at a rate
// λ ~ Gamma(shape, rate) and each one is the last with probability p ~ Beta(a, b).
//
//   P(Y >= n) = E[(1-p)^(n-1)] P(parts >= kn - phase),  E[Y] = Σ_n P(Y >= n)
//
// parts ~ NB(shape, t / (rate + t)) counts finished parts of gaps. For k = 1 the sum has the form
//
//   E = -c l φ((a-1) l) - (1-z)^(a-1) Σ_{n>=1} u_n,  z = t/(rate+t), l = ln(1-z), c = a+b-1,
//   u_1 = A z, u_{n+1} = u_n (A+n)(a+n-1) z / ((c+n)(n+1)),  A = c - shape,  φ(e) = (e^e - 1)/e,
//
// which is eq. (9) of Fader, Hardie and Lee (2005), Marketing Science 24(2), after Euler's
// transformation of its 2F1: no overflow and no singularity at a = 1. Where that series is slow or
// alternates, E = ∫ (1 - (1 + p t / rate)^-shape) / p dBeta(p), a positive integral, takes its
// place.
#pragma once

namespace mikata::models {

struct GeometricAhead {
  double shape = 0;
  double rate = 0;
  double a = 0;
  double b = 0;
  int k = 1;
  int phase = 0;  // finished parts of the gap that runs now, 0..k-1
};

// Purchases until t from now. Requires t >= 0, positive parameters.
double expected_ahead(const GeometricAhead& ahead, double t);

struct AheadMoments {
  double mean = 0;    // E[Y]
  double square = 0;  // E[Y^2]
};
AheadMoments moments_ahead(const GeometricAhead& ahead, double t);

// P(Y = n) until t from now. Requires a whole n >= 0.
double probability_ahead(const GeometricAhead& ahead, double n, double t);

}  // namespace mikata::models
