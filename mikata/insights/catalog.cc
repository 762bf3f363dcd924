// SPDX-License-Identifier: Apache-2.0
// The visible list: one line per question.
#include <vector>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/insights/acquisition/acquisition.h"
#include "mikata/insights/agree/agree.h"
#include "mikata/insights/churn/churn.h"
#include "mikata/insights/clv/clv.h"
#include "mikata/insights/csat/csat.h"
#include "mikata/insights/customer/customer.h"
#include "mikata/insights/drivers/drivers.h"
#include "mikata/insights/effect/effect.h"
#include "mikata/insights/effort/effort.h"
#include "mikata/insights/engagement/engagement.h"
#include "mikata/insights/frequency/frequency.h"
#include "mikata/insights/insight.h"
#include "mikata/insights/loyalty/loyalty.h"
#include "mikata/insights/nps/nps.h"
#include "mikata/insights/pains/pains.h"
#include "mikata/insights/profitability/profitability.h"
#include "mikata/insights/pulse/pulse.h"
#include "mikata/insights/quadrant/quadrant.h"
#include "mikata/insights/retention/retention.h"
#include "mikata/insights/rfm/rfm.h"
#include "mikata/insights/sentiment/sentiment.h"
#include "mikata/insights/silent/silent.h"
#include "mikata/insights/stage/stage.h"
#include "mikata/insights/strengths/strengths.h"
#include "mikata/insights/tenure/tenure.h"
#include "mikata/insights/themes/themes.h"
#include "mikata/insights/traits/traits.h"

namespace mikata {

std::span<const Insight> catalog() {
  static const std::vector<Insight> kCatalog{
      pulse::insight(),     nps::insight(),           csat::insight(),        effort::insight(),
      agree::insight(),     sentiment::insight(),     themes::insight(),      pains::insight(),
      strengths::insight(), engagement::insight(),    acquisition::insight(), retention::insight(),
      frequency::insight(), profitability::insight(), tenure::insight(),      rfm::insight(),
      clv::insight(),       churn::insight(),         quadrant::insight(),    loyalty::insight(),
      stage::insight(),     drivers::insight(),       effect::insight(),      traits::insight(),
      silent::insight(),    customer::insight(),
  };
  return kCatalog;
}

const Insight& find_insight(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& insight : catalog()) {
    if (insight.name == name) return insight;
    names.push_back(insight.name);
  }
  fail(ErrorKind::not_found, {"問いが見つかりません: {}{}", "insight not found: {}{}"}, name,
       did_you_mean(name, names));
}

}  // namespace mikata
