// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/traits/traits.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/base/grouped.h"
#include "mikata/insights/attributes.h"
#include "mikata/insights/bought.h"
#include "mikata/insights/key.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/traits/attributes.h"
#include "mikata/insights/traits/outcome.h"
#include "mikata/insights/traits/words.h"
#include "mikata/stats/correlation.h"
#include "mikata/stats/subgroup_rules.h"
#include "mikata/stats/wilson.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::traits {
namespace {

constexpr double kTellsOutcome = 0.95;   // area under the curve of one column alone
constexpr double kGoesWithTenure = 0.7;  // correlation of ranks

// The customers of a group in two halves, as they were drawn.
struct Halves {
  Value by_value;
  std::array<stats::CodedRows, 2> halves;
  std::int64_t customers = 0;
  std::int64_t outcomes = 0;
};

Halves halves_of(const CodedGroup& group, std::size_t attributes) {
  Halves drawn{.by_value = group.by_value, .halves = {}};
  for (stats::CodedRows& half : drawn.halves) half.attributes = attributes;
  for (std::size_t row = 0; row < group.standings.size(); ++row) {
    const unsigned standing = group.standings[row];
    stats::CodedRows& half = drawn.halves[standing >> 2U];
    half.positive.push_back(standing >> 1U & 1U);
    half.stratum.push_back(group.tenures[row]);
    const auto codes = group.codes.begin() + static_cast<std::ptrdiff_t>(row * attributes);
    half.codes.insert(half.codes.end(), codes, codes + static_cast<std::ptrdiff_t>(attributes));
    ++drawn.customers;
    drawn.outcomes += standing >> 1U & 1U;
  }
  return drawn;
}

// Of codes with tenure, over the customers of all groups that have both.
double tenure_correlation(const std::vector<Halves>& groups, std::size_t attribute) {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const Halves& group : groups) {
    for (const stats::CodedRows& half : group.halves) {
      for (std::size_t row = 0; row < half.rows(); ++row) {
        const double code = half.codes[row * half.attributes + attribute];
        const double tenure = half.stratum[row];
        if (code == 0 || tenure == 0) continue;
        n += 1;
        x += code;
        y += tenure;
        xx += code * code;
        yy += tenure * tenure;
        xy += code * tenure;
      }
    }
  }
  const double spread = (n * xx - x * x) * (n * yy - y * y);
  return spread > 0 ? (n * xy - x * y) / std::sqrt(spread) : 0;
}

double best_auc(const std::vector<Halves>& groups, std::size_t attribute) {
  double best = 0;
  for (const Halves& group : groups) {
    for (const stats::CodedRows& half : group.halves) {
      best = std::max(best, stats::attribute_auc(half, attribute));
    }
  }
  return best;
}

// Which attributes may be spoken of; the others go into codings.left_out.
std::vector<stats::CodedAttribute> without_leaks(const std::vector<Halves>& groups,
                                                 const Codings& codings, Attributes& attributes) {
  LeftOutColumns tells{{"結果をほぼ言い当てるので、結果のあとで分かったこと",
                        "tells the outcome nearly for certain, so was known only afterwards"},
                       {}};
  LeftOutColumns grows{{"利用期間とともに動く", "goes with tenure, which is held equal"}, {}};
  std::vector<stats::CodedAttribute> free;
  for (std::size_t i = 0; i < codings.all.size(); ++i) {
    const Coding& coding = codings.all[i];
    if (best_auc(groups, i) >= kTellsOutcome) {
      tells.names.push_back(coding.attribute.name);
    } else if (coding.ordered() && std::abs(tenure_correlation(groups, i)) >= kGoesWithTenure) {
      grows.names.push_back(coding.attribute.name);
    } else {
      free.push_back({i, coding.codes(), coding.ordered()});
    }
  }
  for (LeftOutColumns* left : {&tells, &grows}) {
    if (!left->names.empty()) attributes.left_out.push_back(std::move(*left));
  }
  return free;
}

struct Telling {
  const Context& context;
  const Codings& codings;
  const Outcome& outcome;
};

Row row_of(const Telling& telling, const Halves& group, const stats::ConfirmedRule& rule) {
  const auto customers = static_cast<double>(group.customers);
  const RuleNumbers numbers{.share = rule.all.rows / customers,
                            .rate = rule.all.positives / rule.all.rows,
                            .rate_all = static_cast<double>(group.outcomes) / customers,
                            .rate_equal = rule.all.expected / rule.all.rows};
  const stats::Interval interval = stats::wilson(rule.all.positives, rule.all.rows);
  const double excess = rule.all.positives - rule.all.expected;
  std::vector<Value> key{group.by_value};
  std::ranges::move(key_parts(telling.codings.all, rule.conditions), std::back_inserter(key));
  return {group.by_value,
          sentence(telling.context, telling.codings.all, rule.conditions, numbers,
                   telling.outcome.share),
          std::int64_t{std::llround(rule.all.rows)},
          numbers.share,
          numbers.rate,
          interval.low,
          interval.high,
          numbers.rate_equal,
          numbers.rate_all,
          excess,
          excess / customers,
          rule.holdout.positives / rule.holdout.rows,
          rule.p,
          make_key(key)};
}

// How many rules were judged.
std::size_t add_group(const Telling& telling, const Halves& group,
                      const std::vector<stats::CodedAttribute>& attributes, Answer& answer) {
  const stats::ConfirmedRules found = stats::confirmed_rules(group.halves, attributes, {});
  for (const stats::ConfirmedRule& rule : found.rules) {
    answer.table.rows.push_back(row_of(telling, group, rule));
  }
  return found.judged;
}

void note_left_out(const Context& context, const Attributes& attributes, Answer& answer) {
  for (const LeftOutColumns& left : attributes.left_out) {
    if (left.names.empty()) continue;
    answer.left_out.push_back({localized({"使わない列({}):{}", "columns not looked at ({}): {}"},
                                         left.reason, titles_of(context, left.names)),
                               static_cast<std::int64_t>(left.names.size())});
  }
}

void note_outcome(const std::vector<Halves>& groups, std::size_t judged, Answer& answer) {
  std::int64_t outcomes = 0;
  for (const Halves& group : groups) outcomes += group.outcomes;
  if (outcomes == 0 || outcomes == answer.n) {
    answer.notes.push_back({"not_enough",
                            {"全員が同じ結果なので、比べられません。",
                             "Everybody has the same outcome: there is nothing to compare."}});
  } else if (answer.table.rows.empty()) {
    answer.notes.push_back(
        {"not_significant",
         {fmt::format("もう半分の顧客でも確かめられた特徴はありません(試した組み合わせ{}個)。",
                      judged),
          fmt::format("No trait held in the other half of the customers ({} were tried there).",
                      judged)}});
  }
}

Answer run(const Context& context) {
  const Context about = about_customers(context, {"特徴", "traits"});
  about.tell(0.1, {"結果を数える", "counting outcomes"});
  Outcome outcome = outcome_of(about);
  Attributes attributes = attributes_of(about, outcome.columns);
  outcome.question.tenure = tenure_of(about).sql;
  outcome.question.joins = first_orders(attributes.all);
  about.tell(0.3, {"特徴を読む", "reading traits"});
  const Codings codings = choose_codings(about, outcome.question, attributes.all, {});
  attributes.left_out.push_back(
      {{"値が人ごとに違う", "each customer has a value of their own"}, codings.scattered});
  std::vector<Halves> groups;
  for (const CodedGroup& group : code_customers(about, outcome.question, codings)) {
    groups.push_back(halves_of(group, codings.all.size()));
  }
  about.tell(0.8, {"組み合わせを試す", "trying combinations"});
  Answer answer;
  answer.method = outcome.method;
  answer.method.ja += "。半分の顧客で探し、残りの半分で確かめる(同じ利用期間どうし、誤り5%まで)";
  answer.method.en +=
      ". Found on half of the customers, confirmed on the other, at equal tenure, "
      "with 5 % false discoveries";
  const std::vector<stats::CodedAttribute> free = without_leaks(groups, codings, attributes);
  std::size_t judged = 0;
  for (const Halves& group : groups) {
    answer.n += group.customers;
    judged += add_group({about, codings, outcome}, group, free, answer);
  }
  note_left_out(about, attributes, answer);
  note_outcome(groups, judged, answer);
  return answer;
}

// One condition of a key, as SQL over people.
std::string condition_sql(const Attribute& attribute, const std::string& column,
                          const std::string& comparison, const std::string& parameter) {
  if (comparison == "is") return fmt::format("q.{} = ${}", column, parameter);
  const std::string number =
      attribute.number ? "q." + column : fmt::format("to_number(q.{})", column);
  if (comparison == "above") return fmt::format("{} > ${}", number, parameter);
  if (comparison == "upto") return fmt::format("{} <= ${}", number, parameter);
  fail(ErrorKind::not_found,
       {"このキーの行はありません: {} で比べる特徴はありません",
        "no row has this key: no trait compares by {}"},
       comparison);
}

Value compared_value(const std::string& comparison, const std::string& text) {
  if (comparison == "is") return text;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    fail(
        ErrorKind::not_found,
        {"このキーの行はありません: 数ではありません: {}", "no row has this key: not a number: {}"},
        text);
  }
  return number;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const Context about = about_customers(context, {"特徴", "traits"});
  const std::vector<Value> parts = split_key(key, 4, 1 + 3 * 6);
  if (parts.size() % 3 != 1)
    fail(ErrorKind::not_found, {"このキーの行はありません: {}", "no row has this key: {}"}, key);
  Outcome outcome = outcome_of(about);
  std::vector<Attribute> attributes;
  PersonsQuery query{.sql = {}, .bindings = outcome.question.bindings};
  std::string rule;
  for (std::size_t i = 1; i < parts.size(); i += 3) {
    const std::string column = fmt::format("v_{}", attributes.size());
    const std::string parameter = fmt::format("rule_{}", attributes.size());
    const std::string& comparison = key_text(parts[i + 1]);
    attributes.push_back(find_attribute(about, key_text(parts[i])));
    rule += (rule.empty() ? "" : " AND ") +
            condition_sql(attributes.back(), column, comparison, parameter);
    query.bindings.push_back({parameter, compared_value(comparison, key_text(parts[i + 2]))});
  }
  query.bindings.push_back({"key_by", parts[0]});
  outcome.question.tenure = kNoTenure;
  outcome.question.joins = first_orders(attributes);
  People people = people_of(outcome.question, attributes);
  const std::string sql = people.sql + std::string(insights::sql("traits/behind.sql"));
  query.sql = sql;
  query.slots = std::move(people.slots);
  query.slots.push_back({"rule", rule});
  query.slots.push_back({"bought", bought(about)});
  query.slots.push_back({"group", about.fill("{by}")});
  return persons_behind(about, std::move(query), page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "traits",
      .title = {"特徴", "Traits"},
      .question = {"離れた客、良い客は、どんな人か",
                   "What do those who leave, or the best, have in common?"},
      .definition =
          {"結果(--of、既定は離れたこと)が、同じ利用期間の人より多く出る条件の組み合わせ(3つまで)"
           "。半分の顧客で探し、"
           "もう半分で確かめたものだけを挙げます。",
           "Combinations of up to three conditions under which the outcome (--of; having left, "
           "unless named) is more frequent "
           "than among all of equal tenure: found on half of the customers, and said only when the "
           "other half confirms it."},
      .interval = {"95%、Wilson", "95 %, Wilson"},
      .parameters =
          {{"of",
            ParameterType::text,
            "left",
            {},
            {"だれの特徴か(left、best、または条件)", "Traits of (left, best, or a condition)"}},
           {"tenure", ParameterType::text, "", {}, {"そろえる列", "Column held equal"}},
           {"without", ParameterType::text, "", {}, {"使わない列", "Columns to leave out"}}},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"sentence", string, "", {"特徴", "Trait"}},
                  {"n", integer, "people", {"人数", "Customers"}},
                  {"share", share, "", {"全体に占める割合", "Share of customers"}},
                  {"rate", share, "", {"そのうち", "Of them"}},
                  {"rate_low", share, "", {"下限", "Low"}},
                  {"rate_high", share, "", {"上限", "High"}},
                  {"rate_equal", share, "", {"同じ利用期間の人では", "All of equal tenure"}},
                  {"rate_all", share, "", {"全体では", "All"}},
                  {"excess", number, "people", {"余分の人数", "Excess"}},
                  {"wracc", number, "", {"重み付き精度(WRAcc)", "WRAcc"}},
                  {"confirmed", share, "", {"確かめた半分では", "In the other half"}},
                  {"p", number, "", {"調整済みp", "Adjusted p"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "sentences", .x = "sentence", .y = "rate", .side = "action"},
      .requires_facts = {"customers.customer_id"},
      .own = Origin::customers,
      .sql = {"traits/best.sql"},
      .run = run,
      .behind = behind,
      .whole_lives = [](const Request&) { return true; },
  };
  return kInsight;
}

}  // namespace mikata::traits
