// SPDX-License-Identifier: Apache-2.0
// The rows of the calculator for models of buying at any time, and of its value.
#include "mikata/base/error.h"
#include "mikata/models/clv.h"
#include "mikata/models/compute.h"
#include "mikata/models/covariates.h"

namespace mikata::models {
namespace {

const Names kHistory{"x", "t_x", "T"};
const Names kHistoryUntil{"x", "t_x", "T", "t", "t_from?"};

struct BgNbdRow {
  using Model = BgNbd;
  static constexpr std::string_view kName = "bgnbd";
  static constexpr bool kHasCovariates = true;
  static Names params() { return {"r", "alpha", "a", "b"}; }
  static Model read(const Values& p) {
    return {p.positive("r"), p.positive("alpha"), p.positive("a"), p.positive("b")};
  }
};

struct MbgNbdRow {
  using Model = MbgCnbd;
  static constexpr std::string_view kName = "mbgnbd";
  static constexpr bool kHasCovariates = false;
  static Names params() { return {"r", "alpha", "a", "b"}; }
  static Model read(const Values& p) {
    return {p.positive("r"), p.positive("alpha"), p.positive("a"), p.positive("b"), 1};
  }
};

struct MbgCnbdRow {
  using Model = MbgCnbd;
  static constexpr std::string_view kName = "mbgcnbd";
  static constexpr bool kHasCovariates = false;
  static Names params() { return {"k", "r", "alpha", "a", "b"}; }
  static Model read(const Values& p) {
    const double k = p.count("k");
    if (k < 1 || k > 100) fail(ErrorKind::invalid_argument, "k is not in 1..100: {}", k);
    return {p.positive("r"), p.positive("alpha"), p.positive("a"), p.positive("b"),
            static_cast<int>(k)};
  }
};

struct ParetoNbdRow {
  using Model = ParetoNbd;
  static constexpr std::string_view kName = "pnbd";
  static constexpr bool kHasCovariates = true;
  static Names params() { return {"r", "alpha", "s", "beta"}; }
  static Model read(const Values& p) {
    return {p.positive("r"), p.positive("alpha"), p.positive("s"), p.positive("beta")};
  }
};

// The model of a customer with these covariates.
template <typename Row>
typename Row::Model read_model(const Values& p, const Values& in) {
  const auto base = Row::read(p);
  if constexpr (Row::kHasCovariates) {
    const Coefficients coefficients{p.any_numbers("buying"), p.any_numbers("leaving")};
    const std::vector<double> z = in.any_numbers("z");
    if (coefficients.buying.empty() && coefficients.leaving.empty()) return base;
    return model_of(base, coefficients, z);
  } else {
    return base;
  }
}

History history(const Values& input) {
  const History read{input.number("x"), input.number("t_x"), input.number("T")};
  check_history(read);
  return read;
}

// E(t) - E(t_from), where `expected` counts from now.
template <typename F>
double in_interval(const Values& input, F expected) {
  const double until = input.not_negative("t");
  if (!input.has("t_from")) return expected(until);
  const double from = input.not_negative("t_from");
  if (from > until) fail(ErrorKind::invalid_argument, "t_from is after t: {} > {}", from, until);
  return expected(until) - expected(from);
}

template <typename Row>
double p_alive_of(const Values& p, const Values& in) {
  return p_alive(read_model<Row>(p, in), history(in));
}

template <typename Row>
double loglik_of(const Values& p, const Values& in) {
  if constexpr (std::is_same_v<Row, MbgCnbdRow>) {
    return log_likelihood(read_model<Row>(p, in), history(in), in.number("log_gaps", 0));
  } else {
    return log_likelihood(read_model<Row>(p, in), history(in));
  }
}

template <typename Row>
double expected_of(const Values& p, const Values& in) {
  const auto model = read_model<Row>(p, in);
  const History past = history(in);
  return in_interval(in, [&](double t) { return expected_purchases(model, past, t); });
}

template <typename Row>
double expected_new_of(const Values& p, const Values& in) {
  const auto model = read_model<Row>(p, in);
  return in_interval(in, [&](double t) { return expected_purchases(model, t); });
}

template <typename Row>
double pmf_of(const Values& p, const Values& in) {
  return probability(read_model<Row>(p, in), in.count("n"), in.not_negative("t"));
}

template <typename Row>
double conditional_pmf_of(const Values& p, const Values& in) {
  return probability(read_model<Row>(p, in), history(in), in.count("n"), in.not_negative("t"));
}

template <typename Model>
double without_end(const Model& model, const History& past, double delta) {
  return purchases_without_end([&](double t) { return expected_purchases(model, past, t); }, delta);
}

double without_end(const ParetoNbd& model, const History& past, double delta) {
  return discounted_purchases(model, past, delta);
}

template <typename Row>
double residual_of(const Values& p, const Values& in) {
  return without_end(read_model<Row>(p, in), history(in), in.positive("delta"));
}

double units_per_month(const Values& in) {
  if (in.has("periods_per_month")) return in.positive("periods_per_month");
  if (in.has("freq")) return periods_per_month(in.text("freq"));
  fail(ErrorKind::invalid_argument,
       "freq missing: the time unit of t_x and T, W, D, M or H (or periods_per_month)");
}

// Purchases of the future, discounted as `convention` says.
template <typename Model>
double discounted(const Model& model, const History& past, const Values& in) {
  const std::string convention =
      in.has("convention") ? in.text("convention") : std::string("end_of_month");
  if (convention == "annual_continuous") {
    return without_end(
        model, past,
        continuous_rate(in.positive("discount_rate_per_year"), in.positive("periods_per_year")));
  }
  if (convention == "per_unit_continuous") return without_end(model, past, in.positive("delta"));
  if (convention != "end_of_month") {
    fail(ErrorKind::invalid_argument,
         "convention not known: {} (end_of_month, annual_continuous or per_unit_continuous)",
         convention);
  }
  const double months = in.count("time_months");
  if (months > 12'000) {
    fail(ErrorKind::invalid_argument, "time_months is above 12000: {}", months);
  }
  return purchases_by_month([&](double t) { return expected_purchases(model, past, t); },
                            {.months = months,
                             .discount_rate_per_month = in.not_negative("discount_rate_per_month"),
                             .periods_per_month = units_per_month(in)});
}

template <typename Row>
double clv_of(const Values& p, const Values& in) {
  const History past = history(in);
  const GammaGamma spend{p.positive("p"), p.positive("q"), p.positive("gamma")};
  const double value = past.frequency > 0 ? in.number("m") : 0;
  const double money = mean_spend(spend, {past.frequency, value, 1});
  return money * discounted(read_model<Row>(p, in), past, in);
}

template <typename Row>
std::vector<Quantity> rows_of() {
  const auto row = [](std::string_view quantity, Names input,
                      double (*value)(const Values&, const Values&), std::string_view meaning) {
    Names params = Row::params();
    if constexpr (Row::kHasCovariates) {
      params.insert(params.end(), {"buying?", "leaving?"});
      input.emplace_back("z?");
    }
    return Quantity{Row::kName, quantity, std::move(params), std::move(input), value, meaning};
  };
  Names with_gaps = kHistory;
  if constexpr (std::is_same_v<Row, MbgCnbdRow>) with_gaps.push_back("log_gaps?");
  return {row("loglik", with_gaps, loglik_of<Row>,
              "ln likelihood of one history (log_gaps: sum of ln gaps)"),
          row("p_alive", kHistory, p_alive_of<Row>, "probability of being a customer still at T"),
          row("expected_purchases_conditional", kHistoryUntil, expected_of<Row>,
              "purchases expected in (T, T+t], or in (T+t_from, T+t]"),
          row("expected_purchases_new_customer", {"t", "t_from?"}, expected_new_of<Row>,
              "repeat purchases expected of a new customer by t, or in (t_from, t]"),
          row("pmf", {"n", "t"}, pmf_of<Row>, "P(a new customer makes n repeat purchases by t)"),
          row("conditional_pmf", {"x", "t_x", "T", "n", "t"}, conditional_pmf_of<Row>,
              "P(n purchases in (T, T+t])"),
          row("discounted_expected_residual_transactions", {"x", "t_x", "T", "delta"},
              residual_of<Row>, "purchases after T without end, discounted by e^(-delta time)")};
}

Quantity clv_row(std::string_view name, Names params,
                 double (*value)(const Values&, const Values&)) {
  for (const char* spend : {"p", "q", "gamma", "buying?", "leaving?"}) params.emplace_back(spend);
  return {name,
          "clv",
          std::move(params),
          {"x", "t_x", "T", "m?", "time_months?", "discount_rate_per_month?", "freq?",
           "periods_per_month?", "convention?", "discount_rate_per_year?", "periods_per_year?",
           "delta?", "z?"},
          value,
          "expected purchases times expected spend, discounted; convention end_of_month (default: "
          "time_months, discount_rate_per_month, freq W|D|M|H or periods_per_month), "
          "annual_continuous (discount_rate_per_year, periods_per_year) or per_unit_continuous "
          "(delta)"};
}

void append(std::vector<Quantity>& all, std::vector<Quantity> rows) {
  for (Quantity& row : rows) all.push_back(std::move(row));
}

}  // namespace

std::vector<Quantity> purchase_quantities() {
  std::vector<Quantity> all;
  append(all, rows_of<BgNbdRow>());
  append(all, rows_of<MbgNbdRow>());
  append(all, rows_of<MbgCnbdRow>());
  append(all, rows_of<ParetoNbdRow>());
  all.push_back(clv_row("clv_bgnbd_gg", BgNbdRow::params(), clv_of<BgNbdRow>));
  all.push_back(clv_row("clv_pnbd_gg", ParetoNbdRow::params(), clv_of<ParetoNbdRow>));
  return all;
}

}  // namespace mikata::models
