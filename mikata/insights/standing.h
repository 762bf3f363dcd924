// SPDX-License-Identifier: Apache-2.0
// Where each customer stands at the end of a day, by what was known then: content or not (METRICS,
// quadrant), staying or gone (silence.h, or P(alive) of the fitted model), or without an answer.
// What quadrant, loyalty and stage have in common.
//
// Content: the last answer about the whole (nps, else csat) within 365 days is at least seven
// tenths of the way up its scale, in the good direction. Of a form that asks both, nps counts.
// Where the book only asks about single touchpoints, csat about any of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/insights/moves.h"

namespace mikata {

// What is said of a customer; the statements number it from 1.
enum class Standpoint {
  fields,   // content_staying, content_gone, complaining_staying, complaining_gone, no_answer;
            // none: never_bought, who answered but never bought
  loyalty,  // the four fields as true_loyalty, latent, spurious, no_loyalty; none: no_answer
  stages  // awareness, consideration, purchase, retention, advocacy, lapsed; none: unseen, of whom
          // nothing is recorded but that they are known
};
const States& states_of(Standpoint standpoint);

// The day that is looked at, and the one it is compared with: the day before --start or --last
// begin, else one period earlier. No earlier day where there are no facts yet, or with one period
// for all.
struct Moments {
  Day now;
  std::optional<Day> then = {};
};
Moments moments_of(const Context& context);

// What is asked of the answers (alias a) for contentment to count, as SQL: about the whole, where
// that was ever asked.
std::string_view satisfaction_asked(const Store& store);

enum class GoneBy { silence, model };
// Adding up the money of a day in the past takes as long as all the rest.
enum class Money { counted, left_out };

// Statements that begin with where everybody stands: standing (customer_no, by_value, state, was:
// the state at the moment before, year_minor, year_before_minor: revenue of the 12 months up to
// $day_now and of those before).
class Standing {
 public:
  struct Terms {
    Standpoint standpoint = Standpoint::fields;
    GoneBy gone_by = GoneBy::silence;  // with the model only the moment now is known
    Money money = Money::counted;      // left out it is 0
    // One customer only; not where the question is about single actions or accounts.
    std::optional<std::int64_t> customer_no = {};
  };
  // Fails with invalid_argument where no model fits.
  Standing(const Context& context, const Moments& moments, const Terms& terms);
  Standing(const Standing&) = delete;
  Standing& operator=(const Standing&) = delete;

  const States& states() const { return states_of(terms_.standpoint); }
  // As of the moment now.
  const Context& context() const { return context_; }
  bool knows_then() const { return moments_.then.has_value(); }
  // The limit of silence, in days; nullopt where there is none or the model decides.
  std::optional<double> usual() const { return usual_; }

  // By where they stood before and stand now. Without a condition they are remembered until the
  // facts change.
  std::vector<Moves> moves() const;
  // A statement over standing.
  Table query(std::string_view file) const;
  // The people of one row and their last words, those who bring most first. nullopt: wherever they
  // came from.
  struct Of {
    Value by_value;
    std::optional<std::int64_t> from;
    std::int64_t to = 0;
  };
  Behind behind(const Of& which, Page page) const;

  // Answers about the whole in the last 365 days that are linked to nobody.
  std::int64_t unlinked() const;
  // How silence or the model decides, in words.
  Localized gone_words() const;

 private:
  void score();
  std::string name() const;
  std::vector<Moves> counted() const;
  // The statement behind all that it rests on.
  std::string sql(std::string_view file, std::string_view group) const;
  // Of one moment: what its statements begin with, the state a customer is in, and what that looks
  // at beside them; with lives of their own only the first.
  struct Moment {
    std::string statements;
    std::string state;
    std::string joins;
  };
  Moment at(std::string_view moment) const;
  std::string moments() const;
  std::string scores(std::string_view customer_no) const;
  std::string people() const;
  std::vector<Slot> speakers() const;
  std::vector<Binding> bindings() const;
  std::vector<Day> earlier_days() const;
  bool is_kept(Day day) const;
  template <typename Ask>
  auto settled(const Ask& ask) const;

  Context context_;
  Moments moments_;
  Terms terms_;
  bool own_lives_;
  bool accounts_of_people_;
  Day last_day_;  // of all facts
  std::string satisfaction_;
  std::optional<double> usual_;
  double silence_then_ = 0;
  std::vector<GivenTable> given_;
};

// What the slots of the standing_*.sql files are for a plain question: by silence, at one moment.
std::vector<Slot> plain_standing(Standpoint standpoint);

enum class StandingView { states, flows };
// The rows of one of the two views (moves.h); who is in no state is left out and counted.
Answer standing_answer(const Standing& standing, StandingView view);
// Key of a row of either view: by_value|name or by_value|from|to.
Standing::Of which_of(const States& states, std::string_view key);

}  // namespace mikata
