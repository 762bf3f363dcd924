// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/text_file.h"

#include <fstream>

#include "mikata/base/error.h"

namespace mikata::shop {

void write_text_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file)
    fail(ErrorKind::unavailable, {"ファイルに書き込めません: {}", "file cannot be written: {}"},
         path.string());
}

}  // namespace mikata::shop
