// SPDX-License-Identifier: Apache-2.0
// The commands themselves, one function per file and verb; command_table.cc lists them.
#pragma once

#include "mikata/cli/command.h"

namespace mikata {
struct Insight;
}

namespace mikata::cli {

int run_new(Invocation& invocation);
int run_import(Invocation& invocation);
int run_undo(Invocation& invocation);
int run_link(Invocation& invocation);
int run_check(Invocation& invocation);
int run_read(Invocation& invocation);
int run_respond(Invocation& invocation);
int run_low_scores(Invocation& invocation);
int run_simulate(Invocation& invocation);
int run_insights(Invocation& invocation);
int run_sql(Invocation& invocation);
int run_serve(Invocation& invocation);
int run_demo(Invocation& invocation);
int run_text(Invocation& invocation);
int run_compute(Invocation& invocation);
int run_fit(Invocation& invocation);

// The verb of one insight: all of it comes from the record.
Command insight_command(const Insight& insight);

}  // namespace mikata::cli
