// SPDX-License-Identifier: Apache-2.0
// What stands before every route of the staff plane: which host was meant, which page asks, and
// what the browser may do with the answer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mikata/http/message.h"

namespace mikata::http {

// The names that reach a server on this port of this machine: "127.0.0.1:8400", "localhost:8400"
// ...
std::vector<std::string> loopback_names(const std::string& address, std::uint16_t port);

// Throws Problem: 421 when Host is none of `names` (DNS rebinding), 403 when a method that changes
// something comes from another site's page or does not say where it comes from.
void check_origin(const HttpRequest& request, const std::vector<std::string>& names);

// Content-Security-Policy and its kin.
const std::vector<Field>& security_fields();

}  // namespace mikata::http
