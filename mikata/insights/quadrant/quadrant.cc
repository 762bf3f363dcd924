// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/quadrant/quadrant.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
#include "mikata/insights/persons.h"
#include "mikata/insights/standing.h"
#include "mikata/insights/worth_model.h"
#include "mikata/stats/benjamini_hochberg.h"
#include "mikata/stats/share_change.h"
#include "mikata/stats/wilson.h"

namespace mikata::quadrant {
namespace {

constexpr double kError = 0.05;
// As the statement numbers them, beside those of Field.
constexpr std::int64_t kNotKnown = -1;
constexpr std::int64_t kWhereverFrom = -2;
constexpr std::string_view kNew = "new";

struct People {
  std::int64_t customers = 0;
  double year = 0;         // minor units
  double year_before = 0;  // minor units
  void add(const People& more) {
    customers += more.customers;
    year += more.year;
    year_before += more.year_before;
  }
};

// Those of one group, by the field they came from (kNotKnown, or a Field) and the one they are in.
struct Moved {
  Value by_value;
  std::map<std::int64_t, std::map<std::int64_t, People>> from_to;

  // Whoever stands in a field that is shown.
  static bool counts(std::int64_t field) { return field > 0; }
  std::map<std::int64_t, People> now() const {
    std::map<std::int64_t, People> sums;
    for (const auto& [from, row] : from_to) {
      for (const auto& [to, people] : row) sums[to].add(people);
    }
    return sums;
  }
};

GoneBy gone_by(const Context& context) {
  return context.request.parameters.at("action") == "model" ? GoneBy::model : GoneBy::silence;
}

std::vector<Slot> moves(const Standing& standing) {
  const bool then = standing.knows_then();
  return {{"from", then ? "coalesce(t.field, -1)" : "CAST(-1 AS BIGINT)"},
          {"before", then ? "LEFT JOIN standing_then AS t ON " + standing.same().text : ""}};
}

std::vector<Moved> read_moves(const Standing& standing) {
  const Table table = standing.context().query(standing.sql("quadrant/flows.sql"),
                                               standing.bindings(), moves(standing));
  std::vector<Moved> groups;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) groups.push_back({row[0], {}});
    groups.back().from_to[as_integer(row[1])][as_integer(row[2])].add(
        {as_integer(row[3]), as_number(row[4]), as_number(row[5])});
  }
  return groups;
}

// How the share of one field moved among all who are in one; people of both moments are the same.
std::optional<stats::Change> change_of(const Moved& moved, std::int64_t field) {
  stats::Share first;
  stats::Share second;
  stats::Overlap both;
  for (const auto& [from, row] : moved.from_to) {
    for (const auto& [to, people] : row) {
      const auto n = static_cast<double>(people.customers);
      if (Moved::counts(from)) first.n += n;
      if (Moved::counts(to)) second.n += n;
      if (from == field) first.successes += n;
      if (to == field) second.successes += n;
      if (!Moved::counts(from) || !Moved::counts(to)) continue;
      both.people += n;
      both.first += from == field ? n : 0;
      both.second += to == field ? n : 0;
      both.product += from == field && to == field ? n : 0;
    }
  }
  return stats::share_change(first, second, both);
}

void add_share(Row& row, double part, double whole) {
  if (whole <= 0) {
    row.resize(row.size() + 3);
    return;
  }
  const stats::Interval interval = stats::wilson(part, whole);
  row.insert(row.end(), {part / whole, interval.low, interval.high});
}

std::string name_of(std::int64_t field) {
  return field == kNotKnown ? std::string(kNew)
                            : std::string(field_name(static_cast<Field>(field)));
}

Localized title_of(std::int64_t field) {
  if (field == kNotKnown) return {"新しいお客さま", "New"};
  return field_title(static_cast<Field>(field));
}

void add_method(const Standing& standing, std::int64_t never_bought, Answer& answer) {
  if (never_bought > 0) {
    answer.left_out.push_back(
        {{"答えたが、買ったことがない人", "answered, but never bought"}, never_bought});
  }
  if (const auto usual = standing.usual()) {
    answer.method = {
        fmt::format("来なくなった:本人の間隔の90%点(間隔5つ以上)、ほかは全体の{:g}日より長い沈黙",
                    *usual),
        fmt::format("gone: silent for longer than the 90 % quantile of own gaps (5 or more), else "
                    "than {:g} days",
                    *usual)};
  } else {
    answer.method = {"来なくなった:生存確率が0.5未満", "gone: P(alive) below 0.5"};
  }
  if (const std::int64_t count = standing.unlinked(); count > 0) {
    answer.left_out.push_back(
        {{"誰の声か分からない回答", "answers that are linked to nobody"}, count});
  }
}

// The changes of one answer are judged together; what has no p is not judged.
void judge(const std::vector<std::optional<stats::Change>>& changes, Answer& answer) {
  constexpr std::size_t kFrom = 9;  // the first of change, change_low, change_high, changed
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
    row[kFrom] = changes[i]->value;
    row[kFrom + 1] = changes[i]->interval.low;
    row[kFrom + 2] = changes[i]->interval.high;
    row[kFrom + 3] = std::int64_t{changed ? 1 : 0};
  }
  if (p.empty() || any) return;
  answer.notes.push_back({"not_significant",
                          {"前と比べて、偶然を超えて変わった区分はありません。",
                           "No field changed by more than chance."}});
}

Answer run_fields(const Standing& standing) {
  Answer answer;
  std::int64_t never_bought = 0;
  std::vector<std::optional<stats::Change>> changes;
  const Language language = standing.context().language();
  for (const Moved& moved : read_moves(standing)) {
    std::map<std::int64_t, People> now = moved.now();
    std::int64_t all = 0;
    for (const auto& [field, people] : now) {
      (Moved::counts(field) ? all : never_bought) += people.customers;
    }
    answer.n += all;
    for (std::int64_t field = 1; field <= kFields; ++field) {
      const People& people = now[field];
      Row row{moved.by_value, name_of(field), title_of(field).in(language), people.customers};
      add_share(row, static_cast<double>(people.customers), static_cast<double>(all));
      row.insert(row.end(), {people.year, people.year_before});
      row.resize(row.size() + 4);
      row.emplace_back(make_key({moved.by_value, name_of(field)}));
      answer.table.rows.push_back(std::move(row));
      changes.push_back(standing.knows_then() ? change_of(moved, field) : std::nullopt);
    }
  }
  judge(changes, answer);
  add_method(standing, never_bought, answer);
  return answer;
}

std::vector<Column> flow_columns() {
  using enum ColumnType;
  return {{"by_value", string, "", {"区分", "Group"}},
          {"from", string, "", {"前", "From"}},
          {"from_title", string, "", {"前の区分", "From"}},
          {"to", string, "", {"今", "To"}},
          {"to_title", string, "", {"今の区分", "To"}},
          {"customers", integer, "people", {"人数", "Customers"}},
          {"share", share, "", {"前の区分のうち", "Of those before"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"revenue_12m", money, "", {"売上(12か月)", "Revenue, 12 months"}},
          {"revenue_before_12m", money, "", {"その前の12か月", "12 months before"}},
          {"key", string, "", {"鍵", "Key"}}};
}

// Everybody who came from one field.
struct Leaving {
  Value by_value;
  std::int64_t from;
  std::map<std::int64_t, People> to;
};

// How many are in no field, because they never bought, and so not in the answer.
std::int64_t add_flows(Language language, const Leaving& leaving, Answer& answer) {
  std::int64_t never_bought = 0;
  std::int64_t all = 0;
  for (const auto& [to, people] : leaving.to) {
    (Moved::counts(to) ? all : never_bought) += people.customers;
  }
  answer.n += all;
  for (const auto& [to, people] : leaving.to) {
    if (!Moved::counts(to)) continue;
    Row row{leaving.by_value, name_of(leaving.from),     title_of(leaving.from).in(language),
            name_of(to),      title_of(to).in(language), people.customers};
    add_share(row, static_cast<double>(people.customers), static_cast<double>(all));
    row.insert(row.end(), {people.year, people.year_before});
    row.emplace_back(make_key({leaving.by_value, name_of(leaving.from), name_of(to)}));
    answer.table.rows.push_back(std::move(row));
  }
  return never_bought;
}

Answer run_flows(const Standing& standing) {
  Answer answer;
  answer.columns = flow_columns();
  answer.chart = Chart{"flows", "from", "customers", "to", "action"};
  if (!standing.knows_then()) {
    answer.notes.push_back(
        {"not_enough",
         {"比べる前の時点がありません。", "There is no earlier moment to compare with."}});
    return answer;
  }
  std::int64_t never_bought = 0;
  for (const Moved& moved : read_moves(standing)) {
    for (const auto& [from, row] : moved.from_to) {
      never_bought += add_flows(standing.context().language(), {moved.by_value, from, row}, answer);
    }
  }
  add_method(standing, never_bought, answer);
  return answer;
}

Answer run(const Context& context) {
  const bool flows = context.request.parameters.at("view") == "flows";
  if (flows && gone_by(context) == GoneBy::model) {
    fail(ErrorKind::invalid_argument,
         "flows are told by silence, not by the model (leave out --action model)");
  }
  const Moments moments = moments_of(context);
  if (gone_by(context) == GoneBy::model) {
    Answer empty;
    Context now = context;
    now.as_of = moments.now;
    if (!worth_model(now, empty)) return empty;
  }
  const Standing standing(context, moments, gone_by(context));
  return flows ? run_flows(standing) : run_fields(standing);
}

std::int64_t key_from(const std::string& name) {
  if (name == kNew) return kNotKnown;
  if (name == field_name(Field::never_bought)) return 0;
  return static_cast<std::int64_t>(field_called(name));
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 3);
  const bool moved = parts.size() == 3;
  const std::int64_t from = moved ? key_from(key_text(parts[1])) : kWhereverFrom;
  const auto to = static_cast<std::int64_t>(field_called(key_text(parts.back())));
  Moments moments = moments_of(context);
  if (!moved) moments.then.reset();
  const Standing standing(context, moments, gone_by(context));
  const std::string sql = standing.sql("quadrant/behind.sql", context.fill("{by}"));
  std::vector<Binding> bindings = standing.bindings();
  bindings.insert(bindings.end(), {{"key_by", parts[0]}, {"key_from", from}, {"key_to", to}});
  return persons_behind(standing.context(), {sql, std::move(bindings), moves(standing)}, page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "quadrant",
      .title = {"声と行動", "Voice and action"},
      .question = {"満足だが来ない人、不満だが通う人は誰か",
                   "Who is content but gone, who complains but stays?"},
      .definition =
          {"満足:365日以内の最後の回答が尺度の7割以上(推奨度なら7点以上、5段階の満足度なら4以上)。"
           "来なくなった:いつもの間隔より長い沈黙(action=model "
           "では生存確率0.5未満)。回答がなければ「回答なし」。",
           "Content: the last own answer within 365 days is at least 7 tenths of the way up its "
           "scale (NPS 7 or more, CSAT 4 of 5). Gone: silent for longer than usual (action=model: "
           "P(alive) below 0.5). Without such an answer: no answer."},
      .interval = {"95%、ウィルソン。変化は同じ人を考慮した正規近似",
                   "95 %, Wilson; of a change: normal, with the people of both moments"},
      .parameters =
          {{"view", ParameterType::choice, "fields", {"fields", "flows"}, {"見方", "View"}},
           {"action",
            ParameterType::choice,
            "silence",
            {"silence", "model"},
            {"来なくなったことの判断", "Gone by"}}},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"field", string, "", {"区分の名", "Code"}},
                  {"title", string, "", {"声と行動", "Voice and action"}},
                  {"customers", integer, "people", {"人数", "Customers"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"share_low", share, "", {"下限", "Low"}},
                  {"share_high", share, "", {"上限", "High"}},
                  {"revenue_12m", money, "", {"売上(12か月)", "Revenue, 12 months"}},
                  {"revenue_before_12m", money, "", {"その前の12か月", "12 months before"}},
                  {"change", share, "", {"割合の変化", "Change of the share"}},
                  {"change_low", share, "", {"下限", "Low"}},
                  {"change_high", share, "", {"上限", "High"}},
                  {"changed", integer, "", {"変化あり", "Changed"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "fields", .x = "field", .y = "customers", .series = "", .side = "action"},
      .requires_facts = {"voices.question=nps|voices.question=csat", "actions.kind=order"},
      .own = Origin::actions,
      .sql = {"standing_customers.sql", "standing_customers_at.sql", "quadrant/flows.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::quadrant
