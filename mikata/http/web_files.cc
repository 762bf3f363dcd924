// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/web_files.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/http/gzip.h"
#include "mikata/http/negotiate.h"
#include "mikata/http/problem.h"

namespace mikata::http {
namespace {

namespace fs = std::filesystem;

struct Type {
  std::string_view extension;
  std::string_view name;
};

constexpr std::array kTypes = {
    Type{".html", "text/html; charset=utf-8"},
    Type{".js", "text/javascript; charset=utf-8"},
    Type{".css", "text/css; charset=utf-8"},
    Type{".svg", "image/svg+xml"},
    Type{".json", "application/json"},
    Type{".map", "application/json"},
    Type{".webmanifest", "application/manifest+json"},
    Type{".txt", "text/plain; charset=utf-8"},
    Type{".png", "image/png"},
    Type{".ico", "image/x-icon"},
    Type{".woff2", "font/woff2"},
};

// nullptr when this is no kind of file that the page is built from.
const Type* type_of(const fs::path& path) {
  const auto* const found =
      std::ranges::find(kTypes, std::string_view(path.extension().native()), &Type::extension);
  return found == kTypes.end() ? nullptr : found;
}

std::string read_all(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), {}};
  if (!file)
    fail(ErrorKind::unavailable, {"ファイルを読めません: {}", "file cannot be read: {}"},
         path.string());
  return content;
}

// FNV-1a: equal content has an equal tag, also after a restart.
std::string content_tag(std::string_view content) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : content) hash = (hash ^ static_cast<std::uint8_t>(c)) * 1099511628211U;
  return fmt::format("{:016x}", hash);
}

// Vite writes the hash of the content into the name: assets/index-1a2b3c4d.js.
bool is_hashed(std::string_view path) {
  if (!path.starts_with("assets/")) return false;
  const std::size_t dash = path.find_last_of('-', path.find_last_of('.'));
  const std::size_t dot = path.find('.', dash == std::string_view::npos ? 0 : dash);
  return dash != std::string_view::npos && dot != std::string_view::npos && dot - dash > 8;
}

bool has_tag(std::string_view if_none_match, std::string_view tag) {
  return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

}  // namespace

WebFiles::WebFiles(const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->symlink_status().type() != fs::file_type::regular) continue;
    const std::string name = at->path().lexically_relative(folder).generic_string();
    const std::string extension = at->path().extension();
    if (extension == ".br" || extension == ".gz") {
      File& file = files_[name.substr(0, name.size() - extension.size())];
      (extension == ".br" ? file.brotli : file.gzip) = read_all(at->path());
    } else if (const Type* type = type_of(at->path())) {
      File& file = files_[name];
      file.type = type->name;
      file.plain = read_all(at->path());
      file.tag = content_tag(file.plain);
    }
  }
  // A compressed form without the file itself is not a page.
  std::erase_if(files_, [](const auto& entry) { return entry.second.type.empty(); });
  if (!files_.contains("index.html")) {
    fail(ErrorKind::not_found,
         {"ページが見つかりません: {}（先にページを作ってください）",
          "page not found: {} (build the page first)"},
         (folder / "index.html").string());
  }
  for (auto& [name, file] : files_) {
    const bool missing = file.gzip.empty() && worth_compressing(file.type, file.plain.size());
    if (missing) file.gzip = gzip(file.plain);
  }
}

Response WebFiles::get(const std::string& path, const HttpRequest& request) const {
  auto found = files_.find(path);
  // The page's own addresses have no extension; a missing script must not come as HTML.
  if (found == files_.end() && !path.starts_with("assets/") && type_of(path) == nullptr) {
    found = files_.find("index.html");
  }
  if (found == files_.end()) {
    throw Problem(404, "not_found",
                  empty() ? Localized{"ここにページはありません（ページなしで起動されました）",
                                      "there is no page here (the server was started without one)"}
                          : Localized{"このサーバーにそのファイルはありません",
                                      "no such file on this server"});
  }
  const File& file = found->second;
  const std::string_view accepted = request.field("Accept-Encoding");
  const bool brotli = !file.brotli.empty() && weight(accepted, "br") > 0;
  const bool gzipped = !brotli && !file.gzip.empty() && weight(accepted, "gzip") > 0;
  const std::string tag = fmt::format("\"{}{}\"", file.tag, brotli ? "-br" : gzipped ? "-gz" : "");
  Response response;
  response.fields = {
      {"ETag", tag},
      {"Vary", "Accept-Encoding"},
      {"Cache-Control",
       is_hashed(found->first) ? "public, max-age=31536000, immutable" : "no-cache"},
  };
  if (has_tag(request.field("If-None-Match"), tag)) {
    response.status = 304;
    return response;
  }
  response.fields.push_back({"Content-Type", file.type});
  if (brotli) response.fields.push_back({"Content-Encoding", "br"});
  if (gzipped) response.fields.push_back({"Content-Encoding", "gzip"});
  response.body = brotli ? file.brotli : gzipped ? file.gzip : file.plain;
  return response;
}

}  // namespace mikata::http
