// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/bought.h"

namespace mikata {

namespace insights {
std::string_view sql(std::string_view path);
}

bool is_earlier(const Context& context) {
  return context.as_of < latest_day(context.store).value_or(context.as_of);
}

std::string bought(const Context& context) {
  return is_earlier(context) ? std::string(insights::sql("bought_earlier.sql"))
                             : "customer_summary";
}

}  // namespace mikata
