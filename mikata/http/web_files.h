// SPDX-License-Identifier: Apache-2.0
// The built page, held in memory: what was not found in its folder at the start does not exist, so
// no address can lead out of it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "mikata/http/message.h"

namespace mikata::http {

class WebFiles {
 public:
  // No page at all.
  WebFiles() = default;
  // Reads every regular file below the folder; symbolic links are not followed. x.br and x.gz are
  // the compressed forms of x. Fails with not_found when there is no index.html.
  explicit WebFiles(const std::filesystem::path& folder);

  bool empty() const { return files_.empty(); }
  // The file at a decoded path such as "assets/index-1a2b3c4d.js"; index.html for an address of the
  // page itself such as "insights/nps". 304 when the client has it. Throws Problem 404.
  Response get(const std::string& path, const HttpRequest& request) const;

 private:
  struct File {
    std::string type;
    std::string tag;  // of the content
    std::string plain;
    std::string gzip;
    std::string brotli;
  };
  std::map<std::string, File> files_;
};

}  // namespace mikata::http
