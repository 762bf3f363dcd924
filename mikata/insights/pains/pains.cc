// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/pains/pains.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "mikata/insights/comparison_traits.h"
#include "mikata/insights/key.h"
#include "mikata/insights/pains/at_stake.h"
#include "mikata/insights/pains/loss.h"
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
  AtStake stake;
  Loss loss;

  // What all of them bought less, when it can be said.
  std::optional<double> lost() const {
    if (!loss.each) return std::nullopt;
    return loss.each->value * static_cast<double>(stake.customers);
  }
};

// Those of one group; what nobody judged badly is left out.
template <typename Groups>
auto of_group(const Groups& groups, const Value& by_value) -> decltype(&groups.front().themes) {
  const auto found =
      std::ranges::find_if(groups, [&](const auto& group) { return group.by_value == by_value; });
  return found == groups.end() ? nullptr : &found->themes;
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
  const std::vector<GroupLoss>& losses;
};

// By what they cost; then those of which that cannot be said, by share x severity x weight.
std::vector<Pain> ranked(const Telling& telling, const Value& by_value,
                         std::span<const double> total) {
  const auto* stakes = of_group(telling.at_stake, by_value);
  const auto* losses = of_group(telling.losses, by_value);
  std::vector<Pain> pains;
  for (std::size_t theme = 0; theme < telling.model.themes(); ++theme) {
    if (telling.model.bad(total, theme) == 0) continue;
    pains.push_back({theme, telling.model.pain(total, theme),
                     stakes == nullptr ? AtStake{} : stakes->at(theme),
                     losses == nullptr ? nobody_followed() : losses->at(theme)});
  }
  std::ranges::stable_sort(pains, std::greater<>(), &Pain::pain);
  std::ranges::stable_sort(pains, std::greater<>(), &Pain::lost);
  return pains;
}

// Of those who are displeased on the whole, where there are any: a complaint that ends in thanks
// speaks for few.
Quoted quote_of(const Telling& telling, const RemarksOf& which) {
  RemarksOf displeased = which;
  displeased.part += " AND a.label = -1";
  const Quoted quote = representative(telling.context, telling.counted, displeased);
  return is_null(quote.text) ? representative(telling.context, telling.counted, which) : quote;
}

Row row_of(const Telling& telling, const Group& group, const Pain& pain, const std::string& title) {
  const PainModel& model = telling.model;
  const stats::BlockSums total = stats::total_sums(group.blocks);
  const std::string& name = telling.names[pain.theme];
  const auto weights = model.weights(total);
  const auto found = stats::jackknife(
      group.blocks, [&](std::span<const double> sums) { return model.pain(sums, pain.theme); });
  const Quoted quote = quote_of(telling, remarks_of(group.by_value, name));
  const auto& each = pain.loss.each;
  const auto money = [&](double minor) {
    return Value(
        static_cast<std::int64_t>(std::llround(minor * static_cast<double>(pain.stake.customers))));
  };
  const bool ja = telling.context.language() == Language::ja;
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
          pain.stake.customers,
          pain.stake.money,
          each ? money(each->value) : Value(),
          each ? money(each->interval.low) : Value(),
          each ? money(each->interval.high) : Value(),
          pain.loss.followed,
          each ? Value() : Value(ja ? pain.loss.why.ja : pain.loss.why.en),
          quote.text,
          quote.voice_id,
          make_key({group.by_value, name})};
}

void note(Answer& answer, const char* ja, const char* en) {
  answer.notes.push_back({"not_enough", {ja, en}});
}

// What the rows are ranked by.
void note_order(const Context& context, Answer& answer, std::size_t told) {
  if (told == 0 && !answer.table.rows.empty()) {
    note(answer,
         "失った額はどのテーマでも言えません(理由は「言えない理由」の列にあります)"
         "。割合×深さ×重みの順に並べます。",
         "What a theme has cost cannot be said of any (see the column \"Why it cannot be said\"): "
         "ranked by share x "
         "severity x weight.");
  } else if (told < answer.table.rows.size()) {
    note(answer,
         "失った額が言えないテーマ(理由は「言えない理由」の列にあります)"
         "は、言えるテーマのあとに割合×深さ×重みの"
         "順に並べます。",
         "Themes of which the cost cannot be said (see the column \"Why it cannot be said\") come "
         "after the others, by "
         "share x severity x weight.");
  }
  if (told > 0) {
    answer.chart = Chart{"marks", "title", "lost", "by_value", "action"};
    comparison::note_known_afterwards(context, answer);
  }
}

Answer run(const Context& context) {
  CountedRemarks counted = counted_remarks(context);
  const Table table = ask_remarks(context, counted, insights::sql("pains/pains.sql"));
  const std::vector<std::string> names = names_of(table);
  const PainModel model(names.size());
  const std::vector<Group> groups = groups_of(table, model, names);
  Answer answer;
  bool weighed = true;
  for (const Group& group : groups) {
    const stats::BlockSums total = stats::total_sums(group.blocks);
    answer.n += static_cast<std::int64_t>(model.remarks(total));
    weighed = weighed && model.weights(total).has_value();
  }
  const std::vector<GroupAtStake> stakes = at_stake(context, counted, names);
  const std::vector<GroupLoss> lost = losses(context, counted, names, answer.n);
  const ThemeTitles titles(context);
  answer.method = {
      "失った額:テーマに不満を言った人のその後12か月の純売上を、同じ月・同じような時点に話してまだ"
      "言っていない人と重みづけでそろえて比べた差(AIPW、顧客50組のジャックナイフ)×不満を言った人。"
      "痛み:割合×深さ×評点への重み(回帰)。かかっている金額:不満を言った人の直近12か月の売上",
      "lost: net sales of the 12 months after somebody judged the theme badly, against comparable "
      "people who spoke in the same month and had not (AIPW, jackknife over 50 customer blocks), "
      "times those who judge it badly; pain: share x severity x weight on the score (regression); "
      "money at stake: what they bought in the last 12 months"};
  const Telling telling{context, counted, model, names, stakes, lost};
  std::size_t told = 0;
  for (const Group& group : groups) {
    const stats::BlockSums total = stats::total_sums(group.blocks);
    for (const Pain& pain : ranked(telling, group.by_value, total)) {
      told += pain.loss.each ? 1U : 0U;
      answer.table.rows.push_back(row_of(telling, group, pain, titles.title(names[pain.theme])));
    }
  }
  answer.left_out = std::move(counted.left_out);
  leave_out_near_duplicates(table, answer);
  answer.notes = std::move(counted.notes);
  note_order(context, answer, told);
  if (!weighed && !answer.table.rows.empty()) {
    note(answer, "評点のついた一言が30に満たないので、重みなし(割合×深さ)にしています。",
         "Fewer than 30 remarks came with a score: the weight is left out.");
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
      .definition = {"テーマごとに、不満を言った人がその後12か月に買わなくなった額(体験の効果と同じ"
                     "比べ方)。言えないときは、不満の声の割合×深さ(否定の強さ)×評点への"
                     "重み(ほかのテーマを揃えた回帰)の順。",
                     "For each theme: what those who judge it badly bought less in the 12 months "
                     "after (compared as Effect does). Where that cannot be said: share of "
                     "remarks that judge it badly x severity (how negative) x weight on the score "
                     "(regression, other themes held equal)."},
      .interval = {"95%、顧客50組のジャックナイフ", "95 %, jackknife over 50 customer blocks"},
      .parameters = {},
      .columns = {{"by_value", string, "", {"区分", "Group"}},
                  {"theme", string, "", {"テーマ", "Theme"}},
                  {"title", string, "", {"テーマの名前", "Name of the theme"}},
                  {"n", integer, "remarks", {"一言", "Remarks"}},
                  {"remarks", integer, "remarks", {"不満の声", "Judge it badly"}},
                  {"share", share, "", {"割合", "Share"}},
                  {"severity", number, "", {"深さ", "Severity"}},
                  {"weight", number, "", {"評点への重み", "Weight on the score"}},
                  {"pain", number, "", {"痛み", "Pain"}},
                  {"pain_low", number, "", {"下限", "Low"}},
                  {"pain_high", number, "", {"上限", "High"}},
                  {"customers", integer, "customers", {"不満を言った人", "Customers who do"}},
                  {"money", money, "", {"かかっている金額", "Money at stake"}},
                  {"lost", money, "", {"失った額(12か月)", "Lost in 12 months"}},
                  {"lost_low", money, "", {"下限", "Low"}},
                  {"lost_high", money, "", {"上限", "High"}},
                  {"followed", integer, "people", {"1年見届けた人", "Followed for a year"}},
                  {"why", string, "", {"言えない理由", "Why it cannot be said"}},
                  {"quote", string, "", {"例えば", "In their words"}},
                  {"voice_id", string, "", {"一言のID", "Id of the remark"}},
                  {"key", string, "", {"鍵", "Key"}}},
      .chart = {.form = "bars", .x = "title", .y = "pain", .series = "by_value", .side = "voice"},
      .requires_facts = {"voices.text"},
      .own = Origin::voices,
      .sql = {"pains/pains.sql", "pains/at_stake.sql", "pains/moments.sql"},
      .run = run,
      .behind = behind,
  };
  return kInsight;
}

}  // namespace mikata::pains
