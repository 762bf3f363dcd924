// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/money.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "mikata/base/error.h"

namespace mikata {
namespace {

// ISO 4217 (2024): the currencies without two decimals, and the common ones with two.
constexpr std::array<std::string_view, 11> kNoDecimals{"CLP", "ISK", "JPY", "KRW", "PYG", "RWF",
                                                       "UGX", "VND", "VUV", "XAF", "XOF"};
constexpr std::array<std::string_view, 7> kThreeDecimals{"BHD", "IQD", "JOD", "KWD",
                                                         "LYD", "OMR", "TND"};
constexpr std::array<std::string_view, 36> kTwoDecimals{
    "AED", "ARS", "AUD", "BDT", "BGN", "BRL", "CAD", "CHF", "CNY", "COP", "CZK", "DKK",
    "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "KES", "LKR", "MXN", "MYR",
    "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "RON", "SAR", "SEK", "SGD", "THB"};
constexpr std::array<std::string_view, 6> kMoreTwoDecimals{"TRY", "TWD", "UAH",
                                                           "USD", "ZAR", "QAR"};

}  // namespace

std::optional<int> minor_digits(std::string_view currency) {
  if (std::ranges::find(kNoDecimals, currency) != kNoDecimals.end()) return 0;
  if (std::ranges::find(kThreeDecimals, currency) != kThreeDecimals.end()) return 3;
  if (std::ranges::find(kTwoDecimals, currency) != kTwoDecimals.end()) return 2;
  if (std::ranges::find(kMoreTwoDecimals, currency) != kMoreTwoDecimals.end()) return 2;
  return std::nullopt;
}

double minor_per_major(std::string_view currency) {
  const auto digits = minor_digits(currency);
  if (!digits) {
    fail(ErrorKind::invalid_argument,
         {"通貨がわかりません: {}（JPY のような ISO 4217 の記号を使ってください）",
          "currency not known: {} (use an ISO 4217 code such as JPY)"},
         currency);
  }
  return std::pow(10.0, *digits);
}

}  // namespace mikata
