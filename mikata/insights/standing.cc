// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/standing.h"

#include <fmt/core.h>

#include "mikata/base/error.h"
#include "mikata/insights/context.h"
#include "mikata/insights/histories.h"
#include "mikata/insights/silence.h"
#include "mikata/insights/worth_scores.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

constexpr std::string_view kAboutTheWhole =
    "(a.question = 'nps' OR (a.question = 'csat' AND a.touchpoint = ''))";
constexpr std::string_view kAboutAnything = "a.question = 'csat'";

constexpr std::array<std::string_view, kFields + 1> kNames{
    "never_bought",        "content_staying",  "content_gone",
    "complaining_staying", "complaining_gone", "no_answer"};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

// Whether satisfaction was ever asked about the whole.
std::string_view satisfaction_of(const Store& store) {
  const std::string sql = fmt::format(
      "SELECT 1 AS found FROM answers AS a WHERE a.counts = 1 AND {} LIMIT 1", kAboutTheWhole);
  return store.query({sql}).rows.empty() ? kAboutAnything : kAboutTheWhole;
}

Context as_of(const Context& context, Day day) {
  Context at = context;
  at.as_of = day;
  return at;
}

}  // namespace

std::string_view field_name(Field field) { return kNames.at(static_cast<std::size_t>(field)); }

Field field_called(std::string_view name) {
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Field>(i);
  }
  fail(ErrorKind::not_found,
       "no field is called: {} (content_staying, content_gone, complaining_staying, "
       "complaining_gone, no_answer)",
       name);
}

Localized field_title(Field field) {
  switch (field) {
    case Field::content_staying:
      return {"満足して、通っている", "Content and staying"};
    case Field::content_gone:
      return {"満足だが、来なくなった", "Content but gone"};
    case Field::complaining_staying:
      return {"不満だが、通っている", "Complaining but staying"};
    case Field::complaining_gone:
      return {"不満で、来なくなった", "Complaining and gone"};
    case Field::no_answer:
      return {"回答なし", "No answer"};
    case Field::never_bought:
      break;
  }
  return {"買ったことがない", "Never bought"};
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

Standing::Standing(const Context& context, const Moments& moments, GoneBy gone_by)
    : context_(as_of(context, moments.now)),
      moments_(moments),
      gone_by_(gone_by),
      own_lives_(has_own_lives(context)),
      satisfaction_(satisfaction_of(context.store)) {
  if (gone_by_ == GoneBy::model) {
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
    fail(ErrorKind::invalid_argument, "no model of buying fits ({}): use --action silence",
         fit.problem);
  }
  given_.push_back(history_scores(*fit.model, life_patterns(context_), WorthTerms{}, Bands::none));
  context_.given = given_;
}

std::string Standing::at(std::string_view moment) const {
  std::string text{
      insights::sql(own_lives_ ? "standing_lives_at.sql" : "standing_customers_at.sql")};
  std::string gone =
      own_lives_
          ? "days_between(o.last_day, $day_{at}) > coalesce(o.usual_days, $silence_{at})"
          : "days_between(coalesce(o.last_day, c.last_order_day), $day_{at}) > coalesce(CASE "
            "WHEN o.customer_no IS NULL THEN g.usual_days ELSE o.usual_days END, "
            "$silence_{at})";
  std::string scores;
  if (gone_by_ == GoneBy::model) {
    gone = "coalesce(h.p_alive, 1) < 0.5";
    scores =
        fmt::format("LEFT JOIN ({}) AS h ON h.scored_no = s.customer_no{}",
                    lives_sql(context_, "standing_alive.sql"),
                    own_lives_ ? " AND coalesce(h.scored_by, '') = coalesce(o.by_value, '')" : "");
  }
  const bool accounts = context_.request.accounts;
  replace_all(text, "{gone}", gone);
  replace_all(text, "{scores}", scores);
  replace_all(text, "{spoken}",
              accounts ? "answers AS a INNER JOIN customer_summary AS c ON c.customer_no = "
                         "a.customer_no"
                       : "answers AS a");
  replace_all(text, "{satisfaction}", satisfaction_);
  replace_all(text, "{at}", moment);
  return text;
}

std::string Standing::people() const {
  if (own_lives_) return std::string(insights::sql("standing_lives.sql"));
  std::string text{insights::sql("standing_customers.sql")};
  // Up to the book's last day nothing has to be added up.
  const bool summarised = latest_day(context_.store) == moments_.now;
  replace_all(text, "{year}", summarised ? "c.revenue_365d_minor" : "coalesce(e.year_minor, 0)");
  replace_all(text, "{year_before}",
              summarised ? "c.revenue_year_before_minor" : "coalesce(e.year_before_minor, 0)");
  replace_all(text, "{earned}", summarised ? "" : insights::sql("standing_earned.sql"));
  return text;
}

std::string Standing::sql(std::string_view file, std::string_view group) const {
  std::string text = people() + at("now");
  if (moments_.then) text += at("then");
  text += insights::sql(file);
  replace_all(text, "{speaker}", context_.request.accounts ? "c.account_no" : "a.customer_no");
  replace_all(text, "{bought}", own_lives_ ? "bought" : "order_days");
  replace_all(text, "{group}", group);
  return text;
}

std::vector<Binding> Standing::bindings() const {
  std::vector<Binding> bindings{{"day_now", moments_.now}, {"silence_now", silence_limit(usual_)}};
  if (moments_.then) {
    bindings.push_back({"day_then", *moments_.then});
    bindings.push_back({"silence_then", silence_then_});
  }
  return bindings;
}

Slot Standing::same() const {
  return {"same", own_lives_ ? "t.customer_no = n.customer_no AND coalesce(t.by_value, '') = "
                               "coalesce(n.by_value, '')"
                             : "t.customer_no = n.customer_no"};
}

std::int64_t Standing::unlinked() const {
  const std::string sql = fmt::format(
      "SELECT count(*) AS answers FROM answers AS a WHERE a.counts = 1 AND {} AND a.customer_no IS "
      "NULL AND a.local_day > add_days($day_now, -365) AND a.local_day <= $day_now",
      satisfaction_);
  return as_integer(context_.store.query({sql, bindings(), context_.stop}).rows.at(0)[0]);
}

}  // namespace mikata
