// SPDX-License-Identifier: Apache-2.0
// What may be counted of the answers that were promised anonymous (METRICS, small cells). Such an
// answer belongs to nobody in `answers`; here it gets company, or stays out.
//
// A cell is one question, survey, touchpoint and calendar month. An answer counts only with the
// whole of its cell, and only where at least k people answered in it. So any two questions that
// can be asked differ, in what was promised, by whole cells, and no difference is smaller than k.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mikata/insights/insight.h"
#include "mikata/insights/scores.h"

namespace mikata {

struct PromisedAnswers {
  std::string condition;  // SQL over answers (alias a): promised nothing, or in a cell that counts
  std::vector<Binding> bindings;  // what the condition names
  bool any = false;               // whether such answers were given at all
};

// Whole cells cannot be told apart by a day or a week, by a window that cuts a month, nor by
// --where or --by over a column of voices or items other than survey and touchpoint: then none
// counts. Columns of customers are NULL for all of them.
PromisedAnswers promised_answers(const Context& context, const ScoreQuestion& question);

// The same of remarks, read or not: a cell is then told apart by the question as well.
PromisedAnswers promised_remarks(const Context& context);

// How many answers that were promised anonymous, in the window, do not count, whatever --where
// says.
std::int64_t count_kept_back(const Context& context, const ScoreQuestion& question,
                             const PromisedAnswers& promised);

}  // namespace mikata
