// SPDX-License-Identifier: Apache-2.0
// The condition of --where: whatever is written, values are bound and never part of the SQL.
#include <cassert>

#include "mikata/base/error.h"
#include "mikata/segment/segment.h"
#include "tests/fuzz/target.h"

namespace mikata::fuzz {
namespace {

const Columns& columns() {
  static const Columns kColumns({{Origin::customers, "region", FactType::text, "c.region"},
                                 {Origin::customers, "birth_date", FactType::day, "c.birth_date"},
                                 {Origin::customers, "revenue", FactType::money, "c.revenue_minor"},
                                 {Origin::voices, "score", FactType::real, "a.score"},
                                 {Origin::actions, "kind", FactType::text, "x.kind"}});
  return kColumns;
}

}  // namespace

void feed(std::string_view input) {
  try {
    const Condition condition = compile_condition(input, columns(), {});
    assert(condition.sql.find_first_of(";\\") == std::string::npos);
    assert(condition.sql.find("--") == std::string::npos);
  } catch (const Error& error) {
    assert(error.kind() == ErrorKind::invalid_argument);
  }
}

std::vector<std::string> seeds() {
  return {"region = '大阪' AND score >= 9",
          "NOT (revenue BETWEEN 1 AND 2.50 OR kind IS NULL)",
          "customer.region IN ('a', 'it''s') AND birth_date < '2000-01-01'",
          "kind LIKE 'a%' OR kind NOT IN ('x')",
          "region = ';--' AND (",
          ""};
}

}  // namespace mikata::fuzz
