// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/logistic.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace mikata::text {
namespace {

constexpr int kStepsMax = 30;
constexpr double kNewtonTolerance = 1e-8;

double sigmoid(double x) {
  return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

// log(1 + exp(-x))
double loss(double x) { return x > 0 ? std::log1p(std::exp(-x)) : -x + std::log1p(std::exp(x)); }

// A x = b by Cholesky; A is symmetric and, by the penalty, positive definite. Row by row.
std::vector<double> solve(std::vector<double> a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j * n + j] -= a[j * n + k] * a[j * n + k];
    a[j * n + j] = std::sqrt(std::max(a[j * n + j], 1e-12));
    for (std::size_t i = j + 1; i < n; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i * n + j] -= a[i * n + k] * a[j * n + k];
      a[i * n + j] /= a[j * n + j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k * n + i] * b[k];
    b[i] /= a[i * n + i];
  }
  return b;
}

class Newton {
 public:
  explicit Newton(const LogisticProblem& problem)
      : problem_(problem), size_(problem.rows.columns + 1) {
    standardise();
  }

  Logistic run() {
    std::vector<double> b(size_, 0);
    double value = objective(b);
    bool converged = false;
    for (int step = 0; step < kStepsMax && !converged; ++step) {
      const std::vector<double> direction = newton_direction(b);
      double size = 1;
      double next = value;
      std::vector<double> candidate;
      for (int half = 0; half < 12; ++half, size /= 2) {
        candidate = b;
        for (std::size_t j = 0; j < size_; ++j) candidate[j] -= size * direction[j];
        next = objective(candidate);
        if (next <= value) break;
      }
      converged = value - next <= kNewtonTolerance * (1 + std::abs(value));
      if (next <= value) {
        b = candidate;
        value = next;
      }
    }
    return undo(b, converged);
  }

 private:
  void standardise() {
    const std::size_t columns = problem_.rows.columns;
    means_.assign(columns, 0);
    scales_.assign(columns, 0);
    const auto n = static_cast<double>(problem_.chosen.size());
    for (const std::uint32_t i : problem_.chosen) {
      for (std::size_t j = 0; j < columns; ++j) means_[j] += problem_.rows.row(i)[j] / n;
    }
    for (const std::uint32_t i : problem_.chosen) {
      for (std::size_t j = 0; j < columns; ++j) {
        const double off = problem_.rows.row(i)[j] - means_[j];
        scales_[j] += off * off / n;
      }
    }
    for (double& scale : scales_) scale = scale > 1e-12 ? std::sqrt(scale) : 1;
    // Column 0 is the constant.
    z_.reserve(problem_.chosen.size() * size_);
    for (const std::uint32_t i : problem_.chosen) {
      z_.push_back(1);
      for (std::size_t j = 0; j < columns; ++j) {
        z_.push_back((problem_.rows.row(i)[j] - means_[j]) / scales_[j]);
      }
      signs_.push_back(problem_.positive[i] != 0 ? 1 : -1);
    }
  }

  double score(const std::vector<double>& b, std::size_t i) const {
    double sum = 0;
    for (std::size_t j = 0; j < size_; ++j) sum += b[j] * z_[i * size_ + j];
    return sum;
  }

  // The constant is held by a little, so that one-sided data have an end.
  double penalty(std::size_t j) const { return j == 0 ? 0.01 : problem_.penalty; }

  double objective(const std::vector<double>& b) const {
    double sum = 0;
    for (std::size_t i = 0; i < signs_.size(); ++i) sum += loss(signs_[i] * score(b, i));
    for (std::size_t j = 0; j < size_; ++j) sum += penalty(j) / 2 * b[j] * b[j];
    return sum;
  }

  std::vector<double> newton_direction(const std::vector<double>& b) const {
    std::vector<double> gradient(size_, 0);
    std::vector<double> hessian(size_ * size_, 0);
    for (std::size_t i = 0; i < signs_.size(); ++i) {
      const double p = sigmoid(score(b, i));
      const double residual = p - (signs_[i] > 0 ? 1 : 0);
      const double curvature = std::max(p * (1 - p), 1e-9);
      const double* z = &z_[i * size_];
      for (std::size_t j = 0; j < size_; ++j) {
        gradient[j] += residual * z[j];
        for (std::size_t k = 0; k <= j; ++k) hessian[j * size_ + k] += curvature * z[j] * z[k];
      }
    }
    for (std::size_t j = 0; j < size_; ++j) {
      gradient[j] += penalty(j) * b[j];
      hessian[j * size_ + j] += penalty(j);
    }
    return solve(std::move(hessian), std::move(gradient));
  }

  Logistic undo(const std::vector<double>& b, bool converged) const {
    Logistic fit{.weights = {}, .intercept = b[0], .converged = converged};
    for (std::size_t j = 1; j < size_; ++j) {
      fit.weights.push_back(b[j] / scales_[j - 1]);
      fit.intercept -= b[j] * means_[j - 1] / scales_[j - 1];
    }
    return fit;
  }

  const LogisticProblem& problem_;
  std::size_t size_;
  std::vector<double> means_;
  std::vector<double> scales_;
  std::vector<double> z_;
  std::vector<double> signs_;
};

}  // namespace

double Logistic::probability(std::span<const float> row) const {
  double sum = intercept;
  for (std::size_t j = 0; j < weights.size(); ++j) sum += weights[j] * double{row[j]};
  return sigmoid(sum);
}

Logistic fit_logistic(const LogisticProblem& problem) { return Newton(problem).run(); }

}  // namespace mikata::text
