// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/derived.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"

namespace mikata {
namespace store {
std::string_view sql(std::string_view path);
}

namespace {

constexpr std::array kTables{
    DerivedTable{"customer_ids", "derived/customer_ids.sql"},
    DerivedTable{"order_days", "derived/order_days.sql"},
    DerivedTable{"order_days_by_month", "derived/order_days_by_month.sql"},
    DerivedTable{"usual_gaps", "derived/usual_gaps.sql"},
    DerivedTable{"other_days", "derived/other_days.sql"},
    DerivedTable{"customer_days", "derived/customer_days.sql", DerivedKind::view},
    DerivedTable{"customer_days_by_month", "derived/customer_days.sql", DerivedKind::view},
    DerivedTable{"answers", "derived/answers.sql"},
    DerivedTable{"answer_counts", "derived/answer_counts.sql"},
    DerivedTable{"group_numbers", "derived/group_numbers.sql"},
    DerivedTable{"customer_summary", "derived/customer_summary.sql"},
    DerivedTable{"waits", "derived/waits.sql"},
    DerivedTable{"remarks", "derived/remarks.sql"},
    DerivedTable{"alike_shared", "derived/alike_shared.sql"},
    DerivedTable{"fact_kinds", "derived/fact_kinds.sql"},
    DerivedTable{"book_summary", "derived/book_summary.sql"},
};

constexpr std::array kMeasures{
    DerivedColumn{"age", "c.age", FactType::integer},
    DerivedColumn{"first_seen_day", "c.first_seen_day", FactType::day},
    DerivedColumn{"first_order_day", "c.first_order_day", FactType::day},
    DerivedColumn{"last_order_day", "c.last_order_day", FactType::day},
    DerivedColumn{"occasions", "c.occasions", FactType::integer},
    DerivedColumn{"orders", "c.orders", FactType::integer},
    DerivedColumn{"revenue", "c.revenue_minor", FactType::money},
    DerivedColumn{"returns", "c.returns", FactType::integer},
    DerivedColumn{"contacts", "c.contacts", FactType::integer},
    DerivedColumn{"visits", "c.visits", FactType::integer},
    DerivedColumn{"occasions_365d", "c.occasions_365d", FactType::integer},
    DerivedColumn{"orders_365d", "c.orders_365d", FactType::integer},
    DerivedColumn{"revenue_365d", "c.revenue_365d_minor", FactType::money},
    DerivedColumn{"days_since_order", "c.days_since_order", FactType::integer},
    DerivedColumn{"tenure_days", "c.tenure_days", FactType::integer},
    DerivedColumn{"gap_largest_days", "c.gap_largest_days", FactType::integer},
    DerivedColumn{"answers", "c.answers", FactType::integer},
    DerivedColumn{"last_answer_day", "c.last_answer_day", FactType::day},
    DerivedColumn{"last_nps", "c.last_nps", FactType::real},
    DerivedColumn{"last_csat", "c.last_csat", FactType::real},
};

constexpr std::array kModelMeasures{
    DerivedColumn{"p_alive", "c.p_alive", FactType::real},
    DerivedColumn{"expected_orders_12m", "c.expected_orders_12m", FactType::real},
    DerivedColumn{"clv_12m", "c.clv_12m", FactType::money},
};

// Kinds come from book.toml; only plain words may stand in SQL.
std::string quoted_kinds(const std::vector<std::string>& kinds) {
  std::string list;
  for (const auto& kind : kinds) {
    if (kind.empty() || kind.find_first_of("'\\") != std::string::npos) {
      fail(ErrorKind::invalid_argument,
           {"book.toml に使えない行動の種類があります: {}",
            "kind of action not usable in book.toml: {}"},
           kind);
    }
    list += (list.empty() ? "'" : ", '") + kind + "'";
  }
  return list.empty() ? "''" : list;
}

constexpr std::string_view kCustomer = "customer_no";
constexpr std::string_view kCustomerAndGroup = "customer_no, day_group";
constexpr std::string_view kNoDay = "nullif(local_day, local_day)";

// Of the remarks that are others now, and not known to be shared.
constexpr std::string_view kTouchedAlike =
    "alike IN (SELECT alike FROM remarks WHERE answer_no IN (SELECT answer_no FROM "
    "touched_remarks)) AND alike NOT IN (SELECT alike FROM alike_shared)";

// The current voices that may belong to a touched person, found before anything is joined.
constexpr std::string_view kTouchedVoices =
    "(SELECT * FROM voices_now WHERE customer_id IN (SELECT customer_id FROM touched_names) OR "
    "identity IN (SELECT identity FROM touched_contacts) OR seq IN (SELECT seq FROM "
    "touched_voices))";

// Seconds that local time is ahead of UTC, at p.seen_second (since 1970): the half that it lies in,
// the half of that ...
std::string offset_sql(std::span<const ZoneOffset> offsets) {
  if (offsets.empty()) return "0";
  if (offsets.size() == 1) return fmt::format("{}", offsets[0].seconds);
  const std::size_t half = offsets.size() / 2;
  return fmt::format("CASE WHEN p.seen_second < {} THEN {} ELSE {} END",
                     offsets[half].from.microseconds / 1'000'000, offset_sql(offsets.first(half)),
                     offset_sql(offsets.subspan(half)));
}

std::string ids_of(DerivedRows rows) {
  if (rows == DerivedRows::all) return "customer_ids";
  return "(SELECT customer_id, person_id, customer_no, block FROM customer_ids WHERE " +
         std::string(kOfTouchedPersons) + ")";
}

std::vector<Slot> row_slots(DerivedRows rows) {
  const bool all = rows == DerivedRows::all;
  return {
      {"ids", ids_of(rows)},
      {"touched", all ? "TRUE" : std::string(kOfTouchedPersons)},
      {"actions", all ? "actions_now" : "touched_actions"},
      {"voices", all ? "voices_now" : std::string(kTouchedVoices)},
      {"touched_alike", all ? "TRUE" : std::string(kTouchedAlike)},
      {"touched_remarks", all ? "TRUE" : "a.answer_no IN (SELECT answer_no FROM touched_remarks)"},
      // found by number before any words are looked at
      {"remark_voices",
       all ? "voices_now"
           : "(SELECT seq, text FROM voices WHERE seq IN (SELECT answer_no FROM touched_remarks))"},
      {"touched_answers", all ? "TRUE"
                              : fmt::format("(n.{} OR v.seq IN (SELECT seq FROM touched_voices))",
                                            kOfTouchedPersons)}};
}

}  // namespace

DerivedSettings derived_settings(std::vector<std::string> activity, const std::string& timezone) {
  const auto first_of = [](int year) {
    return Instant{std::int64_t{make_day(year, 1, 1)->days} * kDayMicroseconds};
  };
  return {std::move(activity), TimeZone(timezone).offsets(first_of(1970), first_of(2070))};
}

std::span<const DerivedTable> derived_tables() { return kTables; }

const DerivedTable& find_derived_table(std::string_view name) {
  const auto found = std::ranges::find(kTables, name, &DerivedTable::name);
  if (found == kTables.end()) fail(ErrorKind::internal, "derived table not known: {}", name);
  return *found;
}

std::span<const DerivedColumn> customer_measures() { return kMeasures; }

std::span<const DerivedColumn> model_measures() { return kModelMeasures; }

std::span<const std::string_view> customer_numbered() {
  static constexpr std::array<std::string_view, 4> kNumbered{"gender", "region", "channel",
                                                             "language"};
  return kNumbered;
}

namespace {

std::vector<Slot> action_slots(const DaysOfActions& which, DerivedRows rows) {
  std::string joins;
  if (which.items) joins += "LEFT JOIN items_now AS i ON i.item_id = x.item_id\n";
  if (which.customers || which.accounts) {
    joins +=
        fmt::format("INNER JOIN {} AS c ON c.customer_no = n.customer_no", which.customers_source);
  }
  std::string condition = which.condition;
  if (which.accounts) condition = "c.account_no IS NOT NULL AND (" + condition + ")";
  std::vector<Slot> slots = row_slots(rows);
  slots.insert(slots.end(), {{"unit", which.accounts ? "c.account_no" : "n.customer_no"},
                             {"block", which.accounts ? "c.account_no % 50" : "n.block"},
                             {"by", which.by},
                             {"joins", joins},
                             {"condition", condition}});
  return slots;
}

// Which days are made, and the columns that tell apart whose day it is.
struct DayRows {
  DerivedRows rows;
  std::string order_days;
  std::string person;
};

DayParts parts_of(const DaysOfActions& which, const DerivedSettings& settings,
                  const DayRows& made) {
  const auto& [rows, table, person] = made;
  const std::string order_days =
      rows == DerivedRows::all
          ? table
          : fmt::format("(SELECT * FROM {} WHERE {})", table, kOfTouchedPersons);
  const bool grouped = person != kCustomer;
  std::vector<Slot> slots{
      {"customer_actions",
       fill_slots(store::sql("derived/customer_actions.sql"), action_slots(which, rows))},
      {"person", person},
      {"activity", quoted_kinds(settings.activity)},
      {"order_days", order_days},
      {"previous_day", std::string(which.neighbours ? "previous_day" : kNoDay)},
      {"next_order_day", std::string(which.neighbours ? "next_order_day" : kNoDay)},
      {"neighbours",
       which.neighbours
           ? fmt::format("INNER JOIN (SELECT customer_no AS near_no, local_day AS near_day{}, "
                         "previous_day, next_order_day FROM around WHERE ordered = 0) AS a ON "
                         "near_no = customer_no AND near_day = local_day{}",
                         grouped ? ", day_group AS near_group" : "",
                         // a group without a name is one too
                         grouped ? " AND near_group IS NOT DISTINCT FROM day_group" : "")
           : ""}};
  return {fill_slots(store::sql("derived/order_days.sql"), slots),
          fill_slots(store::sql("derived/other_days.sql"), slots)};
}

}  // namespace

std::string derived_select(const DerivedTable& table, const DerivedSettings& settings,
                           DerivedRows rows) {
  const DayRows made{rows, "order_days", std::string(kCustomer)};
  if (table.name == "order_days") return parts_of({}, settings, made).orders;
  if (table.name == "other_days") return parts_of({}, settings, made).others;
  std::vector<Slot> slots = row_slots(rows);
  slots.push_back({"person", made.person});
  slots.push_back({"offset", offset_sql(settings.offsets)});
  slots.push_back({"order_days",
                   table.name == "customer_days_by_month" ? "order_days_by_month" : "order_days"});
  return fill_slots(store::sql(table.sql_file), slots);
}

std::string days_of_actions(const DaysOfActions& which, const DerivedSettings& settings) {
  return days_of_parts(day_parts(which, settings, DerivedRows::all, "order_days"));
}

DayParts day_parts(const DaysOfActions& which, const DerivedSettings& settings, DerivedRows rows,
                   const std::string& order_days) {
  return parts_of(which, settings, {rows, order_days, std::string(kCustomerAndGroup)});
}

std::string days_of_parts(const DayParts& parts) {
  const std::string both =
      fill_slots(store::sql("derived/customer_days.sql"),
                 {{"person", std::string(kCustomerAndGroup)}, {"order_days", "order_days"}});
  return fmt::format("(WITH order_days AS ({}), other_days AS ({}) {})", parts.orders, parts.others,
                     both);
}

}  // namespace mikata
