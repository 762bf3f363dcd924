// SPDX-License-Identifier: Apache-2.0
// A small file written at once.
#pragma once

#include <filesystem>
#include <string_view>

namespace mikata::shop {

// Fails with unavailable when it cannot be written.
void write_text_file(const std::filesystem::path& path, std::string_view text);

}  // namespace mikata::shop
