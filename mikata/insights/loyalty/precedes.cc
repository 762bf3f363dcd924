// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/loyalty/precedes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/action_kind.h"
#include "mikata/insights/key.h"
#include "mikata/insights/remarks.h"
#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/normal.h"

namespace mikata::loyalty {
namespace {

constexpr double kError = 0.05;
constexpr double kAdded = 0.5;  // to each cell

struct Trait {
  std::string what;  // action, theme
  std::string name;  // a kind; a theme followed by + or -
  auto operator<=>(const Trait&) const = default;
};

struct Move {
  Value by_value;
  std::int64_t from = 0;
  std::int64_t to = 0;
  auto operator<=>(const Move&) const = default;
};

struct People {
  double all = 0;
  std::map<Trait, double> with;
};

using Moved = std::map<Move, People>;

std::string mark_text(const ThemeMark& mark) { return mark.name + (mark.tone > 0 ? "+" : "-"); }

std::vector<Trait> traits_of(const std::string& what, const std::string& name) {
  if (what == "action") return {{what, name}};
  std::vector<Trait> traits;
  for (const ThemeMark& mark : theme_marks(name)) {
    if (mark.tone != 0) traits.push_back({what, mark_text(mark)});
  }
  return traits;
}

Moved read_moved(const Table& table, const std::vector<std::string>& activity) {
  Moved moved;
  for (const Row& row : table.rows) {
    People& people = moved[{row[0], as_integer(row[1]), as_integer(row[2])}];
    const std::string& what = as_text(row[3]);
    const std::string& name = as_text(row[4]);
    const double customers = as_number(row[5]);
    if (what == "all") people.all += customers;
    // Whoever buys acts by buying; that is the state itself.
    const bool buying = what == "action" && std::ranges::find(activity, name) != activity.end();
    if (what == "all" || buying) continue;
    for (const Trait& trait : traits_of(what, name)) people.with[trait] += customers;
  }
  return moved;
}

struct Found {
  Move move;
  Trait trait;
  double movers = 0;
  double of_movers = 0;
  double stayers = 0;
  double of_stayers = 0;
  double log_odds = 0;
  double error = 0;
  double p_adjusted = 1;
};

void set_odds(Found& found) {
  const double a = found.movers + kAdded;
  const double b = found.of_movers - found.movers + kAdded;
  const double c = found.stayers + kAdded;
  const double d = found.of_stayers - found.stayers + kAdded;
  found.log_odds = std::log(a * d / (b * c));
  found.error = std::sqrt(1 / a + 1 / b + 1 / c + 1 / d);
}

// Every trait of at least `least` movers, against those who stayed.
std::vector<Found> compared(const Moved& moved, double least) {
  std::vector<Found> all;
  for (const auto& [move, movers] : moved) {
    const auto stayed = moved.find({move.by_value, move.from, move.from});
    if (move.from == move.to || stayed == moved.end()) continue;
    for (const auto& [trait, customers] : movers.with) {
      if (customers < least) continue;
      const auto theirs = stayed->second.with.find(trait);
      Found found{move, trait, customers, movers.all, 0, stayed->second.all};
      if (theirs != stayed->second.with.end()) found.stayers = theirs->second;
      set_odds(found);
      all.push_back(std::move(found));
    }
  }
  return all;
}

std::vector<Found> judged(std::vector<Found> all) {
  std::vector<double> p;
  for (const Found& one : all) p.push_back(stats::two_sided_p(one.log_odds / one.error));
  const std::vector<double> adjusted = stats::benjamini_hochberg(p);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].p_adjusted = adjusted[i];
  std::erase_if(all,
                [](const Found& one) { return one.log_odds <= 0 || one.p_adjusted >= kError; });
  std::ranges::stable_sort(all, [](const Found& one, const Found& other) {
    if (one.move != other.move) return one.move < other.move;
    return one.log_odds / one.error > other.log_odds / other.error;
  });
  return all;
}

std::string title_of(const Trait& trait, const ThemeTitles& titles, Language language) {
  if (trait.what == "action") return action_kind_title(trait.name).in(language);
  const std::string theme = titles.title(trait.name.substr(0, trait.name.size() - 1));
  const bool praised = trait.name.ends_with('+');
  if (language == Language::ja) return theme + (praised ? "をほめた" : "に不満を言った");
  return (praised ? "praised: " : "blamed: ") + theme;
}

}  // namespace

std::vector<Column> precedes_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"from", string, "", {"前の記号", "From, code"}},
          {"from_title", string, "", {"前", "From"}},
          {"to", string, "", {"今の記号", "To, code"}},
          {"to_title", string, "", {"今", "To"}},
          {"what", string, "", {"行動かテーマか", "Action or theme"}},
          {"name", string, "", {"記号", "Code"}},
          {"title", string, "", {"その前にあったこと", "What came before"}},
          {"movers", integer, "people", {"移った人", "Moved"}},
          {"movers_share", share, "", {"その割合", "Share of them"}},
          {"stayers", integer, "people", {"とどまった人", "Stayed"}},
          {"stayers_share", share, "", {"その割合", "Share of them"}},
          {"log_odds", number, "", {"対数オッズ比", "Log-odds"}},
          {"log_odds_low", number, "", {"下限", "Low"}},
          {"log_odds_high", number, "", {"上限", "High"}},
          {"p_adjusted", number, "", {"調整済みp", "Adjusted p"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer run_precedes(const Standing& standing) {
  const Context& context = standing.context();
  if (context.request.accounts) {
    fail(ErrorKind::invalid_argument,
         {"移る前の出来事は顧客ごとに見ます: --unit account を外してください",
          "what precedes moves is asked of customers: leave out --unit account"});
  }
  Answer answer;
  answer.columns = precedes_columns();
  answer.chart = Chart{"marks", "title", "log_odds", "from_title", "action"};
  answer.method = {"対数オッズ比(各ます目に0.5)、多重比較はBenjamini-Hochberg",
                   "log-odds ratio (0.5 added to each cell), judged together by "
                   "Benjamini-Hochberg"};
  if (!standing.knows_then()) {
    answer.notes.push_back(
        {"not_enough",
         {"比べる前の時点がありません。", "There is no earlier moment to compare with."}});
    return answer;
  }
  const Moved moved = read_moved(standing.query("loyalty/precedes.sql"), context.settings.activity);
  for (const auto& [move, people] : moved) answer.n += std::llround(people.all);
  const ThemeTitles titles(context);
  const Language language = context.language();
  const States& states = standing.states();
  for (const Found& one : judged(compared(moved, context.settings.k))) {
    const double half = stats::normal_critical(stats::kConfidence) * one.error;
    const State& from = states.at(one.move.from);
    const State& to = states.at(one.move.to);
    answer.table.rows.push_back(
        {one.move.by_value, from.name, from.title.in(language), to.name, to.title.in(language),
         one.trait.what, one.trait.name, title_of(one.trait, titles, language),
         std::int64_t{std::llround(one.movers)}, one.movers / one.of_movers,
         std::int64_t{std::llround(one.stayers)}, one.stayers / one.of_stayers, one.log_odds,
         one.log_odds - half, one.log_odds + half, one.p_adjusted,
         make_key({one.move.by_value, from.name, to.name})});
  }
  if (answer.table.rows.empty()) {
    answer.notes.push_back(
        {"not_significant",
         {"移った人に、とどまった人より確かに多い行動もテーマもありません。",
          "Nothing was done or said more often, for more than chance, by those who moved."}});
  }
  return answer;
}

}  // namespace mikata::loyalty
