// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/money.h"
#include "mikata/insights/periods.h"
#include "mikata/store/derived.h"

namespace mikata {
namespace {

// The sub-selects and joins that bring the named tables under their aliases.
struct Sources {
  std::string answers;
  std::string remarks;
  std::string days;
  std::string days_by_month;
  std::string customers;
  std::string where = "TRUE";
  std::string by;
  std::string group;
};

bool uses(const Scope& scope, Origin origin) { return scope.origins.contains(origin); }

std::string join_customers(const Scope& scope, std::string_view join, std::string_view alias) {
  return fmt::format(" {} JOIN {} AS c ON c.customer_no = {}.customer_no", join,
                     customers_source(scope), alias);
}

// `table` is answers, or remarks, which have the same columns.
std::string answers_source(const Context& context, const Scope& scope, const char* table) {
  std::string source = std::string(table) + " AS a";
  if (uses(scope, Origin::customers) || context.request.accounts) {
    source += join_customers(scope, "LEFT", "a");
  }
  if (uses(scope, Origin::items)) source += " LEFT JOIN items_now AS i ON i.item_id = a.item_id";
  return source;
}

// Whether condition and group are inside of the days: those of single actions, and all where the
// days are those of accounts. What is said of customers can be asked of days as well.
struct Inside {
  bool condition = false;
  bool by = false;
};

Inside inside_days(const Context& context, const Scope& scope) {
  if (context.request.accounts) return {true, true};
  return {std::ranges::any_of(scope.condition_origins, of_actions),
          scope.by_origin && of_actions(*scope.by_origin)};
}

DaysOfActions days_asked(const Context& context, const Scope& scope, const Inside& inside) {
  DaysOfActions which;
  const auto names = [&](Origin origin) {
    return (inside.condition && scope.condition_origins.contains(origin)) ||
           (inside.by && scope.by_origin == origin);
  };
  if (inside.condition) which.condition = scope.condition;
  if (inside.by) which.by = scope.by;
  which.items = names(Origin::items);
  which.customers = names(Origin::customers);
  which.accounts = context.request.accounts;
  which.customers_source = customers_source(scope);
  return which;
}

// What models foretell of a customer, and what a customer said, changes in its own ways.
bool can_be_kept(const Scope& scope, const DaysOfActions& which) {
  return !which.customers || (scope.measures.empty() &&
                              std::ranges::none_of(scope.columns, [](const std::string& column) {
                                return column.starts_with("voices.");
                              }));
}

// Not kept: made within the statement, of the customers it is about, with what it looks at alone.
std::string made_within(const Context& context, const Scope& scope, DaysOfActions which) {
  if (which.condition == "TRUE" && scope.condition_origins.contains(Origin::customers)) {
    which.condition = scope.condition;
    which.customers = true;
  }
  which.neighbours = scope.neighbours;
  return days_of_actions(which, {context.settings.activity});
}

// Conditions on single actions, and accounts, need days of their own.
void days_source(const Context& context, const Scope& scope, Sources& sources) {
  const bool per_action = uses(scope, Origin::actions) || uses(scope, Origin::items);
  if (!per_action && !context.request.accounts) {
    const std::string join =
        uses(scope, Origin::customers) ? join_customers(scope, "INNER", "d") : "";
    sources.days = "customer_days AS d" + join;
    sources.days_by_month = "customer_days_by_month AS d" + join;
    return;
  }
  const Inside inside = inside_days(context, scope);
  if (inside.condition) sources.where = "TRUE";
  sources.by = sources.group = inside.by ? "d.day_group" : scope.by;
  if (!scope.reads_days) return;
  const DaysOfActions which = days_asked(context, scope, inside);
  LentDays kept;
  if (context.days_in_use && can_be_kept(scope, which)) {
    kept = context.days_in_use->get(context, which, scope.bindings);
  }
  sources.days = (kept ? *kept : made_within(context, scope, which)) + " AS d";
  const bool customers =
      (!inside.condition && scope.condition_origins.contains(Origin::customers)) ||
      (!inside.by && scope.by_origin == Origin::customers);
  if (customers && uses(scope, Origin::customers)) {
    sources.days += join_customers(scope, "INNER", "d");
  }
  sources.days_by_month = sources.days;
}

// The tables whose columns say something of the customer, not of the row that is counted.
std::set<Origin> foreign_tables(const Context& context) {
  if (context.names) return {Origin::voices, Origin::actions};
  if (context.own == Origin::voices) return {Origin::actions};
  return {Origin::voices};
}

Sources sources_of(const Context& context, const Scope& scope) {
  Sources sources;
  sources.where = scope.condition;
  sources.by = scope.by;
  sources.group = scope.group;
  sources.customers = customers_source(scope) + " AS c";
  if (context.own == Origin::voices) {
    sources.answers = answers_source(context, scope, "answers");
    sources.remarks = answers_source(context, scope, "remarks");
  } else {
    days_source(context, scope, sources);
  }
  return sources;
}

std::string unit_of(const Context& context) {
  if (context.own == Origin::voices) {
    return context.request.accounts ? "c.account_no" : "a.respondent";
  }
  return "d.customer_no";
}

// Numbers of periods become their first days.
void name_periods(const Context& context, Table& table) {
  const auto column = std::ranges::find(table.columns, "period", &Column::name);
  if (column == table.columns.end()) return;
  const auto at = static_cast<std::size_t>(column - table.columns.begin());
  const Grain grain = context.request.grain;
  column->type = ColumnType::date;
  for (Row& row : table.rows) {
    row[at] =
        grain == Grain::all ? context.period.start : period_of_number(as_integer(row[at]), grain);
  }
}

// Numbers of groups become their texts.
void name_groups(const Context& context, const Scope& scope, Table& table) {
  const auto column = std::ranges::find(table.columns, "by_value", &Column::name);
  if (column == table.columns.end()) return;
  const auto at = static_cast<std::size_t>(column - table.columns.begin());
  const bool numbers = std::ranges::any_of(
      table.rows, [&](const Row& row) { return std::holds_alternative<std::int64_t>(row[at]); });
  if (!numbers) return;
  column->type = ColumnType::string;
  std::map<std::int64_t, Value> texts;
  if (!scope.group_texts.empty()) {
    for (Row& row : context.store.query({scope.group_texts, {}, context.stop}).rows) {
      if (!is_null(row[0])) texts[as_integer(row[0])] = std::move(row[1]);
    }
  }
  for (Row& row : table.rows) {
    if (is_null(row[at])) continue;
    const std::int64_t number = as_integer(row[at]);
    row[at] = context.request.by.empty()  ? std::string{}
              : scope.group_texts.empty() ? Value(std::to_string(number))
                                          : texts.at(number);
  }
}

}  // namespace

bool of_actions(Origin origin) { return origin == Origin::actions || origin == Origin::items; }

LentDays DaysInUse::get(const Context& context, const DaysOfActions& which,
                        const std::vector<Binding>& bindings) {
  const std::lock_guard lock(mutex_);
  const Query statement{days_of_actions(which, {context.settings.activity}), bindings};
  const auto [found, is_new] = days_.try_emplace(statement.sql + given_text(statement));
  if (!is_new) return found->second;
  const auto tell = [&](double share) {
    context.tell(share / 2,
                 {"列の値ごとに日々の行動をまとめています", "gathering days by that column"});
  };
  found->second = context.store.keep_days({which, bindings, context.stop, tell});
  return found->second;
}

std::string customers_source(const Scope& scope) {
  if (scope.measures.empty()) return "customer_summary";
  std::string columns;
  std::string joins;
  // No column has the same name on both sides: ClickHouse would call it s.name.
  for (const auto& measure : scope.measures) {
    columns += fmt::format(", m_{0}.{0} AS {0}", measure);
    joins += fmt::format(
        " LEFT JOIN (SELECT customer_no AS {0}_no, value AS {0} FROM customer_measures WHERE "
        "measure = '{0}') AS m_{0} ON m_{0}.{0}_no = s.customer_no",
        measure);
  }
  return fmt::format("(SELECT s.*{} FROM customer_summary AS s{})", columns, joins);
}

Scope scope_of(const Context& context) {
  Scope scope;
  const int digits = minor_digits(context.settings.currency).value_or(0);
  const Condition condition =
      compile_condition(context.request.where, context.columns,
                        {.own = context.names.value_or(context.own),
                         .money_digits = digits,
                         .foreign = foreign_tables(context),
                         .as_of = context.chosen_as_of.value_or(context.as_of)});
  scope.condition = condition.sql;
  scope.bindings = condition.bindings;
  scope.origins = scope.condition_origins = condition.origins;
  scope.columns = condition.columns;
  if (!context.request.by.empty()) {
    const SegmentColumn& column =
        context.columns.resolve(context.request.by, context.names.value_or(context.own));
    if (foreign_tables(context).contains(column.origin)) {
      fail(ErrorKind::invalid_argument,
           {"ひとりの顧客に{}がいくつもあるので、{} ではここで分けられません（--where "
            "で使うか、顧客の列で分けてください）",
            "one customer may have many {}, so {} makes no groups here (use it in --where, or "
            "group by a column of customers)"},
           origin_name(column.origin), column.name);
    }
    scope.by = fmt::format("to_text({})", column.sql);
    scope.group = column.number.empty() ? scope.by : column.number;
    if (!column.number.empty() && column.number != column.sql) {
      scope.group_texts = fmt::format(
          "SELECT number, value FROM group_numbers WHERE column_name = '{}'", column.name);
    }
    scope.join_is_for_group =
        column.origin == Origin::customers && !scope.origins.contains(Origin::customers);
    scope.origins.insert(column.origin);
    scope.by_origin = column.origin;
    scope.columns.insert(full_name(column));
  }
  for (const auto& measure : model_measures()) {
    const std::string name = "customers." + std::string(measure.name);
    // A company's own property of that name comes first.
    const SegmentColumn* column = context.columns.look_up(name, Origin::customers).column;
    if (scope.columns.contains(name) && column->derived) {
      scope.measures.insert(std::string(measure.name));
    }
  }
  return scope;
}

std::string Context::fill(std::string_view sql, const std::vector<Slot>& own_slots) const {
  Scope scope = scope_of(*this);
  const auto mentions = [&](std::string_view what) {
    const auto has = [&](std::string_view text) {
      return text.find(what) != std::string_view::npos;
    };
    return has(sql) || std::ranges::any_of(own_slots, has, &Slot::text);
  };
  scope.neighbours = mentions("d.previous_day");
  scope.reads_days = mentions("{days}") || mentions("{days_by_month}");
  if (scope.join_is_for_group && !mentions("{by}") && !mentions("{group}") &&
      !mentions(scope.group) && !mentions(scope.by)) {
    scope.origins.erase(Origin::customers);
  }
  Sources sources = sources_of(*this, scope);
  if (own == Origin::voices && request.accounts) {
    sources.where = fmt::format("c.account_no IS NOT NULL AND ({})", sources.where);
  }
  std::vector<Slot> slots = own_slots;
  slots.insert(slots.end(), {{"answers", sources.answers},
                             {"remarks", sources.remarks},
                             {"days", sources.days},
                             {"days_by_month", sources.days_by_month},
                             {"customers", sources.customers},
                             {"where", sources.where},
                             {"by", sources.by},
                             {"group", sources.group},
                             {"unit", unit_of(*this)},
                             {"grain", std::string(grain_name(request.grain))},
                             period_slot(*this)});
  return fill_slots(sql, slots);
}

Table Context::query(std::string_view sql, std::vector<Binding> more,
                     const std::vector<Slot>& slots) const {
  const Scope scope = scope_of(*this);
  std::vector<Binding> bindings = scope.bindings;
  bindings.push_back({"start", period.start});
  bindings.push_back({"end", period.end});
  bindings.push_back({"as_of", as_of});
  for (auto& binding : more) bindings.push_back(std::move(binding));
  Table table = store.query({fill(sql, slots), std::move(bindings), stop, given});
  name_periods(*this, table);
  name_groups(*this, scope, table);
  return table;
}

}  // namespace mikata
