// SPDX-License-Identifier: Apache-2.0
// The routes of what customers say: /v1/voices, the readings people correct, and /v1/themes.
#pragma once

#include <vector>

#include "mikata/http/routes.h"

namespace mikata::http {

std::vector<Route> voice_routes();

}  // namespace mikata::http
