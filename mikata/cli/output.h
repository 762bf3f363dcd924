// SPDX-License-Identifier: Apache-2.0
// What a command has to say, in the format asked for.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "mikata/cli/command.h"
#include "mikata/cli/render.h"

namespace mikata::cli {

// One JSON document and a line feed; indented for a person at a terminal.
void write_json(const Invocation& invocation, const nlohmann::json& document);

// What was done: the sentence (unless --quiet), or the facts as a JSON object or as CSV.
void write_done(const Invocation& invocation, const std::string& sentence,
                const nlohmann::json& facts);

RenderOptions render_options(const Invocation& invocation);

// A remark for the person at the terminal, never part of the result: stderr, not with --quiet.
void remark(const Invocation& invocation, const std::string& sentence);

}  // namespace mikata::cli
