// SPDX-License-Identifier: Apache-2.0
// Who: `region = '大阪' AND orders_365d >= 2 AND customer.channel IN ('web', 'store')` -> SQL.
//
// text -> parse -> check against the known columns -> SQL with bound values. Identifiers in the SQL
// come from the Columns given, never from the text.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/base/localized.h"
#include "mikata/store/query.h"
#include "mikata/store/schema.h"

namespace mikata {

// Where a column lives; the SQL that uses it must have that table in its FROM under the alias:
// customers c, actions x, voices a, items i.
enum class Origin { customers, actions, voices, items };

// A column that --where and --by may name.
struct SegmentColumn {
  Origin origin;
  std::string name;         // "region"
  FactType type;            // money compares in major units
  std::string sql;          // "c.region", "property(c.properties, 'age')"
  bool derived = false;     // computed from facts: resolved after the plain ones
  bool property = false;    // text out of `properties`: compared with a number it is read as one
  std::string number = {};  // SQL of a whole number, one for each value: what to group by
};

// "customers", "actions", "voices", "items".
std::string_view origin_name(Origin origin);
// "customers.region".
std::string full_name(const SegmentColumn& column);

// What a name stands for, or why it stands for nothing.
struct Resolution {
  const SegmentColumn* column = nullptr;
  Localized problem;  // one sentence with a suggestion; empty when the column was found
};

// The columns known to one book.
class Columns {
 public:
  explicit Columns(std::vector<SegmentColumn> columns);
  // Resolves "region", "customers.region" or "customer.region". A bare name is looked up in `own`,
  // then among customers, then among derived columns, then in the other tables. Fails with
  // invalid_argument: unknown (with a suggestion), or found in two tables of the same rank (names
  // both).
  const SegmentColumn& resolve(std::string_view name, Origin own) const;
  // The same, with the problem as a value.
  Resolution look_up(std::string_view name, Origin own) const;
  const std::vector<SegmentColumn>& all() const& { return columns_; }
  const std::vector<SegmentColumn>& all() const&& = delete;  // would outlive its columns

 private:
  std::vector<SegmentColumn> columns_;
};

struct Condition {
  std::string sql = "TRUE";       // refers to the aliases above
  std::vector<Binding> bindings;  // $where_1, $where_2 ...
  std::set<Origin> origins;       // the tables that must be in the FROM
  std::set<std::string> columns;  // the columns it names, in full: customers.region
};

// Compiles one condition; "" gives TRUE. Fails with invalid_argument and three lines: what is
// wrong, the text, and a caret below the place.
//
//   expression: AND OR NOT ( )  comparison: = != <> < <= > >=  IN ('a', 'b')  NOT IN
//   BETWEEN a AND b  LIKE 'a%'  IS NULL  IS NOT NULL; keywords in any case; 'it''s' for a quote;
//   "loyalty rank" for a name with spaces. NOT binds tighter than AND, AND tighter than OR.
//
// Meaning, the same on both engines:
// - NULL is as in SQL: a row without a region is found neither by region = 'x' nor by
//   region != 'x' nor by NOT region = 'x'; only IS NULL finds it.
// - LIKE knows % and _ (one code point), sees upper and lower case, and has no escape character.
// - text is compared with 'text' by code points, numbers with numbers, days with '2026-01-31',
//   instants with '2026-01-31T09:30:00Z', booleans by = and != with true and false. Anything else
//   is an error that says what to write.
// - a property is text; compared with a number it is read as one, and what is none is NULL.
// - a column of a `foreign` table says of a customer: has at least one such fact up to `as_of`.
//   Conditions of one bracket that are joined by AND and speak of the same foreign table are about
//   one and the same fact; NOT before all that is said of it means: has none. It needs customers
//   (c) in the FROM; a row that belongs to no customer is not found. Answers count that are linked
//   to the customer and given as one: what was promised anonymous is linked to nobody.
// - `money_digits` turns amounts written in major units into minor units; more decimals than the
//   currency has are an error.
struct CompileOptions {
  Origin own = Origin::customers;
  int money_digits = 0;
  std::set<Origin> foreign = {};  // actions, voices: not in the FROM
  std::optional<Day> as_of = {};
  std::string_view parameter = "where";  // its values are $where_1, $where_2 ...
};
Condition compile_condition(std::string_view text, const Columns& columns,
                            const CompileOptions& options);

}  // namespace mikata
