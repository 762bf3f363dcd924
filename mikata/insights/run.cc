// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "mikata/base/error.h"
#include "mikata/base/grouped.h"
#include "mikata/base/money.h"
#include "mikata/base/suggest.h"
#include "mikata/insights/column_title.h"
#include "mikata/insights/context.h"
#include "mikata/insights/measure_customers.h"
#include "mikata/insights/period_sums.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/standing.h"
#include "mikata/segment/columns.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

Day day_argument(const std::string& name, const std::string& text) {
  const auto day = parse_iso_day(text);
  if (!day) {
    fail(ErrorKind::invalid_argument,
         {"{} は日ではありません: {}（2026-10-31 のように書いてください）",
          "{} is not a day: {} (write it as 2026-10-31)"},
         name, text);
  }
  return *day;
}

bool flag_argument(const std::string& name, const std::string& text) {
  if (text.empty() || text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  fail(ErrorKind::invalid_argument,
       {"{} は true でも false でもありません: {}", "{} is neither true nor false: {}"}, name,
       text);
}

// "90d", "13w", "12m", "2y": that many days, weeks, months or years up to as_of.
struct Last {
  int count = 0;
  char unit = 'd';
};

Last last_argument(const std::string& text) {
  Last last;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), last.count);
  const std::string_view unit(end, text.data() + text.size());
  const bool known = unit.size() == 1 && std::string_view("dwmy").find(unit) != unit.npos;
  if (error != std::errc{} || !known || last.count < 1 || last.count > 10'000) {
    fail(ErrorKind::invalid_argument,
         {"last が長さではありません: {}（90d、13w、12m、2y のように書いてください）",
          "last is not a span: {} (write 90d, 13w, 12m or 2y)"},
         text);
  }
  last.unit = unit[0];
  return last;
}

Day start_of_last(const Last& last, Day end) {
  const Day next{end.days + 1};
  if (last.unit == 'd') return Day{next.days - last.count};
  if (last.unit == 'w') return Day{next.days - 7 * last.count};
  const int months = last.unit == 'm' ? last.count : 12 * last.count;
  const auto [year, month, day] = calendar(next);
  const int zero_based = year * 12 + (month - 1) - months;
  for (int wanted = day; wanted > 27; --wanted) {
    const auto found = make_day(zero_based / 12, zero_based % 12 + 1, wanted);
    if (found) return *found;
  }
  return make_day(zero_based / 12, zero_based % 12 + 1, std::min(day, 28)).value_or(end);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool is_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

bool is_whole(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

void check_parameter(const Parameter& parameter, const std::string& value) {
  const auto refuse = [&](const Localized& wanted) {
    fail(ErrorKind::invalid_argument, {"{} は{}ではありません: {}", "{} is not {}: {}"},
         parameter.name, wanted, value);
  };
  switch (parameter.type) {
    case ParameterType::integer:
      if (!is_whole(value)) refuse({"整数", "a whole number"});
      break;
    case ParameterType::number:
      if (!is_number(value)) refuse({"数", "a number"});
      break;
    case ParameterType::boolean:
      flag_argument(parameter.name, value);
      break;
    case ParameterType::choice:
      if (std::ranges::find(parameter.choices, value) == parameter.choices.end()) {
        fail(ErrorKind::invalid_argument,
             {"{} は {} のどれでもありません: {}{}", "{} is none of {}: {}{}"}, parameter.name,
             joined(parameter.choices), value, did_you_mean(value, parameter.choices));
      }
      break;
    case ParameterType::text:
      break;
  }
}

using Setter = std::function<void(Request&, const std::string&)>;

const std::map<std::string, Setter>& common_setters() {
  static const std::map<std::string, Setter> kSetters{
      {"start", [](Request& r, const std::string& v) { r.start = day_argument("start", v); }},
      {"end", [](Request& r, const std::string& v) { r.end = day_argument("end", v); }},
      {"last", [](Request& r, const std::string& v) { last_argument(v), r.last = v; }},
      {"period",
       [](Request& r, const std::string& v) {
         const auto grain = parse_grain(v);
         if (!grain) {
           fail(ErrorKind::invalid_argument,
                {"期間がわかりません: {}（day、week、month、quarter、year、all のどれか）",
                 "period not known: {} (day, week, month, quarter, year or all)"},
                v);
         }
         r.grain = *grain;
       }},
      {"by", [](Request& r, const std::string& v) { r.by = v; }},
      {"where", [](Request& r, const std::string& v) { r.where = v; }},
      {"as_of", [](Request& r, const std::string& v) { r.as_of = day_argument("as_of", v); }},
      {"unit",
       [](Request& r, const std::string& v) {
         if (v != "customer" && v != "account") {
           fail(ErrorKind::invalid_argument,
                {"unit は customer でも account でもありません: {}",
                 "unit is neither customer nor account: {}"},
                v);
         }
         r.accounts = v == "account";
       }},
      {"all_answers",
       [](Request& r, const std::string& v) { r.all_answers = flag_argument("all_answers", v); }}};
  return kSetters;
}

struct Span {
  std::optional<Day> first;
  std::optional<Day> as_of;
  std::int64_t actions = 0;
  Localized source;
};

Span span_of(const Store& store) {
  const Table table =
      store.query({"SELECT first_day, as_of, actions, voices, customers FROM book_summary"});
  Span span;
  if (table.rows.empty()) return span;
  const Row& row = table.rows[0];
  if (!is_null(row[0])) span.first = as_day(row[0]);
  if (!is_null(row[1])) span.as_of = as_day(row[1]);
  const auto count = [&](std::size_t i) { return is_null(row[i]) ? 0 : as_integer(row[i]); };
  span.actions = count(2);
  const std::string actions = grouped(span.actions);
  const std::string voices = grouped(count(3));
  const std::string customers = grouped(count(4));
  span.source = {fmt::format("行動{}件、声{}件、顧客{}人", actions, voices, customers),
                 fmt::format("{} actions, {} voices, {} customers", actions, voices, customers)};
  return span;
}

// Days outside of the book's would give a window that ends before it begins.
void check_days(const Request& request, const Span& span, Day as_of) {
  if (!span.first) return;
  const std::string first = to_string(*span.first);
  if (as_of < *span.first) {
    fail(ErrorKind::invalid_argument,
         {"基準日が最初の記録より前です: {}（最初の日は {}）",
          "as_of is before the first day of the book: {} (which is {})"},
         to_string(as_of), first);
  }
  if (request.end && *request.end < *span.first && !request.start) {
    fail(ErrorKind::invalid_argument,
         {"期間の終わりが最初の記録より前です: {}（最初の日は {}）",
          "end is before the first day of the book: {} (which is {})"},
         to_string(*request.end), first);
  }
  if (request.start && *request.start > as_of) {
    fail(ErrorKind::invalid_argument,
         {"期間の始まりが基準日より後です: {}（基準日は {}）",
          "start is after as_of, the last day that counts: {} (which is {})"},
         to_string(*request.start), to_string(as_of));
  }
}

Period period_of(const Request& request, const Span& span, Day as_of) {
  Period period{span.first.value_or(as_of), as_of};
  if (request.end) period.end = std::min(*request.end, as_of);
  if (request.start) period.start = *request.start;
  if (!request.last.empty()) {
    period.start = start_of_last(last_argument(request.last), period.end);
  }
  return period;
}

// The group column has the name people asked for in its title, and is gone when nobody asked.
void shape_group_column(const Request& request, Table& table) {
  const auto found = std::ranges::find(table.columns, "by_value", &Column::name);
  if (found == table.columns.end()) return;
  if (!request.by.empty()) {
    found->title = column_title(request.by);
    return;
  }
  const auto at = found - table.columns.begin();
  table.columns.erase(found);
  for (Row& row : table.rows) row.erase(row.begin() + at);
}

// Everything run and behind need, held together while they run.
struct Prepared {
  Columns columns;
  Span span;
  Day as_of;
  Period period;
};

Prepared prepare(const Facts& facts, const Request& request) {
  Prepared prepared{known_columns(facts.store), span_of(facts.store), {}, {}};
  prepared.as_of = request.as_of.value_or(prepared.span.as_of.value_or(Day{}));
  check_days(request, prepared.span, prepared.as_of);
  prepared.period = period_of(request, prepared.span, prepared.as_of);
  return prepared;
}

// What is wrong with --where and --by is said here, even when there is nothing to count yet; what
// models say of customers is worked out when it is named.
// tidy: the parts that a context is made of
Context context_of(const Insight& insight, const Facts& facts, const Request& request,
                   const Prepared& prepared, const Watch& watch) {
  Context context{facts.store, facts.settings,  prepared.columns, request,
                  insight.own, prepared.period, prepared.as_of,   watch.stop};
  context.progress = watch.progress;
  context.days_in_use = std::make_shared<DaysInUse>();
  if (!scope_of(context).measures.empty()) measure_customers(context);
  return context;
}

void note_open_period(const Insight& insight, Answer& answer) {
  const auto& columns = answer.columns.empty() ? insight.columns : answer.columns;
  const auto open = std::ranges::find(columns, "open", &Column::name);
  if (open == columns.end()) return;
  const auto at = static_cast<std::size_t>(open - columns.begin());
  const bool any = std::ranges::any_of(answer.table.rows, [&](const Row& row) {
    return !is_null(row[at]) && as_integer(row[at]) != 0;
  });
  if (!any) return;
  answer.notes.push_back({"open_period",
                          {"閉じていない期間は途中と示し、比べません。",
                           "Periods that are not over are marked open and never compared."}});
}

// `mikata sql` needs no book: nothing may be asked of this one.
class NoStore final : public Store {
 public:
  Engine engine() const override { return Engine::duckdb; }
  Table query(const Query&) const override { refuse(); }
  std::unique_ptr<Append> append(const std::string&) override { refuse(); }
  void retract(const std::string&, const Told&) override { refuse(); }
  void link(const std::string&, const std::string&) override { refuse(); }
  void unlink(const std::string&) override { refuse(); }
  std::int64_t version() const override { return 0; }
  std::optional<std::string> recall(const std::string&) const override { refuse(); }
  void remember(const std::string&, const std::string&) const override { refuse(); }
  void measure(const Query&) const override { refuse(); }
  bool keep_sums(const SumsTable&, const Query&) const override { refuse(); }
  LentDays keep_days(const DaysAsked&) const override { refuse(); }
  void keep_day(Day, const Query&) const override { refuse(); }

 private:
  [[noreturn]] static void refuse() { fail(ErrorKind::internal, "there is no book here"); }
};

// What a statement's own slots hold where a request is a plain one: some depend on what is in the
// book, and there `mikata sql` shows one example.
std::vector<Slot> example_slots(const Context& context) {
  const auto file = [](const char* name) { return std::string(insights::sql(name)); };
  const std::string first_events =
      fill_slots(file("effect/actions_first.sql"), {{"among", "TRUE"}});
  return {{"promised", "NOT a.anonymous"},
          {"counted",
           "a.ours = 1 AND a.label IS NOT NULL AND NOT a.anonymous AND "
           "a.local_day >= $start AND a.local_day <= $end"},
          {"within", "TRUE"},
          {"place",
           "CASE WHEN a.next_day IS NULL OR a.next_day > $end OR month_no(a.next_day) "
           "> month_no(a.local_day) THEN 1 ELSE 0 END"},
          {"ages", "INNER JOIN customer_summary AS g ON g.customer_no = d.customer_no"},
          // of drivers: one outcome and one rating
          {"outcome", "(a.question = $question_0 AND a.touchpoint = $touchpoint_0)"},
          {"outcome_placed", "(a.score - a.scale_low) / (a.scale_high - a.scale_low)"},
          {"ratings",
           ",\n    max(CASE WHEN a.question = $question_1 AND a.touchpoint = "
           "$touchpoint_1 THEN (a.score - a.scale_low) / (a.scale_high - a.scale_low) "
           "END) AS x1"},
          {"block", "s.block"},
          {"blocks", " LEFT JOIN customer_summary AS s ON s.customer_no = a.customer_no"},
          {"complete", "x1 IS NOT NULL"},
          {"terms", "x1 AS e1"},
          {"sums",
           "sum(w), sum(w * e1), sum(w * y), sum(w * e1 * e1), sum(w * y * e1), "
           "sum(w * y * y)"},
          {"lived", context.fill(insights::sql("lives_of_days.sql"), {{"usual", "0"}})},
          {"usual", "0"},
          {"lives", context.fill(insights::sql("rfm/lives_now.sql"))},
          {"first_events", first_events},
          {"looked_at", file("effect/looked_at.sql")},
          {"chances", ""},
          {"chance_join", ""},
          {"chance_day", "add_days(o.order_day, 1)"},
          {"occasions", context.fill(file("comparison_occasions.sql"),
                                     {{"channels", fill_slots(file("comparison_channels.sql"),
                                                              {{"activity", "'order'"}})}})},
          {"source", "compared"},
          {"remark_group", "CAST(0 AS BIGINT)"},
          {"marks",
           "max(CASE WHEN contains_text(concat(' ', a.themes, ' '), ' price- ') THEN 1 ELSE 0 END) "
           "AS bad_0"},
          {"stake_sums",
           "to_integer(sum(g.bad_0)) AS customers_0, "
           "to_integer(sum(g.bad_0 * coalesce(s.money, 0))) AS money_0"},
          {"spent", "SELECT customer_no, revenue_365d_minor AS money FROM customer_summary"},
          {"moment_columns",
           "m.by_value AS by_value, m.block AS block, m.treated AS treated, m.y_0 AS y_0"},
          {"moment_keys", "by_value, block, treated"},
          {"moment_sums", "sum(y_0)"},
          {"tells", "    SELECT customer_no, local_day FROM other_days AS x WHERE x.shared > 0"},
          {"low", "a.score <= 6"},
          {"ages", "INNER JOIN customer_summary AS g ON g.customer_no = d.customer_no"},
          first_of_period(context),
          first_of_any(context)};
}

// Whoever bought for no account is nowhere in an answer about accounts; it says how many.
void leave_out_without_account(const Insight& insight, const Facts& facts, Request request,
                               const Prepared& prepared, Answer& answer) {
  if (!request.accounts || insight.own == Origin::voices) return;
  request.accounts = false;
  request.by.clear();
  Context context = context_of(insight, facts, request, prepared, {});
  context.days_in_use.reset();  // one number is not worth keeping days for
  const Table table = context.query(insights::sql("days_no_account.sql"));
  const std::int64_t customers = as_integer(table.rows.at(0)[0]);
  if (customers == 0) return;
  answer.left_out.push_back(
      {{"買ったが、アカウントのない顧客", "customers who bought and belong to no account"},
       customers});
}

}  // namespace

bool has_fact(const std::string& fact, const Store& store) {
  const std::size_t equals = fact.find('=');
  const std::string what = fact.substr(0, equals);
  const std::size_t dot = what.find('.');
  const std::string sql =
      equals != std::string::npos
          ? "SELECT 1 AS found FROM fact_kinds WHERE what = $what AND value = $value LIMIT 1"
          : fmt::format("SELECT 1 AS found FROM {}_now WHERE {} IS NOT NULL LIMIT 1",
                        what.substr(0, dot), what.substr(dot + 1));
  const std::string value = equals == std::string::npos ? "" : fact.substr(equals + 1);
  return !store.query({sql, {{"what", what}, {"value", value}}}).rows.empty();
}

std::vector<std::string> missing_facts(const Insight& insight, const Facts& facts) {
  std::vector<std::string> missing;
  for (const auto& fact : insight.requires_facts) {
    bool found = false;
    for (std::size_t begin = 0; begin < fact.size() && !found;) {
      const std::size_t end = std::min(fact.find('|', begin), fact.size());
      found = has_fact(fact.substr(begin, end - begin), facts.store);
      begin = end + 1;
    }
    // Where being active is something else than ordering, that counts as ordering.
    if (!found && fact == "actions.kind=order") {
      found = std::ranges::any_of(facts.settings.activity, [&](const std::string& kind) {
        return has_fact("actions.kind=" + kind, facts.store);
      });
    }
    if (!found) missing.push_back(fact);
  }
  return missing;
}

namespace {

// A book of orders that name their customer by e-mail or phone only is empty to every question
// until it is known whose these are.
void note_not_linked(const Insight& insight, const Facts& facts, std::int64_t actions,
                     Answer& answer) {
  const auto of_actions = [](const std::string& fact) {
    return fact.find("actions.") != std::string::npos;
  };
  if (!answer.table.rows.empty() || actions == 0 ||
      !std::ranges::any_of(insight.requires_facts, of_actions)) {
    return;
  }
  const Table known = facts.store.query({"SELECT 1 AS found FROM customer_days LIMIT 1"});
  if (!known.rows.empty() || !has_fact("actions.identity", facts.store)) return;
  const Note note{
      "not_linked",
      localized(
          {"行動{}件は、メールや電話などだけで、どの顧客のものか分からないため、数えていません。"
           "メールか電話のある顧客の一覧を取り込むか、取り込みを元に戻し、--who "
           "にその列の名前を書いて取り込み直してください。",
           "The book's actions ({}) are not counted: they name their customer by e-mail, "
           "phone or the like, and nobody with these is known. Import a list of customers "
           "with their e-mail or phone, or take the import back and import again with the name of "
           "that column as --who."},
          grouped(actions))};
  answer.notes.insert(answer.notes.begin(), note);
}

// The answer says which days it is of; a period that chose nothing is not passed over in silence.
void look_at_whole_lives(Result& result, const Prepared& prepared) {
  const Request& request = result.request;
  result.period = {prepared.span.first.value_or(prepared.as_of), prepared.as_of};
  if (!request.start && !request.end && request.last.empty()) return;
  result.answer.notes.push_back(
      {"not_enough",
       {"この問いは、お客さまとのこれまで全部を「時点」の日まで見ます。期間（start、end、last）"
        "では変わりません。別の日の答えは、時点（as_of）を変えてください。",
        "This question looks at all there was with a customer up to as_of: the period asked for "
        "(start, end, last) changes nothing. For another day change as_of."}});
}

}  // namespace

Request parse_request(const Insight& insight, const Arguments& arguments) {
  Request request;
  request.by = insight.default_by;
  for (const auto& parameter : insight.parameters) {
    request.parameters[parameter.name] = parameter.default_value;
  }
  std::vector<std::string> names;
  for (const auto& [name, setter] : common_setters()) names.push_back(name);
  for (const auto& parameter : insight.parameters) names.push_back(parameter.name);
  for (const auto& [given, value] : arguments) {
    std::string name = given;
    std::ranges::replace(name, '-', '_');
    const auto setter = common_setters().find(name);
    if (setter != common_setters().end()) {
      setter->second(request, value);
      continue;
    }
    const auto parameter = std::ranges::find(insight.parameters, name, &Parameter::name);
    if (parameter == insight.parameters.end()) {
      fail(ErrorKind::invalid_argument,
           {"{} に {} というパラメータはありません{}", "{} has no parameter {}{}"}, insight.name,
           given, did_you_mean(name, names));
    }
    check_parameter(*parameter, value);
    request.parameters[name] = value;
  }
  if (request.start && request.end && *request.end < *request.start) {
    fail(ErrorKind::invalid_argument,
         {"終わりが始まりより前です: {} から {}", "end is before start: {} to {}"},
         to_string(*request.start), to_string(*request.end));
  }
  if (!request.last.empty() && request.start) {
    fail(ErrorKind::invalid_argument,
         {"start と last の両方が始まりを決めています: {} と {}",
          "start and last both say where to begin: {} and {}"},
         to_string(*request.start), request.last);
  }
  return request;
}

Result run_insight(const Insight& insight, const Facts& facts, const Request& request,
                   const Watch& watch) {
  const Prepared prepared = prepare(facts, request);
  Result result;
  result.insight = &insight;
  result.request = request;
  result.period = prepared.period;
  result.as_of = prepared.as_of;
  result.currency = facts.settings.currency;
  result.source = prepared.span.source;
  const Context context = context_of(insight, facts, request, prepared, watch);
  result.missing = missing_facts(insight, facts);
  if (result.missing.empty()) {
    result.answer = insight.run(context);
    if (insight.whole_lives && insight.whole_lives(request)) look_at_whole_lives(result, prepared);
    note_open_period(insight, result.answer);
    note_not_linked(insight, facts, prepared.span.actions, result.answer);
    leave_out_without_account(insight, facts, request, prepared, result.answer);
    const bool nobody = request.accounts && result.answer.table.rows.empty();
    if (nobody && !has_fact("customers.account_id", facts.store)) {
      result.missing.push_back("customers.account_id");
    }
  }
  result.answer.table.columns =
      result.answer.columns.empty() ? insight.columns : result.answer.columns;
  shape_group_column(request, result.answer.table);
  return result;
}

Result run_insight(const Insight& insight, const Book& book, const Request& request,
                   const Watch& watch) {
  return run_insight(insight, Facts{book.store(), book.settings()}, request, watch);
}

Behind run_behind(const Insight& insight, const Facts& facts, const Request& request,
                  std::string_view key, Page page, const Watch& watch) {
  const Prepared prepared = prepare(facts, request);
  const Context context = context_of(insight, facts, request, prepared, watch);
  Behind behind = insight.behind(context, key, page);
  for (Column& column : behind.table.columns) {
    if (column.title.en.empty()) column.title = column_title(column.name);
  }
  return behind;
}

Behind run_behind(const Insight& insight, const Book& book, const Request& request,
                  std::string_view key, Page page, const Watch& watch) {
  return run_behind(insight, Facts{book.store(), book.settings()}, request, key, page, watch);
}

std::string insight_sql(const Insight& insight, Engine engine) {
  const Request request;
  const Columns columns({});
  const BookSettings settings;
  const NoStore store;
  const Context context{store, settings, columns, request, insight.own, {}, {}, {}};
  std::vector<Slot> slots = example_slots(context);
  const bool stages = std::ranges::find(insight.sql, "standing_promoters.sql") != insight.sql.end();
  const Standpoint standpoint = stages ? Standpoint::stages : Standpoint::fields;
  for (const auto& more : {plain_standing(standpoint), plain_sums(context)}) {
    slots.insert(slots.end(), more.begin(), more.end());
  }
  std::string text;
  for (const auto& file : insight.sql) {
    text += expand_dialect(context.fill(insights::sql(file), slots), engine);
  }
  return text;
}

}  // namespace mikata
