// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/silent/silent.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mikata/base/error.h"
#include "mikata/base/listed.h"
#include "mikata/insights/attributes.h"
#include "mikata/insights/key.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/silent/recorded.h"
#include "mikata/stats/nonresponse.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::silent {
namespace {

// What standings mean: answers.sql.
constexpr std::size_t kNever = 1;
constexpr std::size_t kAnswered = 2;             // and the score
constexpr std::size_t kBefore = kAnswered + 11;  // likewise
constexpr double kRareLevel = 30;

double strength_of(const Context& context) {
  const double strength = std::stod(context.request.parameters.at("strength"));
  if (!(strength >= 1 && strength <= 100)) {
    fail(ErrorKind::invalid_argument,
         {"strength は1から100までです: {}", "strength is not from 1 to 100: {}"}, strength);
  }
  return strength;
}

CodedQuestion question_of(const Context& context) {
  return {.outcomes = std::string(insights::sql("silent/answers.sql")),
          .standing = "CASE WHEN o.score < 0 THEN 1 ELSE to_integer(2 + o.score + o.since) END",
          .tenure = kNoTenure,
          .joins = recorded_joins(context)};
}

// The answers as they are, before any weight.
struct Before {
  double answers = 0;
  double points = 0;
  void add(std::size_t score) {
    answers += 1;
    points += score >= 9 ? 100 : score <= 6 ? -100 : 0;
  }
};

struct Gathered {
  stats::ResponseRows rows;
  std::vector<Value> groups;
  std::vector<Before> before;
};

// A rare level stands with those of whom it is unknown: nobody can be asked to stand for a handful.
class Gathering {
 public:
  Gathering(const std::vector<CodedGroup>& groups, std::size_t attributes)
      : attributes_(attributes), people_(attributes * 32) {
    gathered_.rows.traits.traits = attributes;
    for (const CodedGroup& group : groups) {
      for (std::size_t at = 0; at < group.codes.size(); ++at) {
        people_[at % attributes * 32 + group.codes[at]] += 1;
      }
    }
  }

  void add(const CodedGroup& group) {
    const auto number = static_cast<std::uint32_t>(gathered_.groups.size());
    gathered_.groups.push_back(group.by_value);
    gathered_.before.emplace_back();
    stats::ResponseRows& rows = gathered_.rows;
    for (std::size_t at = 0; at < group.codes.size(); ++at) {
      const std::uint8_t code = group.codes[at];
      rows.traits.levels.push_back(people_[at % attributes_ * 32 + code] < kRareLevel ? 0 : code);
    }
    rows.traits.count += group.standings.size();
    rows.groups.insert(rows.groups.end(), group.standings.size(), number);
    for (const std::size_t standing : group.standings) rows.scores.push_back(score_of(standing));
  }

  Gathered take() && { return std::move(gathered_); }

 private:
  std::uint8_t score_of(std::size_t standing) {
    if (standing == kNever) return stats::kSilent;
    const std::size_t score = (standing - kAnswered) % stats::kScores;
    gathered_.before.back().add(score);
    return standing < kBefore ? static_cast<std::uint8_t>(score) : stats::kSilent;
  }

  std::size_t attributes_;
  std::vector<double> people_;
  Gathered gathered_;
};

void check_levels(const Context& context, const Gathered& gathered, const Codings& codings) {
  const auto& scores = gathered.rows.scores;
  if (std::ranges::all_of(scores, [](std::uint8_t s) { return s == stats::kSilent; })) {
    fail(ErrorKind::invalid_argument,
         {"答えた人がいません: 買ったことのある顧客は{}人です",
          "nobody answered: {} customers have bought"},
         scores.size());
  }
  const auto empty = stats::empty_level(gathered.rows);
  if (!empty) return;
  const Coding& coding = codings.all[empty->trait];
  const auto code = static_cast<std::uint8_t>(empty->level);
  const Localized words = code_words(coding, code, code, context.settings);
  fail(ErrorKind::invalid_argument,
       {"答えた人のなかに、{1}の顧客{0}人の代わりになる人がいません（外すには --without {2}）",
        "nobody who answered can stand for the {} customers with {} (leave it out: --without {})"},
       empty->people, words, coding.attribute.name);
}

Value or_null(bool there, double value) { return there ? Value(value) : Value(); }

void add_rows(const Gathered& gathered, const stats::Nonresponse& whole, Answer& answer) {
  for (std::size_t g = 0; g < gathered.groups.size(); ++g) {
    const stats::WholeNps& nps = whole.groups[g];
    const Before& before = gathered.before[g];
    const bool any = before.answers > 0;
    const bool enough = nps.n_effective > 0;
    const double was = any ? before.points / before.answers : 0;
    answer.n += std::llround(nps.people);
    answer.table.rows.push_back(
        {gathered.groups[g], std::int64_t{std::llround(nps.people)},
         std::int64_t{std::llround(nps.answered)}, nps.answered / nps.people, or_null(any, was),
         or_null(enough, nps.points.value), or_null(enough, nps.points.interval.low),
         or_null(enough, nps.points.interval.high), or_null(enough, nps.band.low),
         or_null(enough, nps.band.high), or_null(enough, nps.points.value - was),
         or_null(enough, nps.design_effect), or_null(enough, nps.n_effective),
         make_key({gathered.groups[g]})});
  }
}

void note_limits(const stats::Nonresponse& whole, double strength, Answer& answer) {
  answer.notes.push_back(
      {"not_enough",
       {fmt::format(
            "満足の度合いそのものが答えるかどうかを左右するかは、答えからは分かりません。帯は、評点"
            "が"
            "{:.1f}点(標準偏差1つ)高い人の答えるオッズが{:g}倍、または{:g}分の1の場合です。",
            whole.score_deviation, strength, strength),
        fmt::format("Whether contentment itself decides who answers cannot be known from the "
                    "answers. The band is for odds of answering {:g} times as high, or as low, for "
                    "one standard deviation of the score ({:.1f} points) more.",
                    strength, whole.score_deviation)}});
  if (!whole.converged) {
    answer.notes.push_back({"not_enough",
                            {"重みをすべての内訳に合わせきれませんでした。参考としてください。",
                             "The weights do not meet all margins: take the numbers as a hint."}});
  }
}

Answer run(const Context& context) {
  const Context about = about_customers(context, {"答え", "answers"});
  const double strength = strength_of(context);
  const CodedQuestion question = question_of(about);
  about.tell(0.1, {"顧客の記録を読む", "reading what is recorded of customers"});
  const Codings codings =
      choose_codings(about, question, recorded_attributes(about), {.attributes = 10, .levels = 12});
  const std::vector<CodedGroup> groups = code_customers(about, question, codings);
  about.tell(0.7, {"重みをつける", "weighing"});
  Gathering gathering(groups, codings.all.size());
  for (const CodedGroup& group : groups) gathering.add(group);
  const Gathered gathered = std::move(gathering).take();
  Answer answer;
  std::vector<Localized> titles;
  for (const Coding& coding : codings.all) titles.push_back(coding.attribute.title);
  answer.method =
      localized({"答える確率(ロジット)とレイキング:{}", "chance to answer (logit) and raking: {}"},
                listed(titles));
  if (gathered.groups.empty()) return answer;
  check_levels(about, gathered, codings);
  const auto whole = stats::whole_nps(gathered.rows, gathered.groups.size(), strength);
  if (!whole) {
    answer.notes.push_back({"not_enough",
                            {"答えた人が30人に満たないか、全員が同じ評点です。",
                             "Fewer than 30 answered, or all gave the same score."}});
    return answer;
  }
  add_rows(gathered, *whole, answer);
  note_limits(*whole, strength, answer);
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const Context about = about_customers(context, {"答え", "answers"});
  const std::string sql = std::string(insights::sql("silent/answers.sql")) +
                          std::string(insights::sql("silent/behind.sql"));
  const std::string orders = last_bought(about, "1");
  Behind behind = persons_behind(about,
                                 {sql,
                                  {{"key_by", split_key(key, 1, 1)[0]}},
                                  {{"group", about.fill("{by}")}, {"bought", orders}}},
                                 page);
  const auto day = std::ranges::find(behind.table.columns, "local_day", &Column::name);
  if (day != behind.table.columns.end()) day->title = {"最後に買った日", "Last bought"};
  return behind;
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "silent",
      .title = {"答えない人", "The silent"},
      .question = {"答えない人も入れたら、推奨度はいくらか",
                   "What would those who never answer say?"},
      .definition =
          {"買ったことのある全員のNPS。記録された行動から答える確率を見積もり、答えた人に重みをつけ"
           "、"
           "全員の内訳に合わせます。",
           "NPS of everybody who has bought: those who answered are weighted by their chance to "
           "answer, told from what is recorded, and raked to the make-up of everybody."},
      .interval = {"95%、線形化。帯は答え方の仮定による幅",
                   "95 %, linearised; the band is what an assumption "
                   "about answering allows"},
      .parameters =
          {{"strength",
            ParameterType::number,
            "3",
            {},
            {"評点1標準偏差あたりの、答えるオッズの比",
             "Odds ratio of answering, per standard deviation"}},
           {"without", ParameterType::text, "", {}, {"使わない列", "Columns to leave out"}}},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"n", integer, "people", {"買った顧客", "Customers"}},
                  {"answered", integer, "people", {"答えた人", "Answered"}},
                  {"response", share, "", {"回答率", "Response"}},
                  {"nps_before", points, "", {"答えのままのNPS", "NPS as answered"}},
                  {"nps", points, "", {"全員のNPS", "NPS of all"}},
                  {"nps_low", points, "", {"下限", "Low"}},
                  {"nps_high", points, "", {"上限", "High"}},
                  {"band_low", points, "", {"帯の下限", "Band, low"}},
                  {"band_high", points, "", {"帯の上限", "Band, high"}},
                  {"change", points, "", {"差", "Change"}},
                  {"design_effect", number, "", {"デザイン効果", "Design effect"}},
                  {"n_effective", number, "people", {"有効な人数", "Effective n"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "marks", .x = "by_value", .y = "nps", .side = "voice"},
      .requires_facts = {"voices.question=nps", "actions.kind=order"},
      .own = Origin::customers,
      .sql = {"silent/answers.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::silent
