// SPDX-License-Identifier: Apache-2.0
#include "mikata/stats/student_t.h"

#include <boost/math/distributions/students_t.hpp>
#include <cassert>

namespace mikata::stats {

double student_t_cdf(double t, double degrees) {
  assert(degrees > 0);
  return boost::math::cdf(boost::math::students_t(degrees), t);
}

double student_t_quantile(double p, double degrees) {
  assert(p > 0 && p < 1 && degrees > 0);
  return boost::math::quantile(boost::math::students_t(degrees), p);
}

double student_t_critical(double confidence, double degrees) {
  assert(confidence > 0 && confidence < 1);
  // From the upper tail, which keeps its digits when the confidence is near 1.
  const boost::math::students_t distribution(degrees);
  return boost::math::quantile(boost::math::complement(distribution, (1 - confidence) / 2));
}

}  // namespace mikata::stats
