// SPDX-License-Identifier: Apache-2.0
// The remark that speaks for many: verbatim, masked, with its id; never written anew.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/remarks.h"

namespace mikata {

struct QuoteText {
  std::string text;  // masked
  std::string language;
  std::string voice_id;
};

struct Quoted {
  Value text;
  Value voice_id;
};

// NULLs when there is none. Chosen by text/quotes.h.
Quoted representative_of(const std::vector<QuoteText>& texts);
// Among the newest 200 that are not anonymous.
Quoted representative(const Context& context, const CountedRemarks& counted,
                      const RemarksOf& which);

}  // namespace mikata
