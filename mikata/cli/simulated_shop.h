// SPDX-License-Identifier: Apache-2.0
// What `simulate` and `demo` share: flags -> options, and a run with a progress bar.
#pragma once

#include "mikata/cli/command.h"
#include "mikata/simulate/simulate.h"

namespace mikata::cli {

// All but the folder.
SimulateOptions simulate_options(const Invocation& invocation);

// Fails with Stopped on Ctrl-C; a folder that it made is gone then.
void simulate_with_progress(const Invocation& invocation, SimulateOptions options);

}  // namespace mikata::cli
