// SPDX-License-Identifier: Apache-2.0
// Importance x performance (Martilla and James 1977, Journal of Marketing 41(1), 77-79): what
// matters and goes badly comes first. The lines are the means of all drivers; a driver stands in a
// field only where its intervals touch neither line.
#include "mikata/insights/drivers/group_words.h"
#include "mikata/insights/drivers/views.h"

namespace mikata::drivers {
namespace {

// Share of top answers of each driver, then how far each is above their mean.
std::vector<std::optional<stats::Estimate>> performances(const TermSums& at, const FormGroup& group,
                                                         const DriverModel& model) {
  return stats::jackknife_each(group.blocks, [&](std::span<const double> sums) {
    std::vector<double> tops;
    double mean = 0;
    for (const DriverShare& driver : model.drivers) {
      tops.push_back(at.further(sums, driver.term) / sums[2]);
      mean += tops.back() / static_cast<double>(model.drivers.size());
    }
    const std::size_t count = tops.size();
    for (std::size_t i = 0; i < count; ++i) tops.push_back(tops[i] - mean);
    return tops;
  });
}

// 1 above, -1 below, 0 when that is not certain.
int side_of(const stats::Interval& band, double line) {
  if (band.low > line) return 1;
  return band.high < line ? -1 : 0;
}

Localized field_of(int importance, int performance) {
  if (importance == 0 || performance == 0) return {};
  if (importance > 0 && performance < 0) return {"まず直す", "Fix first"};
  if (importance > 0) return {"保つ", "Keep it up"};
  if (performance < 0) return {"急がない", "No hurry"};
  return {"十分", "Good enough"};
}

void add_rows(const Drawn& drawn, const FormGroup& group, const DriverModel& model,
              Answer& answer) {
  const stats::BlockSums total = stats::total_sums(group.blocks);
  const auto tops = performances(drawn.at, group, model);
  const std::size_t count = model.drivers.size();
  for (std::size_t i = 0; i < count; ++i) {
    const DriverShare& driver = model.drivers[i];
    const Rating& rating = drawn.choice.survey.ratings[driver.term];
    Row row{group.by_value, driver_name(drawn.choice, driver), static_cast<std::int64_t>(total[0])};
    add_share(model, driver, row);
    // Without an interval (all customers in one block) the share itself is still known.
    row.emplace_back(drawn.at.further(total, driver.term) / total[2]);
    row.emplace_back(tops[i] ? Value(std::max(0.0, tops[i]->interval.low)) : Value());
    row.emplace_back(tops[i] ? Value(std::min(1.0, tops[i]->interval.high)) : Value());
    row.emplace_back(rating.score_at(drawn.at.mean(total, driver.term)));
    Localized field;
    if (count > 1 && driver.share_band && tops[count + i]) {
      field = field_of(side_of(*driver.share_band, 1.0 / static_cast<double>(count)),
                       side_of(tops[count + i]->interval, 0));
    }
    const std::string& word = drawn.context.language() == Language::ja ? field.ja : field.en;
    row.emplace_back(word.empty() ? Value() : Value(word));
    row.emplace_back(driver_key(drawn.choice, group.by_value, driver));
    answer.table.rows.push_back(std::move(row));
  }
}

std::vector<Column> performance_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"driver", string, "", {"要因", "Driver"}},
          {"n", integer, "forms", {"用紙", "Forms"}},
          {"share", share, "", {"重要度", "Importance"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"performance", share, "", {"出来(上位の答え)", "Performance (top answers)"}},
          {"performance_low", share, "", {"下限", "Low"}},
          {"performance_high", share, "", {"上限", "High"}},
          {"mean", number, "", {"平均点", "Mean score"}},
          {"field", string, "", {"することは", "What to do"}},
          {"key", string, "", {"鍵", "Key"}}};
}

}  // namespace

Answer performance_view(const Context& context, const Choice& choice) {
  const Terms terms = rating_terms(choice);
  const TermSums at(terms.terms.size());
  const std::vector<FormGroup> groups = sum_forms(context, choice.survey, terms);
  Answer answer;
  answer.columns = performance_columns();
  answer.chart = Chart{"scatter", "performance", "share", "driver", "voice"};
  answer.method = {"重要度はR²の内訳(結果は" + choice.outcome +
                       ")、出来は上位の答えの割合。線はどちらも全要因の平均",
                   "Importance: share of R² of " + choice.outcome +
                       "; performance: share of top answers; the lines are the means of all "
                       "drivers"};
  for (const FormGroup& group : groups) {
    const DriverModel model = model_of(at, group.blocks);
    note_group(context, choice, group, model, answer);
    add_rows({context, choice, at}, group, model, answer);
  }
  add_common(context, choice, groups, answer);
  return answer;
}

}  // namespace mikata::drivers
