// SPDX-License-Identifier: Apache-2.0
// book.toml <-> BookSettings.
#pragma once

#include <filesystem>
#include <string>

#include "mikata/store/book.h"

namespace mikata {

// Fails with invalid_argument: not TOML (with the line), unknown time zone or currency, k < 1.
BookSettings read_settings(const std::filesystem::path& file);
std::string settings_text(const BookSettings& settings);
void check_settings(const BookSettings& settings);

}  // namespace mikata
