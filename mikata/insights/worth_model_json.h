// SPDX-License-Identifier: Apache-2.0
// A fitted model as text, for the store to remember.
#pragma once

#include <optional>
#include <string>

#include "mikata/insights/worth_model.h"

namespace mikata {

std::string write_worth_fit(const WorthFit& fit);
// Requires a text from write_worth_fit; the numbers come back exactly.
WorthFit read_worth_fit(const std::string& text);

}  // namespace mikata
