// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/profitability/profitability.h"

#include <charconv>

#include "mikata/base/error.h"
#include "mikata/insights/blocks.h"
#include "mikata/insights/key.h"
#include "mikata/insights/period_sums.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/persons.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::profitability {
namespace {

// Places of the sums in profitability.sql.
enum Sum : std::size_t { customers, revenue, cost, returns, discounts, serve };

using Sums = std::span<const double>;

constexpr PeriodSums kBlocks{
    .table = "block_sums", .select = "block_sums.sql", .read = "profitability/profitability.sql"};

double profit_of(Sums s) { return s[revenue] - s[cost] - s[returns] - s[discounts] - s[serve]; }

// A total is projected from the blocks that are left to all of them: leaving one out would else
// lower it by what the block earns, and the interval would say nothing of chance.
std::vector<Value> total_profit_cells(BlockGroup group) {
  for (auto& block : group.blocks) block.push_back(1);
  const auto blocks = static_cast<double>(group.blocks.size());
  group.total.push_back(blocks);
  return jackknife_cells(group, [blocks](Sums s) { return profit_of(s) * blocks / s.back(); });
}

// Unknown is not nothing: goods were sold that cost nothing, so there is no margin to speak of.
void note_unknown_costs(Answer& answer, double sold, double goods) {
  if (goods != 0 || sold == 0) return;
  constexpr std::size_t kCost = 5;
  constexpr std::size_t kMargin = 15;
  for (Row& row : answer.table.rows) row[kCost] = row[kMargin] = Value();
  answer.notes.push_back(
      {"not_enough",
       {"原価が入っていないので、利益は売上から返品・割引・対応費用を引いた値です。",
        "No cost of goods is known: profit is revenue less returns, discounts "
        "and cost to serve."}});
}

Answer run_groups(const Context& context) {
  Answer answer;
  answer.method = {"顧客50組のジャックナイフ", "delete-a-group jackknife over 50 customer blocks"};
  double sold = 0;
  double goods = 0;
  for (const auto& group : read_blocks(query_periods(context, kBlocks))) {
    const Sums total = group.total;
    sold += total[revenue];
    goods += total[cost];
    answer.n += static_cast<std::int64_t>(total[customers]);
    Row row{group.period, std::int64_t{is_open(context, group.period) ? 1 : 0}, group.by_value,
            static_cast<std::int64_t>(total[customers])};
    for (const Sum sum : {revenue, cost, returns, discounts, serve}) row.emplace_back(total[sum]);
    const auto profit = total_profit_cells(group);
    row.insert(row.end(), profit.begin(), profit.end());
    const auto each = jackknife_cells(group, [](Sums s) { return profit_of(s) / s[customers]; });
    row.insert(row.end(), each.begin(), each.end());
    row.push_back(total[revenue] == 0 ? Value() : Value(profit_of(total) / total[revenue]));
    row.emplace_back(make_key({group.period, group.by_value}));
    answer.table.rows.push_back(std::move(row));
  }
  note_unknown_costs(answer, sold, goods);
  return answer;
}

std::vector<Column> whale_columns() {
  using enum ColumnType;
  return {{"customers_share", share, "", {"利益の多い順に", "Most profitable"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"profit", money, "", {"利益", "Profit"}},
          {"cumulative_share", share, "", {"利益の累計", "Cumulative profit"}},
          {"losing", integer, "people", {"赤字の人", "Losing"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer run_whale(const Context& context) {
  Answer answer;
  answer.columns = whale_columns();
  answer.chart = Chart{"line", "customers_share", "cumulative_share", "", "action"};
  const Table table = context.query(insights::sql("profitability/whale.sql"));
  double all = 0;
  for (const Row& row : table.rows) {
    answer.n += as_integer(row[1]);
    all += as_number(row[2]);
  }
  double people = 0;
  double profit = 0;
  for (const Row& row : table.rows) {
    people += as_number(row[1]);
    profit += as_number(row[2]);
    answer.table.rows.push_back({people / static_cast<double>(answer.n), row[1], row[2],
                                 all == 0 ? Value() : Value(profit / all), row[3],
                                 make_key({std::string("whale"), row[0]})});
  }
  return answer;
}

Answer run(const Context& context) {
  return context.request.parameters.at("view") == "whale" ? run_whale(context)
                                                          : run_groups(context);
}

std::int64_t key_twentieth(const Value& part) {
  const std::string& text = key_text(part);
  std::int64_t twentieth = 0;
  std::from_chars(text.data(), text.data() + text.size(), twentieth);
  if (twentieth < 1 || twentieth > 20)
    fail(ErrorKind::not_found, {"20分の1の番号ではありません: {}", "no twentieth is: {}"}, text);
  return twentieth;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 2);
  const bool whole = key_text(parts[0]) == "whale";
  const Period days = whole ? context.period : days_of_period(context, key_day(parts[0]));
  const Value group = whole ? Value(std::string{}) : parts[1];
  return persons_behind(context,
                        {insights::sql("profitability/behind.sql"),
                         {{"key_start", days.start},
                          {"key_end", days.end},
                          {"key_by", group},
                          {"key_twentieth", whole ? key_twentieth(parts[1]) : 0}}},
                        page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "profitability",
      .title = {"利益", "Profitability"},
      .question = {"どの顧客で利益が出るか", "Which customers and segments earn money?"},
      .definition = {"売上から、原価・返品・割引・対応費用を引いた値。",
                     "Revenue less cost of goods, returns, discounts and cost to serve."},
      .interval = {"95%、ジャックナイフ", "95 %, jackknife"},
      .parameters =
          {{"view", ParameterType::choice, "groups", {"groups", "whale"}, {"見方", "View"}}},
      .columns = {{"period", date, "", {"期間", "Period"}},
                  {"open", integer, "", {"途中", "Open"}},
                  {"by_value", string, "", {"区分", "Group"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"revenue", money, "", {"売上", "Revenue"}},
                  {"cost", money, "", {"原価", "Cost of goods"}},
                  {"returns", money, "", {"返品", "Returns"}},
                  {"discounts", money, "", {"割引", "Discounts"}},
                  {"cost_to_serve", money, "", {"対応費用", "Cost to serve"}},
                  {"profit", money, "", {"利益", "Profit"}},
                  {"profit_low", money, "", {"下限", "Low"}},
                  {"profit_high", money, "", {"上限", "High"}},
                  {"profit_per_customer", money, "", {"一人の利益", "Per customer"}},
                  {"profit_per_customer_low", money, "", {"下限", "Low"}},
                  {"profit_per_customer_high", money, "", {"上限", "High"}},
                  {"margin", share, "", {"利益率", "Margin"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart =
          {.form = "line", .x = "period", .y = "profit", .series = "by_value", .side = "action"},
      .requires_facts = {"actions.kind=order"},
      .own = Origin::actions,
      .sql = {"block_sums.sql", "profitability/profitability.sql", "profitability/whale.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::profitability
