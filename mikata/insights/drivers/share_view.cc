// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "mikata/insights/drivers/group_words.h"
#include "mikata/insights/drivers/views.h"

namespace mikata::drivers {
namespace {

Localized method_of(const Choice& choice, const std::vector<DriverModel>& models) {
  bool johnson = false;
  bool bands = false;
  for (const DriverModel& model : models) {
    johnson = johnson || model.method == Shared::johnson;
    bands = bands || model.johnson_bands;
  }
  const char* ja = johnson ? "Johnsonの相対的重み(21以上なのでLMGの代わり)"
                   : bands ? "LMG(区間の幅はJohnsonの相対的重み)"
                           : "LMG";
  const char* en = johnson ? "Johnson's relative weights (more than 20 drivers, in place of LMG)"
                   : bands ? "LMG (width of the intervals from Johnson's relative weights)"
                           : "LMG";
  return {
      fmt::format("結果は{}。{}によるR²の内訳、区間は顧客50組のジャックナイフ", choice.outcome, ja),
      fmt::format("Outcome: {}. {} shares of R², jackknife over 50 customer blocks", choice.outcome,
                  en)};
}

void note_order(const Choice& choice, const DriverModel& model, Answer& answer) {
  const bool nothing_certain = std::ranges::all_of(model.drivers, [&](const DriverShare& driver) {
    return driver.best_rank == 1 && driver.worst_rank == model.drivers.size();
  });
  if (model.drivers.size() > 1 && nothing_certain) {
    answer.notes.push_back({"not_significant",
                            {"どれも同じくらいで、順位ははっきりしません。",
                             "The shares are close: no order between them is certain."}});
    return;
  }
  std::string open;
  for (const DriverShare& driver : model.drivers) {
    if (driver.best_rank == driver.worst_rank) continue;
    open += fmt::format("{}{} ({}–{})", open.empty() ? "" : ", ", driver_name(choice, driver),
                        driver.best_rank, driver.worst_rank);
  }
  if (open.empty()) return;
  answer.notes.push_back(
      {"not_significant",
       {fmt::format("順位がはっきりしないもの(とりうる順位):{}", open),
        fmt::format("Places that are not certain (the places each may have): {}", open)}});
}

Row row_of(const Choice& choice, const FormGroup& group, const DriverModel& model,
           const DriverShare& driver) {
  const stats::BlockSums total = stats::total_sums(group.blocks);
  Row row{group.by_value, driver_name(choice, driver), static_cast<std::int64_t>(total[0])};
  add_share(model, driver, row);
  const bool placed = model.drivers.size() > 1;
  const auto place = [&](std::size_t rank) {
    return placed ? Value(static_cast<std::int64_t>(rank)) : Value();
  };
  row.insert(row.end(),
             {driver.lmg, driver.correlation, place(driver.best_rank), place(driver.worst_rank)});
  add_band(model.r_squared, model.r_squared_band, row);
  row.emplace_back(driver_key(choice, group.by_value, driver));
  return row;
}

}  // namespace

std::vector<Column> share_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"driver", string, "", {"要因", "Driver"}},
          {"n", integer, "forms", {"用紙", "Forms"}},
          {"share", share, "", {"重要度", "Importance"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"part", number, "", {"R²のうち", "Part of R²"}},
          {"correlation", number, "", {"相関", "Correlation"}},
          {"rank_best", integer, "", {"順位(最上)", "Best place"}},
          {"rank_worst", integer, "", {"順位(最下)", "Worst place"}},
          {"r_squared", number, "", {"R²", "R²"}},
          {"r_squared_low", number, "", {"下限", "Low"}},
          {"r_squared_high", number, "", {"上限", "High"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer share_view(const Context& context, const Choice& choice) {
  const Terms terms = rating_terms(choice);
  const TermSums at(terms.terms.size());
  const std::vector<FormGroup> groups = sum_forms(context, choice.survey, terms);
  Answer answer;
  std::vector<DriverModel> models;
  for (const FormGroup& group : groups) {
    const DriverModel model = model_of(at, group.blocks);
    note_group(context, choice, group, model, answer);
    for (const DriverShare& driver : model.drivers) {
      answer.table.rows.push_back(row_of(choice, group, model, driver));
    }
    if (groups.size() == 1) note_order(choice, model, answer);
    models.push_back(model);
  }
  answer.method = method_of(choice, models);
  add_common(context, choice, groups, answer);
  return answer;
}

}  // namespace mikata::drivers
