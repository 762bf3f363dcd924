// SPDX-License-Identifier: Apache-2.0
// Times of the steps from a book to what its customers are worth.
//
//   worth_tool orders FILE CUSTOMERS   writes orders of customers who buy as BG/NBD says over two
//   years worth_tool times BOOK              prints a table; exit 1 when an answer is wrong
#include <fmt/core.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/timed.h"
#include "mikata/base/error.h"
#include "mikata/insights/worth_scores.h"
#include "mikata/segment/columns.h"
#include "mikata/simulate/draw.h"
#include "mikata/store/duckdb_store.h"

namespace mikata::bench {
namespace {

int run(const std::filesystem::path& folder) {
  const auto book = Book::open(folder);
  const Columns columns = known_columns(book->store());
  const Request request;
  const Day as_of = book->as_of().value_or(Day{});
  const Context context{book->store(),   book->settings(), columns, request,
                        Origin::actions, {as_of, as_of},   as_of,   {}};
  const auto lives = timed("patterns, first time", "", [&] { return life_patterns(context); });
  timed("patterns, again", "", [&] { return life_patterns(context); });
  double customers = 0;
  for (const auto& life : lives) customers += life.customers;
  fmt::print("  {:.0f} customers, {} patterns\n", customers, lives.size());
  const auto spend = timed("spend, by x and money", "", [&] { return life_spend(context); });
  fmt::print("  {} rows of spend\n", spend.size());
  const WorthFit fit = timed("choose among four models and fit (once a version)", "",
                             [&] { return worth_fit(context); });
  if (!fit.model) {
    fmt::print("  no model fits: {}\n", fit.problem);
    return 0;
  }
  const auto plain = timed("score every history", "",
                           [&] { return history_scores(*fit.model, lives, {}, Bands::none); });
  timed("... with predictive bands", "",
        [&] { return history_scores(*fit.model, lives, {}, Bands::predictive); });
  timed("totals with intervals", "", [&] { return worth_totals(*fit.model, lives, {}); });
  const Table joined = timed("join the scores to every customer", "", [&] {
    Context with = context;
    with.given = std::span(&plain, 1);
    return with.query(
        lives_sql(with, "lives_valued.sql") + "SELECT count(*) AS customers FROM valued",
        {{"gamma", fit.model->spend.model.gamma}});
  });
  const bool right = as_number(joined.rows.at(0).at(0)) == customers;
  if (!right) fmt::print("  WRONG: {} customers joined\n", as_number(joined.rows.at(0).at(0)));
  return right ? 0 : 1;
}

// As bench/model_tool.cc draws them, with the days and the amounts.
void write_customer(std::ofstream& out, std::int64_t number, Random& random) {
  constexpr int kDays = 730;
  const Day begin = *make_day(2024, 1, 1);
  const int first = static_cast<int>(random.below(kDays));
  const double rate = shop::gamma(random, 0.25, 30);
  const double leaves = shop::beta(random, 0.8, 2.5);
  const double nu = shop::gamma(random, 3.74, 15.44);
  double now = 0;
  int last = -1;
  for (int day = first; day < kDays;) {
    if (day > last) {
      out << fmt::format("C{},{},{:.0f}\n", number, to_string(Day{begin.days + day}),
                         10 * shop::gamma(random, 6.25, nu));
      last = day;
    }
    if (day > first && shop::happens(random, leaves)) break;
    now += shop::exponential(random) / rate;
    if (!(now < kDays)) break;
    day = first + static_cast<int>(std::ceil(now));
  }
}

int write_orders(const std::string& file, std::int64_t customers) {
  Random random(1);
  std::ofstream out(file);
  out << "customer_id,date,amount\n";
  for (std::int64_t i = 0; i < customers; ++i) write_customer(out, i, random);
  return out ? 0 : 1;
}

}  // namespace
}  // namespace mikata::bench

int main(int count, char** words) {
  const std::string what = count > 1 ? words[1] : "";
  try {
    if (what == "orders" && count == 4) {
      return mikata::bench::write_orders(words[2], std::atoll(words[3]));
    }
    if (what == "times" && count == 3) return mikata::bench::run(words[2]);
    fmt::print(stderr, "usage: worth_tool orders FILE CUSTOMERS | times BOOK\n");
    return 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "worth_tool: {}\n", error.what());
    return 1;
  }
}
