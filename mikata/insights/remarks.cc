// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/remarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "mikata/base/error.h"
#include "mikata/base/grouped.h"
#include "mikata/text/themes.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

namespace {

void note_unread(CountedRemarks& counted, std::int64_t unread) {
  if (unread == 0) return;
  const std::string number = grouped(unread);
  counted.left_out.push_back({{"まだ読んでいない一言", "remarks that are not read yet"}, unread});
  counted.notes.push_back(
      {"not_enough",
       {fmt::format(
            "{}件はまだ読んでいません。サーバーは自分で読み進めます。すぐに読むには: mikata "
            "read BOOK",
            number),
        fmt::format("{} of the remarks are not read yet. A server reads on by itself; to read them "
                    "now: mikata read BOOK",
                    number)}});
}

void note_kept_back(const Context& context, CountedRemarks& counted, std::int64_t kept_back) {
  if (kept_back == 0) return;
  counted.left_out.push_back(
      {{"匿名を約束した一言(示しません)", "remarks promised anonymous (not shown)"}, kept_back});
  const int k = context.settings.k;
  counted.notes.push_back(
      {"small_cell",
       {fmt::format("匿名を約束した一言は、同じ月に同じ質問・アンケート・接点で{}人以上が書いたとき"
                    "だけ入ります。",
                    k),
        fmt::format("Remarks promised anonymous count where {} people or more wrote to the same "
                    "question, survey and touchpoint in a month.",
                    k)}});
}

}  // namespace

CountedRemarks counted_remarks(const Context& context) {
  const PromisedAnswers promised = promised_remarks(context);
  CountedRemarks counted;
  counted.bindings = promised.bindings;
  counted.condition = fmt::format(
      "a.ours = 1 AND a.label IS NOT NULL AND {} AND a.local_day >= $start AND a.local_day <= $end "
      "AND ({{where}})",
      promised.condition);
  counted.condition = context.fill(counted.condition);
  const Table left = context.query(insights::sql("remarks_left_out.sql"), promised.bindings,
                                   {{"promised", promised.condition}});
  const Row& row = left.rows.at(0);
  const auto add = [&](const Localized& reason, std::int64_t count) {
    if (count > 0) counted.left_out.push_back({reason, count});
  };
  add({"他社についての一言", "remarks about a competitor"}, count_or_zero(row[0]));
  add({"お客さまでない人の一言", "remarks of others than customers"}, count_or_zero(row[1]));
  note_unread(counted, count_or_zero(row[2]));
  note_kept_back(context, counted, count_or_zero(row[3]));
  return counted;
}

Table ask_remarks(const Context& context, const CountedRemarks& counted, std::string_view sql,
                  std::vector<Binding> more) {
  std::vector<Binding> bindings = counted.bindings;
  for (Binding& binding : more) bindings.push_back(std::move(binding));
  return context.query(sql, std::move(bindings), {{"counted", counted.condition}});
}

void leave_out_near_duplicates(const Table& table, Answer& answer) {
  const std::size_t remarks = table.index("remarks");
  const std::size_t copies = table.index("copies");
  std::int64_t more = 0;
  for (const Row& row : table.rows) {
    more += std::llround(as_number(row[copies]) - as_number(row[remarks]));
  }
  if (more == 0) return;
  answer.left_out.push_back({{"ほかとほぼ同じ一言(もとの記録には、すべて出ます)",
                              "near duplicates of another remark (a row opens to all of them)"},
                             more});
}

std::vector<ThemeMark> theme_marks(std::string_view themes) {
  std::vector<ThemeMark> marks;
  while (!themes.empty()) {
    const std::size_t blank = std::min(themes.find(' '), themes.size());
    std::string_view name = themes.substr(0, blank);
    themes.remove_prefix(std::min(blank + 1, themes.size()));
    if (name.empty()) continue;
    const int tone = name.back() == '+' ? 1 : name.back() == '-' ? -1 : 0;
    if (tone != 0) name.remove_suffix(1);
    marks.push_back({std::string(name), tone});
  }
  return marks;
}

ThemeTitles::ThemeTitles(const Context& context) {
  std::ifstream file(context.settings.folder / "themes.toml", std::ios::binary);
  std::ostringstream own;
  if (!context.settings.folder.empty()) own << file.rdbuf();
  const auto add = [&](const text::Themes& themes) {
    for (const auto& theme : themes.themes()) {
      titles_.push_back({theme.name, theme.title.in(context.language())});
    }
  };
  try {
    add(text::Themes(own.str()));
  } catch (const Error&) {
    // A themes.toml that cannot be read is said where it is used to read remarks.
    add(text::Themes());
  }
}

std::string ThemeTitles::title(const std::string& name) const {
  const auto known = std::ranges::find(titles_, name, &Title::name);
  return known == titles_.end() ? name : known->title;
}

Behind remarks_behind(const Context& context, const RemarksOf& which, Page page) {
  const CountedRemarks counted = counted_remarks(context);
  std::vector<Binding> bindings = counted.bindings;
  bindings.insert(bindings.end(), which.bindings.begin(), which.bindings.end());
  bindings.push_back({"limit", page.limit});
  bindings.push_back({"offset", page.offset});
  Behind behind;
  behind.table =
      context.query(insights::sql("remarks_behind.sql"), std::move(bindings),
                    {{"counted", counted.condition}, {"part", context.fill(which.part)}});
  const std::size_t total = behind.table.index("total");
  for (Row& row : behind.table.rows) {
    behind.total = as_integer(row[total]);
    row.resize(total);
  }
  behind.table.columns.resize(total);
  return behind;
}

RemarksOf remarks_of_group(const Context& context, Day period, const Value& by_value) {
  RemarksOf of;
  of.part = "{period} = $key_period AND ({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL))";
  const Grain grain = context.request.grain;
  const std::int64_t number = grain == Grain::all ? 0 : period_number(period, grain);
  of.bindings = {{"key_period", number}, {"key_by", by_value}};
  return of;
}

RemarksOf remarks_about(const std::string& theme) {
  RemarksOf of;
  of.part.clear();
  int number = 0;
  for (const char* mark : {" ", "+ ", "- "}) {
    const std::string name = fmt::format("theme_{}", number++);
    of.part += fmt::format("{}contains_text(concat(' ', a.themes, ' '), ${})",
                           of.part.empty() ? "(" : " OR ", name);
    of.bindings.push_back({name, " " + theme + mark});
  }
  of.part += ")";
  return of;
}

RemarksOf both(RemarksOf one, const RemarksOf& other) {
  one.part = fmt::format("({}) AND ({})", one.part, other.part);
  one.bindings.insert(one.bindings.end(), other.bindings.begin(), other.bindings.end());
  return one;
}

}  // namespace mikata
