// SPDX-License-Identifier: Apache-2.0
// The local plane: what goes through server.sock. One route, POST /v1/local/run, for a command line
// that could not open the book because a server owns it. The socket's mode (0600) is its guard.
#pragma once

#include <functional>
#include <string>

#include "mikata/http/message.h"
#include "mikata/http/server.h"

namespace mikata::http {

using RunLocal = std::function<LocalResult(const LocalCommand&)>;

// Answers one request of the socket; what runs a command is always Later.
Reply handle_local(const HttpRequest& request, const RunLocal& run);

HttpRequest local_request(const LocalCommand& command);
// Fails with conflict when the answer is not one of handle_local's.
LocalResult read_local_result(const Response& response);

}  // namespace mikata::http
