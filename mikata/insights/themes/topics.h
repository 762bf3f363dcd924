// SPDX-License-Identifier: Apache-2.0
// What remarks are newly about: the last complete period against the one before, told from chance.
// Proposals for people to judge, never a measure (text/topics.h).
#pragma once

#include "mikata/insights/insight.h"

namespace mikata::themes {

// Columns: period, topic (its id, the same as long as it is spoken of), title (its words), n
// (remarks looked at, at most 3,000), remarks, share, share_low, share_high, quote, voice_id, key.
std::vector<Column> topic_columns();
Answer run_topics(const Context& context);
Behind topics_behind(const Context& context, std::string_view key, Page page);

}  // namespace mikata::themes
