// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/drivers/group_words.h"

#include <fmt/format.h>

#include "mikata/base/grouped.h"
#include "mikata/insights/key.h"

namespace mikata::drivers {
namespace {

std::string listed(const Choice& choice, const std::vector<std::size_t>& terms) {
  std::string text;
  for (const std::size_t term : terms) text += (text.empty() ? "" : ", ") + choice.names[term];
  return text;
}

// " (North)" where there are several groups.
std::string of_group(const Context& context, const FormGroup& group) {
  if (context.request.by.empty()) return "";
  return fmt::format(" ({})", is_null(group.by_value) ? "-" : as_text(group.by_value));
}

void note_empty(const std::string& whose, const Choice& choice, const DriverModel& model,
                std::int64_t n, Answer& answer) {
  const auto say = [&](std::string ja, std::string en) {
    answer.notes.push_back({"not_enough", {std::move(ja), std::move(en)}});
  };
  if (model.empty == Empty::outcome_same) {
    say(fmt::format("{}の答えがみな同じなので、何が動かすかは言えません{}。", choice.outcome,
                    whose),
        fmt::format("All answers to {} are the same: nothing can move it{}.", choice.outcome,
                    whose));
  } else if (model.empty == Empty::drivers_same) {
    say(fmt::format("どの評価もみな同じ点なので、何が動かすかは言えません{}。", whose),
        fmt::format("Every rating is the same for everybody: none can move {}{}.", choice.outcome,
                    whose));
  } else if (model.empty == Empty::too_few) {
    say(fmt::format("すべてに答えた用紙が{}枚しかありません({}枚以上必要です){}。", grouped(n),
                    model.needed, whose),
        fmt::format("Too few forms have every rating{}: {}, where {} are needed.", whose,
                    grouped(n), model.needed));
  }
}

void note_terms(const std::string& whose, const Choice& choice, const DriverModel& model,
                Answer& answer) {
  const auto say = [&](std::string ja, std::string en) {
    answer.notes.push_back({"not_enough", {std::move(ja), std::move(en)}});
  };
  if (!model.constant.empty()) {
    say(fmt::format("みなが同じ点をつけたので外しました{}:{}", whose,
                    listed(choice, model.constant)),
        fmt::format("Left out, because everybody rated the same{}: {}", whose,
                    listed(choice, model.constant)));
  }
  if (!model.told_by_others.empty()) {
    say(fmt::format("ほかの評価の足し合わせで決まるので外しました{}:{}", whose,
                    listed(choice, model.told_by_others)),
        fmt::format("Left out, because other ratings together tell it exactly{}: {}", whose,
                    listed(choice, model.told_by_others)));
  }
  if (model.drivers.size() == 1) {
    say(fmt::format("評価が1つ({})だけなので、重要度は比べられません{}"
                    "。ほかの評価もたずねると比べられます。",
                    driver_name(choice, model.drivers[0]), whose),
        fmt::format("There is one rating only ({}){}: its importance cannot be compared. Ask for "
                    "another one to compare them.",
                    driver_name(choice, model.drivers[0]), whose));
  }
  for (const DriverShare& driver : model.drivers) {
    if (driver.twins.empty()) continue;
    say(fmt::format("答えがまったく同じなので1つに数えました{}:{}", whose,
                    driver_name(choice, driver)),
        fmt::format("Counted as one, because their answers are the same{}: {}", whose,
                    driver_name(choice, driver)));
  }
}

}  // namespace

std::string driver_name(const Choice& choice, const DriverShare& driver) {
  std::string name = choice.names[driver.term];
  for (const std::size_t twin : driver.twins) name += " = " + choice.names[twin];
  return name;
}

std::string driver_key(const Choice& choice, const Value& by_value, const DriverShare& driver) {
  return make_key({by_value, choice.survey.ratings[driver.term].full_name()});
}

void note_group(const Context& context, const Choice& choice, const FormGroup& group,
                const DriverModel& model, Answer& answer) {
  const std::string whose = of_group(context, group);
  const stats::BlockSums total = stats::total_sums(group.blocks);
  note_empty(whose, choice, model, static_cast<std::int64_t>(total[0]), answer);
  // Of a few forms it says nothing that all of them agree.
  if (model.empty != Empty::too_few) note_terms(whose, choice, model, answer);
}

void add_common(const Context& context, const Choice& choice, const std::vector<FormGroup>& groups,
                Answer& answer) {
  double weighted = 0;
  for (const FormGroup& group : groups) {
    const stats::BlockSums total = stats::total_sums(group.blocks);
    answer.n += static_cast<std::int64_t>(total[0]);
    weighted += total[1];
  }
  if (weighted > 0) {
    answer.method.ja += "、回答の重みつき";
    answer.method.en += ", answers weighted";
  }
  answer.left_out = forms_left_out(context, choice.survey);
  if (choice.forms > answer.n) {
    answer.left_out.push_back(
        {{"結果には答えたが、すべての評価には答えていない用紙(点は補いません)",
          "forms with the outcome but not every rating (none is filled in)"},
         choice.forms - answer.n});
  }
  answer.notes.insert(answer.notes.end(), choice.notes.begin(), choice.notes.end());
}

void add_estimate(const std::optional<stats::Estimate>& estimate, Row& row) {
  row.emplace_back(estimate ? Value(estimate->value) : Value());
  row.emplace_back(estimate ? Value(estimate->interval.low) : Value());
  row.emplace_back(estimate ? Value(estimate->interval.high) : Value());
}

void add_band(double value, const std::optional<stats::Interval>& band, Row& row) {
  row.emplace_back(value);
  row.emplace_back(band ? Value(band->low) : Value());
  row.emplace_back(band ? Value(band->high) : Value());
}

void add_share(const DriverModel& model, const DriverShare& driver, Row& row) {
  if (model.drivers.size() > 1) {
    add_band(driver.share, driver.share_band, row);
  } else {
    row.insert(row.end(), {Value(), Value(), Value()});
  }
}

Terms rating_terms(const Choice& choice) {
  Terms terms;
  for (std::size_t i = 0; i < choice.survey.ratings.size(); ++i) {
    terms.terms.push_back(fmt::format("x{}", i + 1));
    terms.more.push_back(fmt::format("CASE WHEN e{0} >= $top_{0} THEN w ELSE 0 END", i + 1));
    terms.bindings.push_back({fmt::format("top_{}", i + 1),
                              lowest_place(choice.survey.ratings[i], is_satisfied) - 1e-9});
  }
  return terms;
}

}  // namespace mikata::drivers
