// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mikata::http {

// The bytes as a gzip stream (RFC 1952), the same for the same bytes.
std::string gzip(std::string_view bytes);

// Worth compressing: larger than 1 KB and of a type that shrinks.
bool worth_compressing(std::string_view content_type, std::size_t bytes);

}  // namespace mikata::http
