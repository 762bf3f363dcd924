// SPDX-License-Identifier: Apache-2.0
// The one record that every interface reads: CLI verb, URL, OpenAPI entry, page and docs page.
// A new insight is one folder and one line in catalog.cc.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/base/localized.h"
#include "mikata/base/table.h"
#include "mikata/segment/segment.h"
#include "mikata/store/book.h"
#include "mikata/store/dialect.h"

namespace mikata {

enum class ParameterType { text, integer, number, boolean, choice };

// A setting of one insight beyond the common ones (start, end, last, period, by, where, as_of,
// unit, all_answers), e.g. clv's months.
struct Parameter {
  std::string name;
  ParameterType type = ParameterType::text;
  std::string default_value;
  std::vector<std::string> choices = {};
  Localized title = {};
};

// How the page draws the rows; x, y, series and beside are names of columns.
struct Chart {
  // line | bars | stacked | heat | histogram | cards | table | timeline, and
  //   bars       series may name a second number, drawn on the same row (a loss and a gain)
  //   fields     x the field's code, y its people; the four fields of voice and action
  //   states     x the state, y its people, in the order given; with share, money and change beside
  //   flows      x from, series to, y the people who moved
  //   scatter    x and y numbers, series what a point is called
  //   event      x whole steps around an event, y the effect; steps below 0 are the trend before
  //   marks      x what is estimated, y the estimate: a dot and its interval, not a bar from 0
  //   sentences  x the sentence, y the number it is ranked by
  //   balance    x a trait, series its level, beside and y how far apart without weights and with
  std::string form = "table";
  std::string x = {};
  std::string y = {};
  std::string series = {};
  // voice | action: which of the two hues.
  std::string side = "action";
  std::string beside = {};  // of a line: the column drawn thin next to y, e.g. what a model expects
};

// A request after parsing and checking: nothing in it can fail to make sense.
struct Request {
  std::optional<Day> start = {};
  std::optional<Day> end = {};
  std::string last = {};  // "90d", "12m": counted back from the end
  Grain grain = Grain::month;
  std::string by = {};
  std::string where = {};
  std::optional<Day> as_of = {};
  bool accounts = false;  // --unit account
  bool all_answers = false;
  std::optional<Language> language = {};  // of the names in an answer; else the book's
  std::map<std::string, std::string> parameters = {};
};

struct LeftOut {
  Localized reason;
  std::int64_t count = 0;
};

// kinds: not_significant, open_period, small_cell, not_linked, rounded, not_enough.
struct Note {
  std::string kind;
  Localized text;
};

// What an insight gives back. The framework adds names, period, definition and source.
struct Answer {
  Table table;  // its last column is "key" when rows open to people
  std::int64_t n = 0;
  Localized method = {};
  std::vector<LeftOut> left_out = {};
  std::vector<Note> notes = {};
  // Where a parameter asks for another view: its columns and its chart instead of the record's.
  std::vector<Column> columns = {};
  std::optional<Chart> chart = {};
};

// How far a long piece of work is: 0..1, and what is being done.
using Progress = std::function<void(double share, const Localized& what)>;

// Who waits for an answer: may stop it, and may want to be told how far it is.
struct Watch {
  std::stop_token stop = {};
  Progress progress = {};

  Watch() = default;
  // Whoever only stops need not say more.
  Watch(std::stop_token token) : stop(std::move(token)) {}
  Watch(std::stop_token token, Progress tell) : stop(std::move(token)), progress(std::move(tell)) {}
};

// The kept days (Store::keep_days) that one question reads, so that they stay until it is answered.
class DaysInUse;

// Everything a running insight may look at. The slots are those of its .sql files:
//   {answers}    derived answers, alias a, joined with customers (alias c) if by or where need it
//   {remarks}    derived remarks, likewise
//   {days}       derived customer_days, alias d, likewise; rebuilt from actions when by or where
//                name a column of actions or items
//   {days_by_month}  the same for a window: days of a month lie together, not those of a customer
//   {customers}  derived customer_summary, alias c
//   {where}      the condition       {by}  the group as text, '' without --by
//   {group}      the same as a whole number where the column has one; a result column by_value is
//                turned back into texts
//   {period}     the number of the period that holds the row's local_day; a result column `period`
//                is turned back into days
//   {unit}       customer or account number
struct Context {
  const Store& store;
  const BookSettings& settings;
  const Columns& columns;
  const Request& request;
  Origin own;     // the table a bare column name means first
  Period period;  // the first and the last local day looked at
  Day as_of;
  std::stop_token stop;
  // Where one question looks at voices and actions: the table that bare names mean first. Columns
  // of both then speak of the customer.
  std::optional<Origin> names = {};
  // Tables that its statements look at beside those of the store.
  std::span<const GivenTable> given = {};
  Progress progress = {};
  // Nothing where days are not to be kept: they are counted anew then.
  std::shared_ptr<DaysInUse> days_in_use = {};
  // The day by which a condition knows what its people did or said; as_of unless told.
  std::optional<Day> chosen_as_of = {};

  Language language() const { return request.language.value_or(settings.language); }
  // Fills the slots (and `slots` of the insight's own), binds $start, $end, $as_of, the values of
  // --where and `more`, and asks.
  Table query(std::string_view sql, std::vector<Binding> more = {},
              const std::vector<Slot>& slots = {}) const;
  // Says how far long work is, to whoever wants to know.
  void tell(double share, const Localized& what) const {
    if (progress) progress(share, what);
  }
  // The same text, filled but not asked: what `mikata sql` prints.
  std::string fill(std::string_view sql, const std::vector<Slot>& slots = {}) const;
};

// The people or voices of one row. Columns: customer_id, name, local_day, what (score, amount...),
// text; voice_id where a voice stands behind it.
struct Behind {
  Table table;
  std::int64_t total = 0;
};

struct Page {
  std::int64_t offset = 0;
  std::int64_t limit = 50;
};

struct Insight {
  std::string name;
  Localized title;
  Localized question;
  Localized definition;
  Localized interval;  // which interval, "" when there is none
  std::vector<Parameter> parameters;
  std::vector<Column> columns;  // of the result; the group column is called by_value
  Chart chart;
  // What must be in the book, as "voices.question=nps" or "actions.kind=order"; the empty state
  // says which of these is missing.
  std::vector<std::string> requires_facts;
  Origin own;                    // the table a bare column name means first
  std::string default_by = {};   // the group when none is asked for
  std::vector<std::string> sql;  // its .sql files, e.g. "nps/nps.sql"
  Answer (*run)(const Context&);
  Behind (*behind)(const Context&, std::string_view key, Page);
  // Whether this request looks at lives from their beginning to as_of, whatever its period.
  bool (*whole_lives)(const Request&) = nullptr;
};

// Every insight, in the order of the catalogue.
std::span<const Insight> catalog();
// Fails with not_found and a suggestion.
const Insight& find_insight(std::string_view name);

}  // namespace mikata
