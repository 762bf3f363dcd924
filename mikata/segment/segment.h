// SPDX-License-Identifier: Apache-2.0
// Who: `region = '大阪' AND orders_365d >= 2 AND customer.channel IN ('web', 'store')` -> SQL.
//
// text -> parse -> check against the known columns -> SQL with bound values. Identifiers in the SQL
// come from the Columns given, never from the text.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/store/query.h"
#include "mikata/store/schema.h"

namespace mikata {

// Where a column lives; the SQL that uses it must have that table in its FROM under the alias:
// customers c, actions x, voices a, items i.
enum class Origin { customers, actions, voices, items };

// A column that --where and --by may name.
struct SegmentColumn {
  Origin origin;
  std::string name;      // "region"
  FactType type;         // money compares in major units
  std::string sql;       // "c.region", "property(c.properties, 'age')"
  bool derived = false;  // computed from facts: resolved after the plain ones
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
  const std::vector<SegmentColumn>& all() const { return columns_; }

 private:
  std::vector<SegmentColumn> columns_;
};

struct Condition {
  std::string sql = "TRUE";       // refers to the aliases above
  std::vector<Binding> bindings;  // $where_1, $where_2 ...
  std::set<Origin> origins;       // the tables it touches
};

// Compiles one condition; "" gives TRUE. Fails with invalid_argument and three lines: what is
// wrong, the text, and a caret below the place.
//
//   expression: AND OR NOT ( )  comparison: = != <> < <= > >=  IN ('a', 'b')  NOT IN
//   BETWEEN a AND b  LIKE 'a%'  IS NULL  IS NOT NULL; keywords in any case; 'it''s' for a quote.
//   `money_digits` turns amounts written in major units into minor units.
struct CompileOptions {
  Origin own = Origin::customers;
  int money_digits = 0;
};
Condition compile_condition(std::string_view text, const Columns& columns,
                            const CompileOptions& options);

}  // namespace mikata
