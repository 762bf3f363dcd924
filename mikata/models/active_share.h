// SPDX-License-Identifier: Apache-2.0
// P(at least one purchase in (from, to]) of somebody new: what a model expects of a retention
// curve.
//
// BG/NBD and MBG/NBD: at the rate λ a customer who leaves with probability p a purchase is still
// there at `from` with e^(-λ p from), times 1-p where the first purchase of all may be the last
// one, and buys until `to` with 1 - e^(-λ (to - from)). Over λ ~ Gamma(r, α) and p ~ Beta(a, b):
//
//   E_p[ w (α/(α + p from))^r (1 - ((α + p from)/(α + p from + to - from))^r) ],  w = 1 or 1 - p
//
// Erlang-k gaps: the sum over the parts m of gaps finished by `from`, NB(r, from/(α + from)), each
// with E[(1-p)^(1 + floor(m/k))] and the probability of the parts that are missing to the next
// purchase. Pareto/NBD: the first purchase after `from` comes at u with the density r α^r (α + u -
// from)^-(r+1) (β/(β + u))^s. Own derivations from the models' assumptions (see bg_nbd.h,
// mbg_cnbd.h, pareto_nbd.h); the test draws customers and counts.
#pragma once

#include "mikata/models/purchase_model.h"

namespace mikata::models {

// Requires 0 <= from <= to, in the model's unit of time.
double active_share(const PurchaseModel& model, double from, double to);

}  // namespace mikata::models
