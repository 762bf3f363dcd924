// SPDX-License-Identifier: Apache-2.0
// What the client would rather have (RFC 9110 section 12): language, compression, form.
#pragma once

#include <optional>
#include <string_view>

#include "mikata/base/localized.h"

namespace mikata::http {

// The weight (0..1) that a header such as "gzip;q=0.5, br" gives to `name`; a wildcard counts when
// `name` itself is not listed. 0 when it is not wanted or the header is broken.
double weight(std::string_view header, std::string_view name);

// The wanted one of the two languages; nullopt when neither is named.
std::optional<Language> wanted_language(std::string_view accept_language);

// True when text/csv is asked for and JSON is not asked for more.
bool wants_csv(std::string_view accept);

}  // namespace mikata::http
