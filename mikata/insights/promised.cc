// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/promised.h"

#include <algorithm>
#include <array>

#include "mikata/insights/context.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

constexpr std::array<std::string_view, 2> kPublished{"voices.survey", "voices.touchpoint"};

bool tells_cells_apart_only(const Context& context) {
  const Grain grain = context.request.grain;
  if (grain == Grain::day || grain == Grain::week) return false;
  const Scope scope = scope_of(context);
  return std::ranges::all_of(scope.columns, [](const std::string& column) {
    return column.starts_with("customers.") || std::ranges::count(kPublished, column) > 0;
  });
}

// The whole months of the window: the first day, and the day behind the last. The ends of the book
// cut nothing.
Period whole_months(const Context& context) {
  const Table table = context.store.query({"SELECT first_day, as_of FROM book_summary"});
  const Row& book = table.rows.at(0);
  const Period& asked = context.period;
  const bool from_first = !is_null(book[0]) && asked.start <= as_day(book[0]);
  const bool to_last = !is_null(book[1]) && asked.end >= as_day(book[1]);
  const Day first = period_start(asked.start, Grain::month);
  const Day after = period_start(Day{asked.end.days + 1}, Grain::month);
  return {from_first || first == asked.start ? first : add_periods(first, Grain::month, 1),
          to_last ? add_periods(period_start(asked.end, Grain::month), Grain::month, 1) : after};
}

}  // namespace

PromisedAnswers promised_answers(const Context& context, const ScoreQuestion& question) {
  PromisedAnswers promised{"NOT a.anonymous", {}, false};
  const Table found = context.store.query(
      {"SELECT 1 AS found FROM fact_kinds WHERE what = 'voices.anonymous' AND value = $question",
       {{"question", question.question}}});
  promised.any = !found.rows.empty();
  if (!promised.any || !tells_cells_apart_only(context)) return promised;
  const Period months = whole_months(context);
  promised.bindings = {{"cells_start", months.start},
                       {"cells_after", months.end},
                       {"cells_k", std::int64_t{context.settings.k}}};
  promised.condition = std::string(insights::sql("promised_cells.sql"));
  return promised;
}

PromisedAnswers promised_remarks(const Context& context) {
  PromisedAnswers promised{"NOT a.anonymous", {}, false};
  const Table found =
      context.store.query({"SELECT 1 AS found FROM remarks WHERE anonymous LIMIT 1"});
  promised.any = !found.rows.empty();
  if (!promised.any || !tells_cells_apart_only(context)) return promised;
  const Period months = whole_months(context);
  promised.bindings = {{"cells_start", months.start},
                       {"cells_after", months.end},
                       {"cells_k", std::int64_t{context.settings.k}}};
  promised.condition = std::string(insights::sql("promised_remark_cells.sql"));
  return promised;
}

std::int64_t count_kept_back(const Context& context, const ScoreQuestion& question,
                             const PromisedAnswers& promised) {
  if (!promised.any) return 0;
  std::vector<Binding> bindings = promised.bindings;
  bindings.push_back({"question", question.question});
  const Table table = context.query(insights::sql("promised_kept_back.sql"), std::move(bindings),
                                    {{"promised", promised.condition}});
  return as_integer(table.rows.at(0)[0]);
}

}  // namespace mikata
