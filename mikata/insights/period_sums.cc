// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/period_sums.h"

#include <fmt/format.h>

#include <algorithm>

#include "mikata/insights/context.h"
#include "mikata/insights/periods.h"
#include "mikata/store/sums.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata {
namespace {

bool is_number(const Scope& scope) { return scope.group != scope.by; }

std::vector<Slot> select_slots(const Context& context, const Scope& scope) {
  // One of the two columns is always empty.
  const std::string columns =
      is_number(scope) ? fmt::format("{} AS by_no, nullif('', '') AS by_text", scope.group)
                       : fmt::format("nullif(0, 0) AS by_no, {} AS by_text", scope.by);
  const Grain grain = context.request.grain;
  const std::string returned =
      grain == Grain::all
          ? "FALSE"
          : fmt::format("d.orders > 0 AND {0}_no(d.local_day) - {0}_no(d.previous_order_day) = 1",
                        grain_name(grain));
  return {{"by_columns", columns},
          {"returned", returned},
          first_of_whole_period(context),
          first_of_any_whole(context)};
}

std::vector<Slot> kept_slots(std::string_view table, const Scope& scope) {
  return {{"by_value", is_number(scope) ? "s.by_no" : "s.by_text"},
          {"kept",
           fmt::format(
               "{} AS s INNER JOIN (SELECT sums_no FROM kept_sums WHERE statement = "
               "$statement AND given = $given AND version = (SELECT number FROM meta WHERE name = "
               "'version')) AS k ON k.sums_no = s.sums_no",
               table)}};
}

// The days that the book knows of.
std::optional<Period> known_days(const Store& store) {
  const Table table = store.query({"SELECT first_day, as_of FROM book_summary"});
  if (table.rows.empty() || is_null(table.rows[0][0])) return std::nullopt;
  return Period{as_day(table.rows[0][0]), as_day(table.rows[0][1])};
}

void add(const std::optional<Table>& more, Table& table) {
  if (!more) return;
  table.columns = more->columns;
  table.rows.insert(table.rows.end(), more->rows.begin(), more->rows.end());
}

Table ask(const Context& context, const PeriodSums& sums, std::string_view file,
          std::vector<Binding> bindings, const std::vector<Slot>& slots) {
  const std::string_view sql = insights::sql(file);
  if (sums.frame.empty()) return context.query(sql, std::move(bindings), slots);
  return context.query(insights::sql(sums.frame), std::move(bindings),
                       {{sums.frame_slot, context.fill(sql, slots)}});
}

Table query_days(const Context& context, const PeriodSums& sums, Period period) {
  const Context part = with_period(context, period);
  return ask(part, sums, sums.days, {}, sums.slots(part));
}

}  // namespace

std::vector<Slot> plain_sums(const Context& context) {
  const Scope scope = scope_of(context);
  std::vector<Slot> slots = select_slots(context, scope);
  for (auto& slot : kept_slots("block_sums", scope)) slots.push_back(std::move(slot));
  return slots;
}

Context with_period(const Context& context, Period period) {
  Context part = context;
  part.period = period;
  return part;
}

bool asks_for_sums(const Context& context) {
  if (context.request.accounts) return false;
  const Scope scope = scope_of(context);
  // A condition on what else a customer said or did looks at other tables.
  return scope.measures.empty() &&
         std::ranges::all_of(scope.columns, [](const std::string& column) {
           return column.starts_with("customers.");
         });
}

Windows windows_of(const Context& context) {
  const Grain grain = context.request.grain;
  const auto known = known_days(context.store);
  if (!known) return {.head = context.period};
  auto [start, end] = context.period;
  const bool all_before = start <= known->start;
  const bool all_after = end >= known->end;
  if (grain == Grain::all) {
    return all_before && all_after ? Windows{.whole = context.period}
                                   : Windows{.head = context.period};
  }
  Windows windows;
  const Day first_end = period_end(start, grain);
  if (!all_before && start != period_start(start, grain)) {
    windows.head = Period{start, std::min(end, first_end)};
    start = Day{first_end.days + 1};
  }
  const Day last_start = period_start(end, grain);
  if (start <= end && !all_after && end != period_end(end, grain)) {
    windows.tail = Period{std::max(start, last_start), end};
    end = Day{last_start.days - 1};
  }
  if (start <= end) windows.whole = Period{start, end};
  return windows;
}

std::optional<Table> query_kept(const Context& context, const PeriodSums& sums, Period whole) {
  const Scope scope = scope_of(context);
  const Query select{context.fill(insights::sql(sums.select), select_slots(context, scope)),
                     scope.bindings, context.stop};
  if (!context.store.keep_sums(find_sums_table(sums.table), select)) {
    return std::nullopt;
  }
  const Grain grain = context.request.grain;
  Table table = ask(context, sums, sums.kept,
                    {{"statement", select.sql},
                     {"given", given_text(select)},
                     {"first", period_number(whole.start, grain)},
                     {"last", period_number(whole.end, grain)}},
                    kept_slots(sums.table, scope));
  // Facts that came meanwhile may have thrown them away.
  if (table.rows.empty()) return std::nullopt;
  return table;
}

Table query_periods(const Context& context, const PeriodSums& sums) {
  if (!asks_for_sums(context)) return query_days(context, sums, context.period);
  const Windows windows = windows_of(context);
  Table table;
  if (windows.head) add(query_days(context, sums, *windows.head), table);
  if (windows.whole) {
    const auto kept = query_kept(context, sums, *windows.whole);
    add(kept ? kept : query_days(context, sums, *windows.whole), table);
  }
  if (windows.tail) add(query_days(context, sums, *windows.tail), table);
  return table;
}

}  // namespace mikata
