// SPDX-License-Identifier: Apache-2.0
// What sentiment, themes, pains and strengths have in common: which remarks count, what their
// themes are called, and the remarks behind a number.
//
// A remark counts when a customer made it of us and it has been read. Near duplicates count once.
// What was promised anonymous counts only in whole cells, as scored answers do (promised.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/insights/promised.h"

namespace mikata {

// Which remarks count: SQL over {remarks} (alias a), with what it binds.
struct CountedRemarks {
  std::string condition;
  std::vector<Binding> bindings;
  std::vector<LeftOut> left_out;
  std::vector<Note> notes;  // of what is not read yet, and of what is kept back
};
CountedRemarks counted_remarks(const Context& context);

// Asks `sql` with the slot {counted}.
Table ask_remarks(const Context& context, const CountedRemarks& counted, std::string_view sql,
                  std::vector<Binding> more = {});

// A theme as a remark has it: its name, and how the words about it judge (-1, 0, 1).
struct ThemeMark {
  std::string name;
  int tone = 0;
};
std::vector<ThemeMark> theme_marks(std::string_view themes);

// Of statements that count near duplicates once: how many remarks stand behind the ones counted,
// from the columns `remarks` and `copies`. A row opens to all of them.
void leave_out_near_duplicates(const Table& table, Answer& answer);

// What themes are called: the built-in ones, and those of the book's themes.toml.
class ThemeTitles {
 public:
  explicit ThemeTitles(const Context& context);
  // The title in the book's language; the name of a theme that is gone.
  std::string title(const std::string& name) const;

 private:
  struct Title {
    std::string name;
    std::string title;
  };
  std::vector<Title> titles_;
};

// The remarks behind a row, the newest first. `part` is SQL over remarks (alias a).
struct RemarksOf {
  std::string part = "TRUE";
  std::vector<Binding> bindings = {};
};
Behind remarks_behind(const Context& context, const RemarksOf& which, Page page);

// Those of one period and group; the bindings key_period, key_by.
RemarksOf remarks_of_group(const Context& context, Day period, const Value& by_value);
// SQL over remarks: about the theme, however it is judged; binds theme_0, theme_1, theme_2.
RemarksOf remarks_about(const std::string& theme);
RemarksOf both(RemarksOf one, const RemarksOf& other);

}  // namespace mikata
