// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "mikata/insights/insight.h"

namespace mikata::http {

// The API as an OpenAPI 3.1 document: the route table, and one path per insight with its own
// parameters and columns.
std::string openapi(std::span<const Insight> insights, Language language);

}  // namespace mikata::http
