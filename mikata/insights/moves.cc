// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/moves.h"

#include <optional>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/insights/key.h"
#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/share_change.h"
#include "mikata/stats/wilson.h"

namespace mikata {
namespace {

constexpr double kError = 0.05;
constexpr std::string_view kNew = "new";

bool is_shown(std::int64_t state) { return state > kNoState; }

std::map<std::int64_t, Crowd> sums_now(const Moves& moves) {
  std::map<std::int64_t, Crowd> sums;
  for (const auto& [from, row] : moves.from_to) {
    for (const auto& [to, crowd] : row) sums[to].add(crowd);
  }
  return sums;
}

// How the share of one state moved among all who are in one; people of both moments are the same.
std::optional<stats::Change> change_of(const Moves& moves, std::int64_t state) {
  stats::Share first;
  stats::Share second;
  stats::Overlap both;
  for (const auto& [from, row] : moves.from_to) {
    for (const auto& [to, crowd] : row) {
      const auto n = static_cast<double>(crowd.customers);
      if (is_shown(from)) first.n += n;
      if (is_shown(to)) second.n += n;
      if (from == state) first.successes += n;
      if (to == state) second.successes += n;
      if (!is_shown(from) || !is_shown(to)) continue;
      both.people += n;
      both.first += from == state ? n : 0;
      both.second += to == state ? n : 0;
      both.product += from == state && to == state ? n : 0;
    }
  }
  return stats::share_change(first, second, both);
}

// What has no p is not judged.
void judge(const std::vector<std::optional<stats::Change>>& changes, Answer& answer) {
  constexpr std::size_t kFirst = 9;  // change, change_low, change_high, changed
  std::vector<double> p;
  for (const auto& change : changes) {
    if (change) p.push_back(change->p);
  }
  const std::vector<double> adjusted = stats::benjamini_hochberg(p);
  bool any = false;
  std::size_t next = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!changes[i]) continue;
    const bool changed = adjusted[next++] < kError;
    any = any || changed;
    Row& row = answer.table.rows[i];
    row[kFirst] = changes[i]->value;
    row[kFirst + 1] = changes[i]->interval.low;
    row[kFirst + 2] = changes[i]->interval.high;
    row[kFirst + 3] = std::int64_t{changed ? 1 : 0};
  }
  if (p.empty() || any) return;
  answer.notes.push_back({"not_significant",
                          {"前と比べて、偶然を超えて変わった区分はありません。",
                           "No share changed by more than chance."}});
}

// Everybody who came from one state.
struct Leaving {
  Value by_value;
  std::int64_t from;
  std::map<std::int64_t, Crowd> to;
};

std::int64_t add_leaving(const States& states, const Leaving& leaving, Language language,
                         Answer& answer) {
  std::int64_t none = 0;
  std::int64_t all = 0;
  for (const auto& [to, crowd] : leaving.to) {
    if (is_shown(to)) all += crowd.customers;
    if (to == kNoState) none += crowd.customers;
  }
  answer.n += all;
  const State& from = states.at(leaving.from);
  for (const auto& [number, crowd] : leaving.to) {
    if (!is_shown(number)) continue;
    const State& to = states.at(number);
    Row row{leaving.by_value,      from.name,      from.title.in(language), to.name,
            to.title.in(language), crowd.customers};
    add_share(row, static_cast<double>(crowd.customers), static_cast<double>(all));
    row.insert(row.end(), {crowd.year, crowd.year_before});
    row.emplace_back(make_key({leaving.by_value, from.name, to.name}));
    answer.table.rows.push_back(std::move(row));
  }
  return none;
}

}  // namespace

const State& States::at(std::int64_t number) const {
  static const State kNewState{std::string(kNew), {"新しいお客さま", "New"}};
  if (number == kNotKnown) return kNewState;
  return number == kNoState ? none : shown.at(static_cast<std::size_t>(number - 1));
}

std::int64_t States::called(std::string_view name) const {
  if (name == kNew) return kNotKnown;
  if (name == none.name) return kNoState;
  std::string names;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i].name == name) return static_cast<std::int64_t>(i) + 1;
    names += (i == 0 ? "" : ", ") + shown[i].name;
  }
  fail(ErrorKind::not_found, {"その名前の行はありません: {}（{}）", "no row is called: {} ({})"},
       name, names);
}

void Crowd::add(const Crowd& more) {
  customers += more.customers;
  year += more.year;
  year_before += more.year_before;
}

std::vector<Moves> read_moves(const Table& table) {
  std::vector<Moves> groups;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) groups.push_back({row[0]});
    groups.back().from_to[as_integer(row[1])][as_integer(row[2])].add(
        {as_integer(row[3]), as_number(row[4]), as_number(row[5])});
  }
  return groups;
}

std::string write_moves(const std::vector<Moves>& groups) {
  nlohmann::json list = nlohmann::json::array();
  for (const Moves& moves : groups) {
    const bool known = !is_null(moves.by_value);
    const nlohmann::json by = known ? nlohmann::json(as_text(moves.by_value)) : nlohmann::json();
    for (const auto& [from, row] : moves.from_to) {
      for (const auto& [to, crowd] : row) {
        list.push_back({by, from, to, crowd.customers, crowd.year, crowd.year_before});
      }
    }
  }
  return list.dump();
}

std::vector<Moves> read_moves(const std::string& text) {
  Table table;
  for (const nlohmann::json& one : nlohmann::json::parse(text)) {
    const auto number = [&](std::size_t i) { return one.at(i).get<std::int64_t>(); };
    table.rows.push_back({one.at(0).is_null() ? Value() : Value(one.at(0).get<std::string>()),
                          number(1), number(2), number(3), one.at(4).get<double>(),
                          one.at(5).get<double>()});
  }
  return read_moves(table);
}

void add_share(Row& row, double part, double whole) {
  if (whole <= 0) {
    row.resize(row.size() + 3);
    return;
  }
  const stats::Interval interval = stats::wilson(part, whole);
  row.insert(row.end(), {part / whole, interval.low, interval.high});
}

std::int64_t add_states(const States& states, const std::vector<Moves>& groups, Language language,
                        Answer& answer) {
  std::int64_t none = 0;
  std::vector<std::optional<stats::Change>> changes;
  for (const Moves& moves : groups) {
    std::map<std::int64_t, Crowd> now = sums_now(moves);
    std::int64_t all = 0;
    for (const auto& [state, crowd] : now) {
      if (is_shown(state)) all += crowd.customers;
      if (state == kNoState) none += crowd.customers;
    }
    if (all == 0) continue;  // shares of nobody
    answer.n += all;
    for (std::int64_t number = 1; number <= std::ssize(states.shown); ++number) {
      const State& state = states.at(number);
      const Crowd& crowd = now[number];
      Row row{moves.by_value, state.name, state.title.in(language), crowd.customers};
      add_share(row, static_cast<double>(crowd.customers), static_cast<double>(all));
      row.insert(row.end(), {crowd.year, crowd.year_before});
      row.resize(row.size() + 4);
      row.emplace_back(make_key({moves.by_value, state.name}));
      answer.table.rows.push_back(std::move(row));
      // Where nobody has a past there is none to compare with.
      changes.push_back(change_of(moves, number));
    }
  }
  judge(changes, answer);
  return none;
}

std::vector<Column> state_columns(std::string code, Localized title) {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {std::move(code), string, "", {"記号", "Code"}},
          {"title", string, "", std::move(title)},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"share", share, "", {"割合", "Share"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"revenue_12m", money, "", {"売上(12か月)", "Revenue, 12 months"}},
          {"revenue_before_12m", money, "", {"その前の12か月", "12 months before"}},
          {"change", number, "", {"割合の変化", "Change of the share"}},
          {"change_low", number, "", {"下限", "Low"}},
          {"change_high", number, "", {"上限", "High"}},
          {"changed", integer, "", {"変化あり", "Changed"}},
          {"key", string, "", {"鍵", "Key"}}};
}

std::int64_t add_flows(const States& states, const std::vector<Moves>& groups, Language language,
                       Answer& answer) {
  std::int64_t none = 0;
  for (const Moves& moves : groups) {
    for (const auto& [from, row] : moves.from_to) {
      none += add_leaving(states, {moves.by_value, from, row}, language, answer);
    }
  }
  return none;
}

std::vector<Column> flow_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"from", string, "", {"前の記号", "From, code"}},
          {"from_title", string, "", {"前", "From"}},
          {"to", string, "", {"今の記号", "To, code"}},
          {"to_title", string, "", {"今", "To"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"share", share, "", {"前の区分のうち", "Of those before"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"revenue_12m", money, "", {"売上(12か月)", "Revenue, 12 months"}},
          {"revenue_before_12m", money, "", {"その前の12か月", "12 months before"}},
          {"key", string, "", {"鍵", "Key"}}};
}

}  // namespace mikata
