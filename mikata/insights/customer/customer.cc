// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/customer/customer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/insights/customer/glance.h"
#include "mikata/insights/key.h"
#include "mikata/text/normalize.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::customer {
namespace {

// More than a person reads at once.
constexpr std::int64_t kShown = 1000;

struct Told {
  std::string_view column;
  Localized title;
};

const std::array<Told, 9> kTold{{{"account_id", {"取引先", "Account"}},
                                 {"region", {"地域", "Region"}},
                                 {"channel", {"流入経路", "Came by"}},
                                 {"referred_by", {"紹介者", "Referred by"}},
                                 {"gender", {"性別", "Gender"}},
                                 {"birth_date", {"生年月日", "Birth date"}},
                                 {"language", {"言語", "Language"}},
                                 {"email", {"メール", "E-mail"}},
                                 {"phone", {"電話", "Phone"}}}};

const std::array<Column, 11> kMeasures{{
    {"orders", ColumnType::integer, "orders", {"注文", "Orders"}},
    {"occasions", ColumnType::integer, "days", {"買った日", "Days bought"}},
    {"revenue_minor", ColumnType::money, "", {"売上", "Revenue"}},
    {"revenue_365d_minor", ColumnType::money, "", {"売上(1年)", "Revenue, 1 year"}},
    {"first_order_day", ColumnType::date, "", {"はじめての注文", "First order"}},
    {"last_order_day", ColumnType::date, "", {"最後の注文", "Last order"}},
    {"days_since_order", ColumnType::integer, "days", {"最後の注文から", "Since last order"}},
    {"returns", ColumnType::integer, "lines", {"返品", "Returns"}},
    {"contacts", ColumnType::integer, "times", {"問い合わせ", "Contacts"}},
    {"last_nps", ColumnType::number, "points", {"推奨度(最後)", "Last NPS score"}},
    {"last_csat", ColumnType::number, "points", {"満足度(最後)", "Last satisfaction"}},
}};

void add_properties(const std::string& text, std::vector<Attribute>& attributes) {
  const auto properties = nlohmann::json::parse(text, nullptr, false);
  if (!properties.is_object()) return;
  for (const auto& [name, value] : properties.items()) {
    if (value.is_string()) {
      attributes.push_back({name, {name, name}, value.get<std::string>()});
    }
  }
}

// People see revenue, not revenue_minor.
std::string plain_name(std::string name) {
  constexpr std::string_view kSuffix = "_minor";
  if (name.ends_with(kSuffix)) name.resize(name.size() - kSuffix.size());
  return name;
}

Table measures_of(const Table& person) {
  Table measures;
  measures.rows.emplace_back();
  for (const auto& column : kMeasures) {
    measures.columns.push_back(column);
    measures.columns.back().name = plain_name(column.name);
    measures.rows[0].push_back(person.rows[0][person.index(column.name)]);
  }
  return measures;
}

std::vector<Column> timeline_columns() {
  using enum ColumnType;
  return {{"at", timestamp, "", {"時刻", "Time"}},
          {"local_day", date, "", {"日", "Day"}},
          {"side", string, "", {"声か行動か", "Voice or action"}},
          {"kind", string, "", {"種類", "Kind"}},
          {"what", string, "", {"内容", "What"}},
          {"amount", money, "", {"金額", "Amount"}},
          {"score", number, "", {"点", "Score"}},
          {"scale_low", number, "", {"尺度の下", "Scale from"}},
          {"scale_high", number, "", {"尺度の上", "Scale to"}},
          {"text", string, "", {"言葉", "Words"}},
          {"touchpoint", string, "", {"接点", "Touchpoint"}},
          {"channel", string, "", {"経路", "Channel"}}};
}

const std::array<Localized, 6> kGlanceTitles{{{"段階", "Stage"},
                                              {"いちばん新しい要望", "Last wish"},
                                              {"いちばん新しい声", "Latest words"},
                                              {"これまでの売上", "Revenue so far"},
                                              {"12か月の価値", "Worth, 12 months"},
                                              {"最後に困ったこと", "What went wrong last"}}};

const std::string& wanted(const Context& context) {
  const std::string& id = context.request.parameters.at("customer");
  if (id.empty()) {
    fail(ErrorKind::invalid_argument,
         {"どの顧客かを指定してください（--customer ID）", "say which customer (--customer ID)"});
  }
  return id;
}

std::vector<Column> glance_columns() {
  using enum ColumnType;
  return {{"part", string, "", {"記号", "Code"}},
          {"title", string, "", {"項目", "What"}},
          {"day", date, "", {"日", "Day"}},
          {"amount", money, "", {"金額", "Amount"}},
          {"score", number, "", {"点", "Score"}},
          {"text", string, "", {"言葉", "Words"}},
          {"voice_id", string, "", {"回答ID", "Voice"}}};
}

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

// Low satisfaction score (delivery): "It came late."
std::string what_went_wrong(const Wrong& wrong, Language language) {
  std::string text = wrong.title.in(language);
  if (!wrong.touchpoint.empty()) text += fmt::format(" ({})", wrong.touchpoint);
  if (!wrong.text.empty()) text += ": " + wrong.text;
  return text;
}

Answer run_glance(const Context& context) {
  Answer answer;
  answer.columns = glance_columns();
  answer.chart = Chart{"table", "title", "", "", "action"};
  const std::int64_t number = customer_number(context.store, wanted(context));
  const Glance glance = read_glance(context, number);
  const Language language = context.language();
  const auto add = [&](const char* part, const Localized& title) -> Row& {
    answer.table.rows.push_back({std::string(part), title.in(language)});
    answer.table.rows.back().resize(glance_columns().size());
    return answer.table.rows.back();
  };
  answer.n = 1;
  if (glance.stage) add("stage", kGlanceTitles[0])[5] = glance.stage->title.in(language);
  if (const auto& wish = glance.wish) {
    Row& row = add("wish", wish->asks ? kGlanceTitles[1] : kGlanceTitles[2]);
    row[2] = wish->said.day;
    row[5] = wish->said.text;
    row[6] = wish->said.voice_id;
  }
  add("revenue", kGlanceTitles[3])[3] = glance.worth.revenue;
  if (glance.worth.clv_12m) add("clv_12m", kGlanceTitles[4])[3] = *glance.worth.clv_12m;
  if (const auto& wrong = glance.wrong) {
    Row& row = add("wrong", kGlanceTitles[5]);
    row[2] = wrong->day;
    if (wrong->score) row[4] = *wrong->score;
    row[5] = what_went_wrong(*wrong, language);
    row[6] = text_or_null(wrong->voice_id);
  }
  return answer;
}

Answer run(const Context& context) {
  Answer answer;
  if (context.request.parameters.at("view") == "glance") return run_glance(context);
  Profile profile =
      read_profile(context.store, customer_number(context.store, wanted(context)), {0, kShown});
  answer.table = std::move(profile.timeline);
  answer.n = profile.facts;
  if (profile.facts > kShown) {
    answer.notes.push_back(
        {"rounded",
         {fmt::format("新しい{}件だけを示します。すべては --behind で見られます。", kShown),
          fmt::format("Only the newest {} are shown; see them all with --behind.", kShown)}});
  }
  return answer;
}

// Behind a customer stands their own record.
Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 1, 1);
  Behind behind;
  Profile profile =
      read_profile(context.store, customer_number(context.store, key_text(parts[0])), page);
  behind.table = std::move(profile.timeline);
  behind.total = profile.facts;
  return behind;
}

}  // namespace

std::int64_t customer_number(const Store& store, std::string_view customer_id) {
  const Table found = store.query(
      {"SELECT min(customer_no) AS customer_no FROM customer_ids WHERE customer_id = $customer_id",
       {{"customer_id", std::string(customer_id)}}});
  if (found.rows.empty() || is_null(found.rows[0][0])) {
    fail(ErrorKind::not_found, {"顧客が見つかりません: {}", "customer not found: {}"}, customer_id);
  }
  return as_integer(found.rows[0][0]);
}

Table find_customers(const Store& store, const std::string& text, std::int64_t limit) {
  using enum ColumnType;
  std::string words = text::clean(text).text;
  std::erase(words, ' ');
  std::string digits = words;
  std::erase(digits, '-');
  // Nothing but spaces and hyphens would be found in everybody.
  if (digits.empty()) digits = words = "\n";
  Table found =
      store.query({std::string(insights::sql("customer/find.sql")),
                   {{"text", text}, {"words", words}, {"digits", digits}, {"limit", limit}}});
  found.columns = {{"customer_id", string, "", {"顧客ID", "Customer ID"}},
                   {"name", string, "", {"名前", "Name"}},
                   {"region", string, "", {"地域", "Region"}},
                   {"last_order_day", date, "", {"最後の注文", "Last order"}},
                   {"revenue", money, "", {"売上", "Revenue"}}};
  return found;
}

Profile read_profile(const Store& store, std::int64_t customer_no, Page page) {
  const std::vector<Binding> bindings{
      {"customer_no", customer_no}, {"limit", page.limit}, {"offset", page.offset}};
  const Table person = store.query({std::string(insights::sql("customer/customer.sql")), bindings});
  const auto cell = [&](std::string_view name) { return person.rows.at(0)[person.index(name)]; };
  Profile profile;
  profile.customer_id = as_text(cell("customer_id"));
  if (!is_null(cell("name"))) profile.name = as_text(cell("name"));
  for (const auto& told : kTold) {
    if (is_null(cell(told.column))) continue;
    profile.attributes.push_back({std::string(told.column), told.title, cell(told.column)});
  }
  if (!is_null(cell("properties"))) {
    add_properties(as_text(cell("properties")), profile.attributes);
  }
  profile.measures = measures_of(person);
  const std::string facts{insights::sql("customer/timeline.sql")};
  const auto ask = [&](std::string_view what) {
    return store.query({facts + std::string(insights::sql(what)), bindings});
  };
  profile.timeline = ask("customer/timeline_page.sql");
  // A count beside each row would keep the search for this person's actions to one processor.
  const auto read = static_cast<std::int64_t>(profile.timeline.rows.size());
  const bool whole = page.offset == 0 && read < page.limit;
  profile.facts = whole ? read : as_integer(ask("customer/timeline_count.sql").rows.at(0)[0]);
  profile.timeline.columns = timeline_columns();
  return profile;
}

const Insight& insight() {
  static const Insight kInsight{
      .name = "customer",
      .title = {"顧客", "Customer"},
      .question = {"この人は誰か", "Who is this person, what did they say and do?"},
      .definition = {"一人のお客さまの、言ったこととしたことの記録。新しいものが上。",
                     "The record of what one customer said and did, newest first."},
      .interval = {},
      .parameters =
          {{"customer", ParameterType::text, "", {}, {"顧客ID", "Customer id"}},
           {"view", ParameterType::choice, "timeline", {"timeline", "glance"}, {"見方", "View"}}},
      .columns = timeline_columns(),
      .chart = {.form = "timeline", .x = "at", .y = "", .series = "side", .side = "action"},
      .requires_facts = {},
      .own = Origin::customers,
      .sql = {"customer/customer.sql", "customer/timeline.sql", "customer/timeline_page.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::customer
