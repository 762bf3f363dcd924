// SPDX-License-Identifier: Apache-2.0
// The rows of the calculator for spend, for regular occasions and for contracts.
#include "mikata/base/error.h"
#include "mikata/models/bg_bb.h"
#include "mikata/models/compute.h"
#include "mikata/models/contract.h"
#include "mikata/models/gamma_gamma.h"

namespace mikata::models {
namespace {

BgBb bg_bb(const Values& p) {
  return {p.positive("alpha"), p.positive("beta"), p.positive("gamma"), p.positive("delta")};
}

Occasions occasions(const Values& input) {
  const Occasions read{input.number("x"), input.number("t_x"), input.number("n")};
  check_occasions(read);
  if (read.n > 100'000) {
    fail(ErrorKind::invalid_argument, "n is above 100000: {}", read.n);
  }
  return read;
}

// A number of occasions: `name`, or t where that is what was given.
double some_occasions(const Values& input, std::string_view name) {
  constexpr double kMost = 1'000'000;
  const std::string_view given = input.has(name) || !input.has("t") ? name : "t";
  const double n = input.count(given);
  if (n > kMost) fail(ErrorKind::invalid_argument, "{} is above {}: {}", given, kMost, n);
  return n;
}

double bgbb_loglik(const Values& p, const Values& in) {
  return log_likelihood(bg_bb(p), occasions(in));
}
double bgbb_p_alive(const Values& p, const Values& in) {
  return p_alive(bg_bb(p), occasions(in), in.count("m", 0));
}
double bgbb_expected(const Values& p, const Values& in) {
  return expected_purchases(bg_bb(p), occasions(in), some_occasions(in, "m"));
}
double bgbb_expected_new(const Values& p, const Values& in) {
  return expected_purchases(bg_bb(p), some_occasions(in, "n"));
}
double bgbb_pmf(const Values& p, const Values& in) {
  return probability(bg_bb(p), in.count("x"), some_occasions(in, "n"));
}
double bgbb_conditional_pmf(const Values& p, const Values& in) {
  return probability(bg_bb(p), occasions(in), in.count("x_ahead"), some_occasions(in, "m"));
}
double bgbb_residual(const Values& p, const Values& in) {
  return discounted_purchases(bg_bb(p), occasions(in), in.not_negative("d"));
}

GammaGamma gamma_gamma(const Values& p) {
  return {p.positive("p"), p.positive("q"), p.positive("gamma")};
}

double gg_loglik(const Values& p, const Values& in) {
  return log_likelihood(gamma_gamma(p), {in.count("x"), in.number("m"), 1});
}

double gg_mean(const Values& p, const Values& in) {
  const double x = in.count("x");
  return mean_spend(gamma_gamma(p), {x, x > 0 ? in.number("m") : 0, 1});
}

Bdw sbg(const Values& p) { return {p.positive("alpha"), p.positive("beta"), 1}; }
Bdw bdw(const Values& p) { return {p.positive("alpha"), p.positive("beta"), p.positive("c")}; }

using ReadContract = Bdw (*)(const Values&);

double renewal(const Values& in, std::string_view name) {
  const double t = in.count(name);
  if (t < 1) fail(ErrorKind::invalid_argument, "{} is not a renewal of 1 or more: {}", name, t);
  return t;
}

template <ReadContract read>
double contract_loglik(const Values& p, const Values& in) {
  if (in.has("survivors")) {
    return log_likelihood(read(p), contract_counts(in.numbers("survivors")));
  }
  const bool left = in.has("t");
  if (!left && !in.has("T")) {
    fail(ErrorKind::invalid_argument,
         "t missing: the renewal at which the contract ended (or T: renewals so far, or "
         "survivors: customers left after 0, 1, 2 ... renewals)");
  }
  const ContractCount one{left ? renewal(in, "t") : in.count("T"), left ? 1.0 : 0.0,
                          left ? 0.0 : 1.0};
  return log_likelihood(read(p), std::vector{one});
}

template <ReadContract read>
double survival_pct(const Values& p, const Values& in) {
  return 100 * survival(read(p), in.count("t"));
}

template <ReadContract read>
double renewal_pct(const Values& p, const Values& in) {
  return 100 * renewal_rate(read(p), renewal(in, "t"));
}

template <ReadContract read>
double contract_residual(const Values& p, const Values& in) {
  return discounted_renewals(read(p), renewal(in, "t"), in.positive("d"));
}

template <ReadContract read>
std::vector<Quantity> contract_rows(std::string_view name, const Names& params) {
  return {{name,
           "loglik",
           params,
           {"survivors?", "t?", "T?"},
           contract_loglik<read>,
           "ln likelihood of a curve (survivors), of a contract that ended at renewal t, or of one "
           "that runs after T renewals"},
          {name,
           "survival_pct",
           params,
           {"t"},
           survival_pct<read>,
           "per cent that are customers still after t renewals"},
          {name,
           "renewal_pct",
           params,
           {"t"},
           renewal_pct<read>,
           "per cent of those left that renew at renewal t"},
          {name,
           "discounted_expected_residual_transactions",
           params,
           {"t", "d"},
           contract_residual<read>,
           "renewals to come just before renewal t, the one at t+j discounted by (1+d)^-j"}};
}

}  // namespace

std::vector<Quantity> occasion_quantities() {
  const Names bgbb{"alpha", "beta", "gamma", "delta"};
  const Names taken{"x", "t_x", "n"};
  const Names spend{"p", "q", "gamma"};
  std::vector<Quantity> all{
      {"bgbb", "loglik", bgbb, taken, bgbb_loglik, "ln likelihood of x of n occasions, last t_x"},
      {"bgbb",
       "p_alive",
       bgbb,
       {"x", "t_x", "n", "m?"},
       bgbb_p_alive,
       "probability of being a customer still at occasion n+m (m 0)"},
      {"bgbb",
       "expected_purchases_conditional",
       bgbb,
       {"x", "t_x", "n", "m?", "t?"},
       bgbb_expected,
       "purchases expected in the next m occasions"},
      {"bgbb",
       "expected_purchases_new_customer",
       bgbb,
       {"n?", "t?"},
       bgbb_expected_new,
       "purchases expected of a new customer in n occasions"},
      {"bgbb", "pmf", bgbb, {"x", "n"}, bgbb_pmf, "P(a new customer takes x of n occasions)"},
      {"bgbb",
       "conditional_pmf",
       bgbb,
       {"x", "t_x", "n", "x_ahead", "m"},
       bgbb_conditional_pmf,
       "P(x_ahead of the next m occasions are taken)"},
      {"bgbb",
       "discounted_expected_residual_transactions",
       bgbb,
       {"x", "t_x", "n", "d"},
       bgbb_residual,
       "purchases after n without end, discounted by (1+d)^-j"},
      {"gg",
       "loglik",
       spend,
       {"x", "m"},
       gg_loglik,
       "ln density of the mean value m of x repeat purchases"},
      {"gg",
       "gg_conditional_mean",
       spend,
       {"x", "m?"},
       gg_mean,
       "expected value of a purchase, given mean m of x (x 0: of a new customer)"}};
  for (Quantity& row : contract_rows<sbg>("sbg", {"alpha", "beta"})) all.push_back(std::move(row));
  for (Quantity& row : contract_rows<bdw>("bdw", {"alpha", "beta", "c"})) {
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace mikata::models
