// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/clv/clv.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/worth_request.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::clv {
namespace {

// The last bar is open upwards.
constexpr std::int64_t kBars = 20;

// 1, 2 or 5 times a power of ten, not below `least`.
double round_width(double least) {
  if (!(least > 1)) return 1;
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= least) return step * power;
  }
  return 10 * power;
}

struct Bar {
  Value by_value;
  std::int64_t place = 0;
  double customers = 0;
  double value = 0;
  double top_value = 0;
};

struct Histogram {
  double width = 1;
  std::vector<Bar> bars;
};

Histogram histogram_of(const Context& context, const ValuedCustomers& valued) {
  double customers = 0;
  double value = 0;
  for (const auto& total : worth_totals(valued.model, valued.lives, valued.terms)) {
    customers += total.customers;
    value += total.value;
  }
  Histogram histogram;
  // Four times the mean lies far out on the long side.
  if (customers > 0) histogram.width = round_width(4 * value / customers / double{kBars});
  const Context with = with_scores(context, valued);
  const Table table =
      with.query(valued_sql(context, "clv/clv.sql"),
                 {gamma_of(valued.model), {"width", histogram.width}, {"bars", kBars}});
  for (const Row& row : table.rows) {
    histogram.bars.push_back(
        {row[0], as_integer(row[1]), as_number(row[2]), as_number(row[3]), as_number(row[4])});
  }
  return histogram;
}

std::string bar_key(const Histogram& histogram, const Bar& bar) {
  const auto from = static_cast<std::int64_t>(histogram.width) * bar.place;
  const auto to = from + static_cast<std::int64_t>(histogram.width);
  return make_key({bar.by_value, from, bar.place == kBars ? std::int64_t{-1} : to});
}

void note_totals(const Context& context, const ValuedCustomers& valued, const Histogram& histogram,
                 Answer& answer) {
  std::map<std::string, double> top;
  for (const Bar& bar : histogram.bars) top[make_key({bar.by_value})] += bar.top_value;
  const Localized last = money_words(histogram.width * double{kBars}, context.settings);
  for (const auto& total : worth_totals(valued.model, valued.lives, valued.terms)) {
    const auto words = [&](double minor) { return money_words(minor, context.settings); };
    const std::string name =
        is_null(total.by_value) || as_text(total.by_value).empty() ? "" : as_text(total.by_value);
    Localized range;
    if (total.value_interval) {
      const Localized low = words(total.value_interval->low);
      const Localized high = words(total.value_interval->high);
      range = {fmt::format("({}から{})", low.ja, high.ja),
               fmt::format(" ({} – {})", low.en, high.en)};
    }
    const double share =
        total.value > 0 ? 100 * top.at(make_key({total.by_value})) / total.value : 0;
    // The last bar holds all that is above.
    answer.notes.push_back(
        {"rounded",
         {fmt::format("{}{}合計 {}{}。上位1割の顧客がその{:.0f}%を占めます。最後の棒は{}以上です。",
                      name, name.empty() ? "" : ":", words(total.value).ja, range.ja, share,
                      last.ja),
          fmt::format("{}{}all together {}{}; the top tenth of customers holds {:.0f} % of it. The "
                      "last bar is {} or more.",
                      name, name.empty() ? "" : ": ", words(total.value).en, range.en, share,
                      last.en)}});
  }
}

Answer run_histogram(const Context& context, const ValuedCustomers& valued) {
  Answer answer;
  const Histogram histogram = histogram_of(context, valued);
  std::map<std::string, double> people;
  for (const Bar& bar : histogram.bars) people[make_key({bar.by_value})] += bar.customers;
  for (const Bar& bar : histogram.bars) {
    const double from = histogram.width * static_cast<double>(bar.place);
    answer.n += std::llround(bar.customers);
    answer.table.rows.push_back({from, bar.place == kBars ? Value() : Value(from + histogram.width),
                                 bar.by_value, std::int64_t{std::llround(bar.customers)},
                                 bar.customers / people.at(make_key({bar.by_value})), bar.value,
                                 bar_key(histogram, bar)});
  }
  note_totals(context, valued, histogram, answer);
  return answer;
}

std::vector<Column> total_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"still_here", number, "people", {"まだ客である人(期待)", "Still here, expected"}},
          {"purchases", number, "days", {"買う日数(期待)", "Days bought, expected"}},
          {"value", money, "", {"生涯価値", "Value"}},
          {"value_low", money, "", {"下限", "Low"}},
          {"value_high", money, "", {"上限", "High"}},
          {"value_per_customer", money, "", {"一人あたり", "Per customer"}},
          {"top_share", share, "", {"上位1割の割合", "Share of the top tenth"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer run_total(const Context& context, const ValuedCustomers& valued) {
  Answer answer;
  answer.columns = total_columns();
  answer.chart = Chart{"bars", "by_value", "value", "", "action"};
  std::map<std::string, double> top;
  for (const Bar& bar : histogram_of(context, valued).bars) {
    top[make_key({bar.by_value})] += bar.top_value;
  }
  for (const auto& total : worth_totals(valued.model, valued.lives, valued.terms)) {
    const std::string by = make_key({total.by_value});
    answer.n += std::llround(total.customers);
    Value low;
    Value high;
    if (total.value_interval) {
      low = total.value_interval->low;
      high = total.value_interval->high;
    }
    answer.table.rows.push_back({total.by_value, std::int64_t{std::llround(total.customers)},
                                 total.alive, total.purchases, total.value, low, high,
                                 total.value / total.customers,
                                 total.value > 0 ? Value(top.at(by) / total.value) : Value(),
                                 make_key({total.by_value, std::int64_t{0}, std::int64_t{-1}})});
  }
  return answer;
}

std::vector<Column> model_columns() {
  using enum ColumnType;
  return {
      {"model", string, "", {"モデル", "Model"}},
      {"chosen", integer, "", {"選択", "Chosen"}},
      {"log_score", number, "", {"予測対数スコア(一人)", "Predictive log score a customer"}},
      {"log_likelihood", number, "", {"対数尤度(一人)", "Log-likelihood a customer"}},
      {"parameters", string, "", {"母数(週、通貨の最小単位)", "Parameters (weeks, minor units)"}},
      {"log_likelihood_all", number, "", {"対数尤度(全員)", "Log-likelihood of all"}}};
}

Answer run_model(const WorthModel& model) {
  Answer answer;
  answer.columns = model_columns();
  answer.chart = Chart{"table", "", "", "", "action"};
  answer.n = std::llround(model.buyers);
  const std::string chosen{models::model_name(model.purchases.model)};
  const auto cell = [](const std::optional<double>& number) {
    return number ? Value(*number) : Value();
  };
  for (const TriedModel& tried : model.tried) {
    Row row{tried.name,
            std::int64_t{tried.name == chosen ? 1 : 0},
            cell(tried.log_score),
            cell(tried.log_likelihood),
            tried.problem,
            Value()};
    if (tried.name == chosen) {
      row[4] = fmt::format("{:.6g}", fmt::join(models::parameters(model.purchases.model), " "));
      if (tried.k > 1) row[4] = std::get<std::string>(row[4]) + fmt::format(" k {}", tried.k);
      row[5] = model.purchases.certainty.log_likelihood;
    }
    answer.table.rows.push_back(std::move(row));
  }
  const auto& [p, q, gamma] = model.spend.model;
  answer.table.rows.push_back(
      {std::string("gg"), std::int64_t{1}, Value(), Value(),
       fmt::format("{:.6g} {:.6g} {:.6g}, correlation {:.3f}{}{}", p, q, gamma, model.correlation,
                   model.spend.certainty.reason.empty() ? "" : ", ", model.spend.certainty.reason),
       model.spend_varies ? Value(model.spend.certainty.log_likelihood) : Value()});
  return answer;
}

Answer run(const Context& context) {
  Answer empty;
  auto model = worth_model(context, empty);
  const WorthTerms terms = worth_terms(context, model);
  if (!model) return empty;
  const std::string& view = context.request.parameters.at("view");
  if (view == "model") return run_model(*model);
  const ValuedCustomers valued = value_customers(context, std::move(*model), terms);
  Answer answer = view == "total" ? run_total(context, valued) : run_histogram(context, valued);
  const Localized how = model_words(valued.model);
  const Localized what = terms_words(terms, valued.model);
  answer.method = {
      fmt::format("{}。金額はGamma-Gamma。{}。合計の区間は母数と偶然による95%", how.ja, what.ja),
      fmt::format("{}. Spend by Gamma-Gamma. {}. Interval of the total: parameters "
                  "and process",
                  how.en, what.en)};
  note_limits(valued.model, answer);
  return answer;
}

double key_number(const Value& part) {
  const std::string& text = key_text(part);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    fail(ErrorKind::not_found,
         {"このキーの行はありません: {} は整数ではありません",
          "no row has this key: {} is not a whole number"},
         text);
  }
  return static_cast<double>(number);
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 3, 3);
  auto model = worth_fit(context).model;
  if (!model)
    fail(ErrorKind::not_found,
         {"このキーの行はありません: モデルを当てはめるだけの記録がありません",
          "no row has this key: there is not enough to fit"});
  const WorthTerms terms = worth_terms(context, model);
  const ValuedCustomers valued = value_customers(context, std::move(*model), terms);
  const Context with = with_scores(context, valued);
  const std::string sql = valued_sql(context, "clv/behind.sql");
  Behind behind = persons_behind(with,
                                 {sql,
                                  {gamma_of(valued.model),
                                   {"key_by", parts[0]},
                                   {"key_from", key_number(parts[1])},
                                   {"key_to", key_number(parts[2])}},
                                  {{"group", context.fill("{by}")}}},
                                 page);
  add_bands(valued.model, valued.terms, behind.table);
  return behind;
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> list{{"view",
                               ParameterType::choice,
                               "histogram",
                               {"histogram", "total", "model"},
                               {"見方", "View"}}};
  for (auto& parameter : worth_parameters()) list.push_back(std::move(parameter));
  return list;
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "clv",
      .title = {"生涯価値", "Lifetime value"},
      .question = {"生涯価値はいくらか", "What will each customer be worth?"},
      .definition =
          {"これから12か月(または指定の月数)に期待される利益を、今の価値に割り引いたもの。"
           "買う回数、一回の金額、利益率の積です。",
           "Expected margin of the coming 12 months (or as told), discounted to today: "
           "purchases times spend times margin."},
      .interval = {"顧客は予測の80%と95%、合計は母数と偶然による95%",
                   "Customer: predictive 80 and 95 %; total: 95 %, parameters and process"},
      .parameters = parameters(),
      .columns = {{"value_from", money, "", {"価値", "Value from"}},
                  {"value_to", money, "", {"まで", "Value to"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"value", money, "", {"生涯価値の合計", "Value of these customers"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "histogram",
                .x = "value_from",
                .y = "customers",
                .series = "by_value",
                .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"lives.sql", "lives_valued.sql", "clv/clv.sql"},
      .run = run,
      .behind = behind,
      .whole_lives = [](const Request&) { return true; },
  };
  return kInsight;
}

}  // namespace mikata::clv
