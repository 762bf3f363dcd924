// SPDX-License-Identifier: Apache-2.0
#include "mikata/models/clv.h"

#include "mikata/base/error.h"
#include "mikata/models/quadrature.h"

namespace mikata::models {

double periods_per_month(std::string_view freq) {
  if (freq == "W") return 4.345;
  if (freq == "D") return 30;
  if (freq == "M") return 1;
  if (freq == "H") return 720;
  fail(ErrorKind::invalid_argument,
       {"freq がわかりません: {}（W、D、M、H のどれか）", "freq not known: {} (W, D, M or H)"},
       freq);
}

double continuous_rate(double rate_per_year, double periods_per_year) {
  return std::log1p(rate_per_year) / periods_per_year;
}

double purchases_by_month(const ExpectedUntil& expected, const MonthlyTerms& terms) {
  double before = 0;
  double discount = 1;
  double sum = 0;
  for (double month = 1; month <= terms.months; ++month) {
    discount /= 1 + terms.discount_rate_per_month;
    const double until = expected(month * terms.periods_per_month);
    sum += (until - before) * discount;
    before = until;
  }
  return sum;
}

double purchases_without_end(const ExpectedUntil& expected, double delta) {
  // In parts: δ ∫ e^(-δ t) E(t) dt, and t = e^y / δ.
  return trapezoid_line(0, 1, [&](double y) {
    const double scaled = std::exp(y);
    return scaled > 745 ? 0 : scaled * std::exp(-scaled) * expected(scaled / delta);
  });
}

}  // namespace mikata::models
