// SPDX-License-Identifier: Apache-2.0
// The condition of --where: whatever is written, values are bound and never part of the SQL.
#include <cassert>
#include <cstdint>
#include <string_view>

#include "mikata/base/error.h"
#include "mikata/segment/segment.h"

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

void feed(std::string_view input) {
  try {
    const Condition condition = compile_condition(input, columns(), {.foreign = {Origin::actions}});
    assert(condition.sql.find_first_of(";\\") == std::string::npos);
    assert(condition.sql.find("--") == std::string::npos);
  } catch (const Error& error) {
    assert(error.kind() == ErrorKind::invalid_argument);
  }
}

}  // namespace
}  // namespace mikata::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mikata::fuzz::feed({reinterpret_cast<const char*>(data), size});
  return 0;
}
