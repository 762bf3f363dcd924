// SPDX-License-Identifier: Apache-2.0
// Facts <-> database. Insights only ask; the one way to write is append().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/base/table.h"
#include "mikata/store/batch.h"
#include "mikata/store/derived.h"
#include "mikata/store/query.h"
#include "mikata/store/sums.h"

namespace mikata {

// What became of the rows of one append, table by table or in sum.
struct AppendResult {
  std::int64_t rows = 0;         // rows offered
  std::int64_t accepted = 0;     // new facts, corrections included
  std::int64_t duplicates = 0;   // same key, same content: nothing added
  std::int64_t corrections = 0;  // same key, other content: the later row is current

  AppendResult& operator+=(const AppendResult& other) {
    rows += other.rows;
    accepted += other.accepted;
    duplicates += other.duplicates;
    corrections += other.corrections;
    return *this;
  }
};

// One import: all of its rows become visible together or not at all. Destroying an Append that was
// not published takes every row back.
class Append {
 public:
  virtual ~Append() = default;
  // Stages the rows. Rows of the same key within one append: the later one is current.
  virtual void add(const Batch& batch) = 0;
  // Makes the rows and the derived tables visible in one transaction and says what became of them.
  // Where `told` throws, nothing is published.
  virtual AppendResult publish(const Told& told) = 0;
  AppendResult publish() { return publish(nullptr); }
};

// Days that a question needs told apart or chosen by a column of single actions.
struct DaysAsked {
  DaysOfActions which;
  std::vector<Binding> bindings = {};  // the values in its condition
  std::stop_token stop = {};
  Told told = {};  // while they are made
};
// What to read them from in place of days_of_actions(); the tables stay while somebody holds it.
using LentDays = std::shared_ptr<const std::string>;

class Store {
 public:
  virtual ~Store() = default;
  virtual Engine engine() const = 0;
  // Runs one SELECT. Fails with unavailable when stopped, internal on a wrong statement. Safe to
  // call from several threads. Column types of the result follow the database's: callers that care
  // set them. DATE gives Day, TIMESTAMP gives Instant, booleans give 0 and 1.
  virtual Table query(const Query& query) const = 0;
  // Opens an import; fails with conflict when another one is open for 10 s. import_id is the
  // caller's.
  virtual std::unique_ptr<Append> append(const std::string& import_id) = 0;
  // Takes back an import: its rows are no longer current, what they replaced is current again.
  // Fails with not_found when the import is unknown or already taken back.
  // Where `told` throws, nothing has changed.
  virtual void retract(const std::string& import_id, const Told& told) = 0;
  void retract(const std::string& import_id) { retract(import_id, nullptr); }
  // Says that two customer ids are one person (link) or no longer so (unlink). Reversible.
  virtual void link(const std::string& from_id, const std::string& to_id) = 0;
  virtual void unlink(const std::string& customer_id) = 0;
  // Grows with every change of the facts; answers computed at one version hold while it stands.
  virtual std::int64_t version() const = 0;

  // What was worked out from the facts outside of the database. It is thrown away with the next
  // change of the facts, and at will: keeping it changes no answer, only the time it takes.
  //
  // A small result by its name, a fitted model; nullopt when it is not there at this version.
  virtual std::optional<std::string> recall(const std::string& name) const = 0;
  virtual void remember(const std::string& name, const std::string& text) const = 0;
  // Fills customer_measures anew with the rows of one SELECT (customer_no, measure, value, low,
  // high, version, as_of), all of them or none.
  virtual void measure(const Query& select) const = 0;
  // Keeps the rows of one SELECT in a table of sums.h and says whether they are there. The SELECT
  // gives the table's columns but for sums_no and adds up over customers. Where it reads
  // views of days and customer_summary alone, they stay true through every change; where it reads
  // facts (actions_now, ...), they are thrown away with the next one.
  virtual bool keep_sums(const SumsTable& table, const Query& select) const = 0;
  // Keeps such days, made when they are first asked for; nullptr where they are not kept now. Where
  // they rest on actions and items alone they stay true through small changes; else they are thrown
  // away with the next one.
  virtual LentDays keep_days(const DaysAsked& asked) const = 0;
  // Keeps in earlier_days, of a few days at once, the rows of one SELECT (day, customer_no,
  // last_day, usual_days) about that day instead of those it had.
  virtual void keep_day(Day day, const Query& select) const = 0;
};

}  // namespace mikata
