// SPDX-License-Identifier: Apache-2.0
// mikata help, --help and --version.
#pragma once

#include <string>
#include <vector>

#include "mikata/cli/command.h"

namespace mikata::cli {

// "mikata import BOOK FILE|FOLDER... [flags]"
std::string usage_text(const Command& command);

// Usage, what it does, its flags.
std::string command_help(const Command& command, Language language);

// mikata, mikata --help, mikata --version.
int run_without_verb(const std::vector<std::string>& arguments,
                     const std::vector<Command>& commands, Terminal& terminal);

// mikata help [COMMAND]; `arguments` without the word help.
int run_help(const std::vector<std::string>& arguments, const std::vector<Command>& commands,
             Terminal& terminal);

}  // namespace mikata::cli
