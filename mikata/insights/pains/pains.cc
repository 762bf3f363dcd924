// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/pains/pains.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "mikata/insights/key.h"
#include "mikata/insights/pains/at_stake.h"
#include "mikata/insights/pains/model.h"
#include "mikata/insights/quotes.h"
#include "mikata/insights/remarks.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::pains {
namespace {

// The normal equations grow with the square; more themes than these few people speak of.
constexpr std::size_t kThemesMax = 40;
constexpr std::size_t kBlocks = 50;

struct Group {
  Value by_value;
  std::vector<stats::BlockSums> blocks;
};

// The themes that anybody judged badly, those most spoken of first.
std::vector<std::string> names_of(const Table& table) {
  std::map<std::string, std::int64_t> bad;
  for (const Row& row : table.rows) {
    for (const ThemeMark& mark : theme_marks(as_text(row[2]))) {
      if (mark.tone < 0) bad[mark.name] += as_integer(row[3]);
    }
  }
  std::vector<std::string> names;
  for (const auto& [name, remarks] : bad) names.push_back(name);
  std::ranges::stable_sort(names, std::greater<>(),
                           [&](const std::string& name) { return bad[name]; });
  names.resize(std::min(names.size(), kThemesMax));
  return names;
}

Judged judged_of(const Row& row, const std::vector<std::string>& names) {
  Judged judged;
  for (const ThemeMark& mark : theme_marks(as_text(row[2]))) {
    const auto known = std::ranges::find(names, mark.name);
    if (known == names.end() || mark.tone == 0) continue;
    const auto place = static_cast<std::size_t>(known - names.begin());
    (mark.tone < 0 ? judged.bad : judged.good).push_back(place);
  }
  judged.remarks = as_number(row[3]);
  judged.badness = is_null(row[4]) ? 0 : as_number(row[4]);
  judged.rated = as_number(row[5]);
  judged.rating = is_null(row[6]) ? 0 : as_number(row[6]);
  return judged;
}

std::vector<Group> groups_of(const Table& table, const PainModel& model,
                             const std::vector<std::string>& names) {
  std::vector<Group> groups;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) {
      groups.push_back({row[0], std::vector<stats::BlockSums>(kBlocks, model.empty())});
    }
    auto& sums = groups.back().blocks.at(static_cast<std::size_t>(as_integer(row[1])));
    model.add(judged_of(row, names), sums);
  }
  return groups;
}

struct Pain {
  std::size_t theme = 0;
  double pain = 0;
};

std::vector<Pain> ranked(const PainModel& model, std::span<const double> total) {
  std::vector<Pain> pains;
  for (std::size_t theme = 0; theme < model.themes(); ++theme) {
    if (model.bad(total, theme) > 0) pains.push_back({theme, model.pain(total, theme)});
  }
  std::ranges::stable_sort(pains, std::greater<>(), &Pain::pain);
  return pains;
}

RemarksOf remarks_of(const Value& by_value, const std::string& theme) {
  RemarksOf of;
  of.part =
      "({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL)) AND contains_text(concat(' ', "
      "a.themes, ' '), $bad_theme)";
  of.bindings = {{"key_by", by_value}, {"bad_theme", " " + theme + "- "}};
  return of;
}

// What the rows of one group are made of.
struct Telling {
  const Context& context;
  const CountedRemarks& counted;
  const PainModel& model;
  const std::vector<std::string>& names;
  const std::vector<GroupAtStake>& at_stake;

  AtStake at_stake_of(const Value& by_value, std::size_t theme) const {
    const auto found = std::ranges::find(at_stake, by_value, &GroupAtStake::by_value);
    return found == at_stake.end() ? AtStake{} : found->themes.at(theme);
  }
};

Row row_of(const Telling& telling, const Group& group, const Pain& pain, const std::string& title) {
  const PainModel& model = telling.model;
  const stats::BlockSums total = stats::total_sums(group.blocks);
  const std::string& name = telling.names[pain.theme];
  const auto weights = model.weights(total);
  const auto found = stats::jackknife(
      group.blocks, [&](std::span<const double> sums) { return model.pain(sums, pain.theme); });
  const AtStake stake = telling.at_stake_of(group.by_value, pain.theme);
  const Quoted quote =
      representative(telling.context, telling.counted, remarks_of(group.by_value, name));
  return {group.by_value,
          name,
          title,
          static_cast<std::int64_t>(model.remarks(total)),
          static_cast<std::int64_t>(model.bad(total, pain.theme)),
          model.share(total, pain.theme),
          model.severity(total, pain.theme),
          weights ? Value(weights->at(pain.theme)) : Value(),
          pain.pain,
          found ? Value(std::max(0.0, found->interval.low)) : Value(),
          found ? Value(found->interval.high) : Value(),
          stake.customers,
          stake.money,
          quote.text,
          quote.voice_id,
          make_key({group.by_value, name})};
}

Answer run(const Context& context) {
  CountedRemarks counted = counted_remarks(context);
  const Table table = ask_remarks(context, counted, insights::sql("pains/pains.sql"));
  const std::vector<std::string> names = names_of(table);
  const PainModel model(names.size());
  const std::vector<GroupAtStake> stakes = at_stake(context, counted, names);
  const ThemeTitles titles(context);
  Answer answer;
  answer.method = {
      "割合×深さ×評点への重み(回帰)、顧客50組のジャックナイフ。かかっている金額は、けなした人の"
      "直近12か月の売上(失った額ではありません)",
      "share x severity x weight on the score (regression), jackknife over 50 customer blocks; "
      "money at stake is what those who judge it badly bought in the last 12 months, not what it "
      "has cost"};
  bool weighed = true;
  for (const Group& group : groups_of(table, model, names)) {
    const stats::BlockSums total = stats::total_sums(group.blocks);
    answer.n += static_cast<std::int64_t>(model.remarks(total));
    weighed = weighed && model.weights(total).has_value();
    for (const Pain& pain : ranked(model, total)) {
      answer.table.rows.push_back(row_of({context, counted, model, names, stakes}, group, pain,
                                         titles.title(names[pain.theme])));
    }
  }
  answer.left_out = std::move(counted.left_out);
  answer.notes = std::move(counted.notes);
  if (!weighed) {
    answer.notes.push_back(
        {"not_enough",
         {"評点のついた一言が30に満たないので、重みなし(割合×深さ)で並べます。",
          "Fewer than 30 remarks came with a score: ranked by share x severity alone."}});
  }
  return answer;
}

Behind behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 2);
  return remarks_behind(context, remarks_of(parts[0], key_text(parts[1])), page);
}

}  // namespace

const Insight& insight() {
  using enum ColumnType;
  static const Insight kInsight{
      .name = "pains",
      .title = {"痛み", "Pains"},
      .question = {"何がいちばん痛いか", "What hurts most?"},
      .definition = {"テーマごとに、けなした一言の割合×深さ(否定の強さ)×評点への重み(ほかの"
                     "テーマを揃えた回帰)。",
                     "For each theme: share of remarks that judge it badly x severity (how "
                     "negative) x weight on the score (regression, other themes held equal)."},
      .interval = {"95%、顧客50組のジャックナイフ", "95 %, jackknife over 50 customer blocks"},
      .parameters = {},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"theme", string, "", {"テーマ", "Theme"}},
                  {"title", string, "", {"テーマの名前", "Name of the theme"}},
                  {"n", integer, "remarks", {"一言", "Remarks"}},
                  {"remarks", integer, "remarks", {"けなしたもの", "Judge it badly"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"severity", number, "", {"深さ", "Severity"}},
                  {"weight", number, "", {"評点への重み", "Weight on the score"}},
                  {"pain", number, "", {"痛み", "Pain"}},
                  {"pain_low", number, "", {"下限", "Low"}},
                  {"pain_high", number, "", {"上限", "High"}},
                  {"customers", integer, "customers", {"けなした人", "Customers who do"}},
                  {"money", money, "", {"かかっている金額", "Money at stake"}},
                  {"quote", string, "", {"例えば", "In their words"}},
                  {"voice_id", string, "", {"一言のID", "Id of the remark"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "bars", .x = "title", .y = "pain", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.text"},
      .own = Origin::voices,
      .sql = {"pains/pains.sql", "pains/at_stake.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::pains
