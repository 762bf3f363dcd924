// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/period_sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "mikata/insights/context.h"
#include "mikata/insights/periods.h"
#include "mikata/store/sums.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata {
namespace {

// Whether the groups are numbers; those of single actions are texts.
bool is_number(const Context& context) { return context.fill("{group}") != context.fill("{by}"); }

Slot by_value(const Context& context) {
  return {"by_value", is_number(context) ? "s.by_no" : "s.by_text"};
}

std::vector<Slot> select_slots(const Context& context, const PeriodSums& sums, std::string window) {
  // One of the two columns is always empty.
  const std::string columns = is_number(context) ? "{group} AS by_no, nullif('', '') AS by_text"
                                                 : "nullif(0, 0) AS by_no, {by} AS by_text";
  const Grain grain = context.request.grain;
  const std::string returned =
      grain == Grain::all
          ? "FALSE"
          : fmt::format("d.orders > 0 AND {0}_no(d.local_day) - {0}_no(d.previous_order_day) = 1",
                        grain_name(grain));
  std::vector<Slot> slots{
      {"by_columns", context.fill(columns)}, {"returned", returned}, {"window", std::move(window)}};
  if (sums.slots) {
    for (auto& slot : sums.slots(context)) slots.push_back(std::move(slot));
  }
  return slots;
}

std::string select_whole(const Context& context, const PeriodSums& sums) {
  std::vector<Slot> slots = select_slots(context, sums, "TRUE");
  slots.push_back({"period", period_of_day(context.request.grain)});
  slots.push_back(first_of_whole_period(context));
  slots.push_back(first_of_any_whole(context));
  return context.fill(insights::sql(sums.select), slots);
}

std::string select_window(const Context& context, const PeriodSums& sums, std::string window) {
  std::vector<Slot> slots = select_slots(context, sums, std::move(window));
  slots.push_back(first_of_period(context));
  slots.push_back(first_of_any(context));
  return context.fill(insights::sql(sums.select), slots);
}

// The rows of one statement, of the periods from $first to $last.
std::string kept_rows(const SumsTable& table) {
  return fmt::format(
      "(SELECT * FROM {} WHERE sums_no IN (SELECT sums_no FROM kept_sums WHERE statement = "
      "$statement AND given = $given AND version = (SELECT number FROM meta WHERE name = "
      "'version')) AND {} >= $first AND period_no <= $last)",
      table.name, table.keys.front());
}

// The days that the book knows of.
std::optional<Period> known_days(const Store& store) {
  const Table table = store.query({"SELECT first_day, as_of FROM book_summary"});
  if (table.rows.empty() || is_null(table.rows[0][0])) return std::nullopt;
  return Period{as_day(table.rows[0][0]), as_day(table.rows[0][1])};
}

// Waits by group are some ten thousand rows: they are moved.
void add(Table more, Table& table) {
  table.columns = std::move(more.columns);
  table.rows.insert(table.rows.end(), std::move_iterator(more.rows.begin()),
                    std::move_iterator(more.rows.end()));
}

Table read(const Context& context, const PeriodSums& sums, std::string rows,
           std::vector<Binding> bindings) {
  return context.query(insights::sql(sums.read), std::move(bindings),
                       {{std::string(sums.table), std::move(rows)}, by_value(context)});
}

}  // namespace

std::vector<Slot> plain_sums(const Context& context) {
  std::vector<Slot> slots = select_slots(context, {}, "TRUE");
  slots.push_back(by_value(context));
  for (const auto& table : sums_tables()) slots.push_back({table.name, kept_rows(table)});
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
  // What models foretell of a customer, and what a customer said, changes in its own ways.
  return scope.measures.empty() &&
         std::ranges::none_of(scope.columns, [](const std::string& column) {
           return column.starts_with("voices.");
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
  const SumsTable& table = find_sums_table(sums.table);
  const Query select{select_whole(context, sums), scope_of(context).bindings, context.stop};
  if (!context.store.keep_sums(table, select)) return std::nullopt;
  const Grain grain = context.request.grain;
  Table rows = read(context, sums, kept_rows(table),
                    {{"statement", select.sql},
                     {"given", given_text(select)},
                     {"first", period_number(whole.start, grain)},
                     {"last", period_number(whole.end, grain)}});
  // Facts that came meanwhile may have thrown them away.
  if (rows.rows.empty()) return std::nullopt;
  return rows;
}

Table query_days(const Context& context, const PeriodSums& sums, std::string window,
                 std::vector<Binding> bindings) {
  return read(context, sums, "(" + select_window(context, sums, std::move(window)) + ")",
              std::move(bindings));
}

Table query_periods(const Context& context, const PeriodSums& sums) {
  if (!asks_for_sums(context)) return query_days(context, sums);
  const auto days_of = [&](Period part) { return query_days(with_period(context, part), sums); };
  const Windows windows = windows_of(context);
  Table table;
  if (windows.head) add(days_of(*windows.head), table);
  if (windows.whole) {
    auto kept = query_kept(context, sums, *windows.whole);
    add(kept ? *std::move(kept) : days_of(*windows.whole), table);
  }
  if (windows.tail) add(days_of(*windows.tail), table);
  return table;
}

}  // namespace mikata
