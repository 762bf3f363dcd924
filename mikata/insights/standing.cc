// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/standing.h"

#include <fmt/core.h>

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/histories.h"
#include "mikata/insights/key.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/silence.h"
#include "mikata/insights/worth_scores.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

constexpr std::string_view kAboutTheWhole =
    "(a.question = 'nps' OR (a.question = 'csat' AND a.touchpoint = ''))";
constexpr std::string_view kGoneOfLife =
    "days_between(o.last_day, $day_{at}) > coalesce(o.usual_days, $silence_{at})";
constexpr std::string_view kGoneOfCustomer =
    "days_between(c.last_order_day, $day_{at}) > coalesce(c.usual_days, $silence_{at})";
// o: those who bought after the moment, as they stood on it.
constexpr std::string_view kGoneOfEarlierDay =
    "days_between(coalesce(o_{at}.last_day, c.last_order_day), $day_{at}) > coalesce(CASE WHEN "
    "o_{at}.customer_no IS NULL THEN c.usual_days ELSE o_{at}.usual_days END, $silence_{at})";
constexpr std::string_view kGoneByModel = "coalesce(h.p_alive, 1) < 0.5";
constexpr std::string_view kEarlierDay =
    " LEFT JOIN (SELECT customer_no, last_day, usual_days FROM earlier_days WHERE day = "
    "$day_{at}) AS o_{at} ON o_{at}.customer_no = c.customer_no";
constexpr std::string_view kSpoken =
    " LEFT JOIN spoken_{at} AS s_{at} ON s_{at}.customer_no = c.customer_no";
constexpr std::string_view kPromoters =
    " LEFT JOIN promoters_{at} AS m_{at} ON m_{at}.customer_no = c.customer_no";
constexpr std::string_view kSenders = " LEFT JOIN senders AS f ON f.customer_no = c.customer_no";
// Of the same account, or of the same group of its people.
constexpr std::string_view kSameGroup = " AND coalesce(s.by_value, '') = coalesce(o.by_value, '')";
constexpr std::string_view kSendersOfAccounts =
    "LEFT JOIN senders_{at} AS f ON f.customer_no = o.customer_no AND coalesce(f.by_value, '') = "
    "coalesce(o.by_value, '')";
constexpr std::string_view kInGroup =
    "{speaker_group} = $key_by OR ({speaker_group} IS NULL AND $key_by IS NULL)";
// From the day of their record, or of the first thing they did or said where that came before.
constexpr std::string_view kKnownDay =
    "least(coalesce(c.first_seen_day, c.first_order_day, c.first_other_day, c.first_answer_day), "
    "coalesce(c.first_order_day, c.first_seen_day, c.first_other_day, c.first_answer_day), "
    "coalesce(c.first_other_day, c.first_seen_day, c.first_order_day, c.first_answer_day), "
    "coalesce(c.first_answer_day, c.first_seen_day, c.first_order_day, c.first_other_day))";
constexpr std::string_view kNoMomentBefore = "CAST(-1 AS BIGINT)";
// A question is asked again where the facts changed under it, but not for ever.
constexpr int kTries = 3;

// As the statement numbers it, beside those of a state.
constexpr std::int64_t kWhereverFrom = -2;
constexpr std::int64_t kNoAnswer = 5;  // of the fields
constexpr std::string_view kNothingBought = "CASE WHEN s.customer_no IS NULL THEN 5 ELSE 0 END";
constexpr std::string_view kNothingDone = "0";
constexpr const char* kAnswersOfAccounts =
    "answers AS a INNER JOIN {customers} ON c.customer_no = a.customer_no";
constexpr std::string_view kBoughtInGroup =
    "(SELECT customer_no, local_day, orders FROM done WHERE by_value = $key_by OR (by_value IS "
    "NULL AND $key_by IS NULL)) AS bought";
constexpr std::string_view kAboutAnything = "a.question = 'csat'";

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

// Loyalty is that of the four fields.
Moves without_answerless(const Moves& moves) {
  const auto state = [](std::int64_t field) { return field == kNoAnswer ? kNoState : field; };
  Moves four{moves.by_value};
  for (const auto& [from, row] : moves.from_to) {
    for (const auto& [to, crowd] : row) four.from_to[state(from)][state(to)].add(crowd);
  }
  return four;
}

Context as_of(const Context& context, Day day) {
  Context at = context;
  at.as_of = day;
  return at;
}

}  // namespace

const States& states_of(Standpoint standpoint) {
  static const States kStates{
      {"never_bought", {"答えたが、買ったことがない人", "answered, but never bought"}},
      {{"content_staying", {"満足して、通っている", "Content and staying"}},
       {"content_gone", {"満足だが、来なくなった", "Content but gone"}},
       {"complaining_staying", {"不満だが、通っている", "Complaining but staying"}},
       {"complaining_gone", {"不満で、来なくなった", "Complaining and gone"}},
       {"no_answer", {"回答なし", "No answer"}}}};
  static const States kStages{
      {"unseen", {"行動の記録がない人", "customers of whom no action is recorded"}},
      {{"awareness", {"知っている", "Awareness"}},
       {"consideration", {"考えている", "Consideration"}},
       {"purchase", {"はじめて買った", "Purchase"}},
       {"retention", {"続けている", "Retention"}},
       {"advocacy", {"薦めている", "Advocacy"}},
       {"lapsed", {"離れた", "Lapsed"}}}};
  static const States kLoyalty{
      {"no_answer", {"1年以内に回答のない人", "customers without an answer within a year"}},
      {{"true_loyalty", {"真の忠誠", "True loyalty"}},
       {"latent", {"隠れた忠誠", "Latent loyalty"}},
       {"spurious", {"見せかけの忠誠", "Spurious loyalty"}},
       {"no_loyalty", {"忠誠なし", "No loyalty"}}}};
  switch (standpoint) {
    case Standpoint::loyalty:
      return kLoyalty;
    case Standpoint::stages:
      return kStages;
    case Standpoint::fields:
      break;
  }
  return kStates;
}

std::string_view satisfaction_asked(const Store& store) {
  const std::string sql = fmt::format(
      "SELECT 1 AS found FROM answers AS a WHERE a.counts = 1 AND {} LIMIT 1", kAboutTheWhole);
  return store.query({sql}).rows.empty() ? kAboutAnything : kAboutTheWhole;
}

Moments moments_of(const Context& context) {
  const Request& request = context.request;
  Moments moments{std::min(context.period.end, context.as_of), {}};
  if (request.start || !request.last.empty()) {
    moments.then = Day{context.period.start.days - 1};
  } else if (request.grain != Grain::all) {
    // The same place in the period before: whole months apart, whatever day it is.
    const auto back = [&] {
      if (request.grain == Grain::day) return Day{moments.now.days - 1};
      if (request.grain == Grain::week) return Day{moments.now.days - 7};
      const Day start = period_start(moments.now, request.grain);
      const Day before = add_periods(start, request.grain, -1);
      const int into = moments.now.days - start.days;
      return std::min(Day{before.days + into}, Day{start.days - 1});
    };
    moments.then = back();
  }
  const Table first = context.store.query({"SELECT first_day FROM book_summary"});
  const bool began = !first.rows.empty() && !is_null(first.rows[0][0]) && moments.then &&
                     as_day(first.rows[0][0]) <= *moments.then;
  if (!began) moments.then.reset();
  return moments;
}

Standing::Standing(const Context& context, const Moments& moments, const Terms& terms)
    : context_(as_of(context, moments.now)),
      moments_(moments),
      terms_(terms),
      own_lives_(has_own_lives(context)),
      accounts_of_people_(context.request.accounts && !chooses_actions(context)),
      last_day_(latest_day(context.store).value_or(moments.now)),
      satisfaction_(satisfaction_asked(context.store)) {
  if (terms_.gone_by == GoneBy::model) {
    moments_.then.reset();
    score();
    return;
  }
  usual_ = usual_silence(context_);
  if (moments_.then) {
    silence_then_ = silence_limit(usual_silence(as_of(context, *moments_.then)));
  }
}

void Standing::score() {
  const WorthFit fit = worth_fit(context_);
  if (!fit.model) {
    fail(ErrorKind::invalid_argument,
         {"合う購買モデルがありません（{}）: --action silence を使ってください",
          "no model of buying fits ({}): use --action silence"},
         fit.problem);
  }
  given_.push_back(history_scores(*fit.model, life_patterns(context_), WorthTerms{}, Bands::none));
  context_.given = given_;
}

std::string Standing::scores(std::string_view customer_no) const {
  if (terms_.gone_by != GoneBy::model) return "";
  return fmt::format(" LEFT JOIN ({}) AS h ON h.scored_no = {}{}",
                     lives_sql(context_, "standing_alive.sql"), customer_no,
                     own_lives_ ? " AND coalesce(h.scored_by, '') = coalesce(o.by_value, '')" : "");
}

Standing::Moment Standing::at(std::string_view moment) const {
  const bool stages = terms_.standpoint == Standpoint::stages;
  const Day day = moment == "now" ? moments_.now : *moments_.then;
  const bool model = terms_.gone_by == GoneBy::model;
  const bool accounts = context_.request.accounts;
  Moment one{.statements = std::string(insights::sql(!stages    ? "standing_spoken.sql"
                                                     : accounts ? "standing_accounts_promoters.sql"
                                                                : "standing_promoters.sql")),
             .state = {},
             .joins = {}};
  std::string_view gone = model ? kGoneByModel : own_lives_ ? kGoneOfLife : kGoneOfCustomer;
  if (own_lives_) {
    const bool people = accounts_of_people_;
    if (people) one.statements += insights::sql("standing_accounts_known.sql");
    if (people && stages) one.statements += insights::sql("standing_accounts_senders.sql");
    one.statements +=
        insights::sql(stages ? "standing_lives_stages.sql" : "standing_lives_fields.sql");
    replace_all(one.statements, "{scores}", scores("o.customer_no"));
    replace_all(one.statements, "{others}",
                people ? insights::sql("standing_accounts_others.sql") : "");
    replace_all(one.statements, "{heard}", stages ? "promoters" : "spoken");
    replace_all(one.statements, "{state_of_others}", stages ? kNothingDone : kNothingBought);
    replace_all(one.statements, "{senders}", people ? kSendersOfAccounts : "");
    replace_all(one.statements, "{sent}", people ? "f.customer_no IS NOT NULL" : "FALSE");
  } else {
    one.state = insights::sql(stages ? "standing_stage.sql" : "standing_field.sql");
    one.joins = stages ? kPromoters : kSpoken;
    if (!model && day < last_day_) {
      gone = kGoneOfEarlierDay;
      one.joins += kEarlierDay;
    }
  }
  for (std::string* text : {&one.statements, &one.state, &one.joins}) {
    replace_all(*text, "{gone}", gone);
    replace_all(*text, "{at}", moment);
  }
  return one;
}

std::string Standing::moments() const {
  const Moment now = at("now");
  std::string text = now.statements;
  std::string joins = now.joins + (own_lives_ ? "" : scores("c.customer_no"));
  std::string was{kNoMomentBefore};
  if (moments_.then) {
    const Moment then = at("then");
    text += then.statements;
    joins += then.joins;
    was = then.state;
    if (own_lives_) {
      was = "coalesce(t.state, -1)";
      joins =
          " LEFT JOIN standing_then AS t ON t.customer_no = n.customer_no AND "
          "coalesce(t.by_value, '') = coalesce(n.by_value, '')";
    }
  }
  if (terms_.standpoint == Standpoint::stages && !own_lives_) joins += kSenders;
  text += insights::sql(own_lives_ ? "standing_lives_moments.sql" : "standing_moments.sql");
  replace_all(text, "{state}", now.state);
  replace_all(text, "{was}", was);
  replace_all(text, "{joins}", joins);
  return text;
}

std::string Standing::people() const {
  if (own_lives_) return std::string(insights::sql("standing_lives.sql"));
  std::string text{insights::sql("standing_customers.sql")};
  // Up to the book's last day nothing has to be added up.
  const bool summarised = last_day_ == moments_.now;
  const bool left_out = terms_.money == Money::left_out;
  const bool added = !summarised && !left_out;
  const auto either = [&](std::string_view summary, std::string_view earned) {
    return left_out ? std::string_view("0") : summarised ? summary : earned;
  };
  replace_all(text, "{who}", terms_.customer_no ? "c.customer_no = $customer_no" : "TRUE");
  replace_all(text, "{year}", either("c.revenue_365d_minor", "coalesce(e.year_minor, 0)"));
  replace_all(text, "{year_before}",
              either("c.revenue_year_before_minor", "coalesce(e.year_before_minor, 0)"));
  replace_all(text, "{earned}", added ? insights::sql("standing_earned.sql") : "");
  return text;
}

std::string Standing::sql(std::string_view file, std::string_view group) const {
  std::string text = people();
  if (terms_.standpoint == Standpoint::stages && !own_lives_) {
    text += insights::sql("standing_senders.sql");
  }
  text += moments();
  text += insights::sql(file);
  replace_all(text, "{who_sent}", terms_.customer_no ? "n.customer_no = $customer_no" : "TRUE");
  replace_all(text, "{satisfaction}", satisfaction_);
  replace_all(text, "{bought}", own_lives_ ? kBoughtInGroup : "order_days");
  replace_all(text, "{group}", group);
  for (const Slot& slot : speakers()) replace_all(text, slot.name, slot.text);
  return text;
}

// Who speaks: a customer, or an account with those of its people whom condition and group are
// about. What chooses single actions chooses nobody's answers.
std::vector<Slot> Standing::speakers() const {
  const bool accounts = context_.request.accounts;
  const std::string speaker = accounts ? "c.account_no" : "a.customer_no";
  std::vector<Slot> slots{{"{known_day}", std::string(kKnownDay)},
                          {"{spoken}", accounts ? kAnswersOfAccounts : "answers AS a"},
                          {"{speaker}", speaker}};
  const Scope scope = scope_of(context_);
  std::string whose = terms_.customer_no ? "a.customer_no = $customer_no" : "TRUE";
  if (accounts && std::ranges::none_of(scope.condition_origins, of_actions)) {
    whose = scope.condition;
  }
  slots.push_back({"{whose}", whose});
  if (accounts && scope.by_origin && !of_actions(*scope.by_origin)) {
    slots.insert(slots.end(), {{"{of_group}", std::string(kInGroup)},
                               {"{speaker_group}", scope.by},
                               {"{each_speaker}", fmt::format("{}, {}", speaker, scope.by)},
                               {"{same_group}", std::string(kSameGroup)}});
  } else {
    slots.insert(slots.end(), {{"{of_group}", "TRUE"},
                               {"{speaker_group}", "''"},
                               {"{each_speaker}", speaker},
                               {"{same_group}", ""}});
  }
  return slots;
}

std::vector<Binding> Standing::bindings() const {
  std::vector<Binding> bindings{{"day_now", moments_.now}, {"silence_now", silence_limit(usual_)}};
  if (moments_.then) {
    bindings.push_back({"day_then", *moments_.then});
    bindings.push_back({"silence_then", silence_then_});
  }
  if (terms_.customer_no) bindings.push_back({"customer_no", *terms_.customer_no});
  return bindings;
}

std::vector<Day> Standing::earlier_days() const {
  std::vector<Day> days;
  if (own_lives_ || terms_.gone_by == GoneBy::model) return days;
  if (moments_.now < last_day_) days.push_back(moments_.now);
  if (moments_.then && *moments_.then < last_day_) days.push_back(*moments_.then);
  return days;
}

bool Standing::is_kept(Day day) const {
  return !context_.store
              .query({"SELECT 1 AS found FROM earlier_days WHERE day = $day LIMIT 1",
                      {{"day", day}},
                      context_.stop})
              .rows.empty();
}

// What is kept of earlier days is thrown away with a change of the facts, and when many days are
// asked about: then the statement has looked at too little and is asked again.
template <typename Ask>
auto Standing::settled(const Ask& ask) const {
  for (int tries = 1;; ++tries) {
    const std::int64_t version = context_.store.version();
    std::vector<Day> kept;
    for (const Day day : earlier_days()) {
      if (!is_kept(day)) {
        context_.store.keep_day(
            day,
            {std::string(insights::sql("standing_earlier.sql")), {{"day", day}}, context_.stop});
      }
      if (is_kept(day)) kept.push_back(day);
    }
    auto found = ask();
    const bool stands = context_.store.version() == version &&
                        std::ranges::all_of(kept, [&](Day day) { return is_kept(day); });
    if (stands || tries == kTries) return found;
  }
}

// "" where it is not kept: of conditions there may be any number.
std::string Standing::name() const {
  if (own_lives_ || terms_.customer_no || !context_.request.where.empty()) return "";
  const auto number = [](auto value) { return static_cast<int>(value); };
  // The four fields are counted once, whatever they are called.
  const bool stages = terms_.standpoint == Standpoint::stages;
  return fmt::format("standing 1 {} {} {} {} {} by {}", stages ? "stages" : "fields",
                     number(terms_.gone_by), number(terms_.money), to_string(moments_.now),
                     moments_.then ? to_string(*moments_.then) : "alone", context_.request.by);
}

std::vector<Moves> Standing::counted() const {
  const std::string kept = name();
  if (!kept.empty()) {
    if (const auto text = context_.store.recall(kept)) return read_moves(*text);
  }
  const std::string statement = sql("standing_moves.sql", "{group}");
  const std::int64_t version = context_.store.version();
  std::vector<Moves> found =
      settled([&] { return read_moves(context_.query(statement, bindings())); });
  // What was counted while the facts changed holds for neither version.
  if (!kept.empty() && context_.store.version() == version)
    context_.store.remember(kept, write_moves(found));
  return found;
}

std::vector<Moves> Standing::moves() const {
  std::vector<Moves> found = counted();
  if (terms_.standpoint != Standpoint::loyalty) return found;
  for (Moves& moves : found) moves = without_answerless(moves);
  return found;
}

Table Standing::query(std::string_view file) const {
  const std::string statement = sql(file, "{group}");
  return settled([&] { return context_.query(statement, bindings()); });
}

Behind Standing::behind(const Of& which, Page page) const {
  std::vector<Binding> more = bindings();
  more.push_back({"key_by", which.by_value});
  const bool answerless = terms_.standpoint == Standpoint::loyalty && which.from == kNoState;
  more.push_back({"key_from", answerless ? kNoAnswer : which.from.value_or(kWhereverFrom)});
  more.push_back({"key_to", which.to});
  const std::string text = sql("standing_behind.sql", context_.fill("{by}"));
  return settled([&] { return persons_behind(context_, {text, more, {}}, page); });
}

Localized Standing::gone_words() const {
  if (terms_.gone_by == GoneBy::model) return {"続いている見込みが0.5未満", "P(alive) below 0.5"};
  if (!usual_) {
    return {"二度買った人がいないので分からない", "not known, since nobody ever bought twice"};
  }
  return {fmt::format("本人の間隔の90%点(間隔5つ以上)、ほかは全体の{:g}日より長い沈黙", *usual_),
          fmt::format("silent for longer than the 90 % quantile of own gaps (5 or more), else than "
                      "{:g} days",
                      *usual_)};
}

std::int64_t Standing::unlinked() const {
  const std::string sql = fmt::format(
      "SELECT count(*) AS answers FROM answers AS a WHERE a.counts = 1 AND {} AND a.customer_no IS "
      "NULL AND a.local_day > add_days($day_now, -365) AND a.local_day <= $day_now",
      satisfaction_);
  return as_integer(context_.store.query({sql, bindings(), context_.stop}).rows.at(0)[0]);
}

std::vector<Slot> plain_standing(Standpoint standpoint) {
  const bool stages = standpoint == Standpoint::stages;
  std::string state{insights::sql(stages ? "standing_stage.sql" : "standing_field.sql")};
  std::string joins{stages ? kPromoters : kSpoken};
  if (stages) joins += kSenders;
  for (std::string* text : {&state, &joins}) {
    replace_all(*text, "{gone}", kGoneOfCustomer);
    replace_all(*text, "{at}", "now");
  }
  return {{"at", "now"},
          {"joins", joins},
          {"state", state},
          {"was", std::string(kNoMomentBefore)},
          {"known_day", std::string(kKnownDay)},
          {"whose", "TRUE"},
          {"who_sent", "TRUE"},
          {"speaker", "a.customer_no"},
          {"each_speaker", "a.customer_no"},
          {"speaker_group", "''"},
          {"spoken", "answers AS a"},
          {"satisfaction", std::string(kAboutTheWhole)},
          {"who", "TRUE"},
          {"year", "c.revenue_365d_minor"},
          {"year_before", "c.revenue_year_before_minor"},
          {"earned", ""}};
}

Answer standing_answer(const Standing& standing, StandingView view) {
  Answer answer;
  const States& states = standing.states();
  const Language language = standing.context().language();
  std::int64_t none = 0;
  if (view == StandingView::states) {
    none = add_states(states, standing.moves(), language, answer);
  } else {
    answer.columns = flow_columns();
    answer.chart = Chart{"flows", "from", "customers", "to", "action"};
    if (!standing.knows_then()) {
      answer.notes.push_back(
          {"not_enough",
           {"比べる前の時点がありません。", "There is no earlier moment to compare with."}});
      return answer;
    }
    none = add_flows(states, standing.moves(), language, answer);
  }
  if (none > 0) answer.left_out.push_back({states.none.title, none});
  return answer;
}

Standing::Of which_of(const States& states, std::string_view key) {
  const auto parts = split_key(key, 2, 3);
  Standing::Of which{parts[0], {}, states.called(key_text(parts.back()))};
  if (parts.size() == 3) which.from = states.called(key_text(parts[1]));
  return which;
}

}  // namespace mikata
