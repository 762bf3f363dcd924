// SPDX-License-Identifier: Apache-2.0
// serve and demo.
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <ostream>
#include <sstream>

#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/folder_guard.h"
#include "mikata/cli/import_text.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/simulated_shop.h"
#include "mikata/cli/text.h"
#include "mikata/ingest/import.h"

namespace mikata::cli {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path program_file() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

// Where the built page is: MIKATA_WEB, beside the program's folder, or as installed; "" when
// nowhere.
fs::path find_web() {
  const fs::path folder = program_file().parent_path();
  const std::string told = environment("MIKATA_WEB");
  if (!told.empty()) return told;
  for (const fs::path& place : {folder / "../web", folder / "../share/mikata/web"}) {
    std::error_code error;
    if (fs::exists(place / "index.html", error)) return place.lexically_normal();
  }
  return {};
}

std::uint16_t read_port(const Parsed& parsed) {
  const std::int64_t port = parsed.get_integer("port", 8400, 0);
  if (port > 65535)
    fail(ErrorKind::invalid_argument,
         {"ポート番号ではありません: {}（0 から 65535 まで）", "not a port: {} (use 0 to 65535)"},
         port);
  return static_cast<std::uint16_t>(port);
}

ServeRequest serve_request(const Invocation& invocation, const std::string& book) {
  ServeRequest request;
  request.host = invocation.parsed.get("host").value_or("127.0.0.1");
  request.port = read_port(invocation.parsed);
  request.web = find_web();
  request.stop = invocation.terminal.stop;
  const bool no_page = request.web.empty();
  request.ready = [&invocation, book, host = request.host, no_page](std::uint16_t bound) {
    if (no_page) remark(invocation, std::string(text::kNoPage.in(invocation.language)));
    const bool six = host.find(':') != std::string::npos && !host.starts_with("[");
    const std::string address = fmt::format("http://{}:{}", six ? "[" + host + "]" : host, bound);
    if (invocation.quiet && invocation.format == Format::table) {
      invocation.terminal.out << address << '\n';
    } else {
      write_done(invocation, say(text::kServing, invocation.language, address, book),
                 {{"address", address}, {"book", book}});
    }
    invocation.terminal.out.flush();
  };
  return request;
}

int serve_book(const Invocation& invocation, Book& book) {
  if (!invocation.services.serve) {
    fail(ErrorKind::conflict,
         {"このブックはすでに serve で開いています: {}", "the book is being served already: {}"},
         book.folder().string());
  }
  invocation.services.serve(book, serve_request(invocation, book.folder().string()));
  return 0;
}

fs::path demo_home(const Invocation& invocation) {
  if (const auto told = invocation.parsed.get("folder")) return invocation.path(*told);
  const std::string cache = environment("XDG_CACHE_HOME");
  if (cache.starts_with("/")) return fs::path(cache) / "mikata";
  const std::string home = environment("HOME");
  if (home.starts_with("/")) return fs::path(home) / ".cache/mikata";
  return fs::temp_directory_path() / "mikata";
}

// What the demo was made by: another program makes it anew.
std::string program_stamp() {
  struct stat facts = {};
  const fs::path program = program_file();
  if (::stat(program.c_str(), &facts) != 0) return MIKATA_VERSION;
  return fmt::format("{} {} {}\n", MIKATA_VERSION, facts.st_size, facts.st_mtim.tv_sec);
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The shop and its book in `folder`; what is half made there is thrown away.
void make_demo(const Invocation& invocation, const fs::path& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  fs::create_directories(folder);
  FolderGuard guard(folder);
  SimulateOptions shop = simulate_options(invocation);
  shop.folder = folder / "shop";
  simulate_with_progress(invocation, shop);
  BookSettings settings;
  settings.language = invocation.language;
  settings.name = std::string(text::kDemoName.in(invocation.language));
  Book::create(folder / "demo.book", settings);
  const auto book = Book::open(folder / "demo.book");
  Progress progress(invocation);
  ImportOptions options;
  options.files = {shop.folder};
  options.stop = invocation.terminal.stop;
  options.progress = drawn_by(progress, invocation.language);
  import_files(*book, options);
  std::ofstream(folder / "made_by") << program_stamp();
  guard.keep();
}

}  // namespace

int run_serve(Invocation& invocation) {
  const BookHandle book = invocation.open_book();
  return serve_book(invocation, *book);
}

int run_demo(Invocation& invocation) {
  read_port(invocation.parsed);  // said before the shop is made
  const SimulateOptions shop = simulate_options(invocation);
  const std::string name = fmt::format("demo-{}-{}-{}", shop.customers, shop.seed,
                                       invocation.language == Language::ja ? "ja" : "en");
  const fs::path folder = demo_home(invocation) / name;
  const fs::path book_folder = folder / "demo.book";
  if (read_file(folder / "made_by") != program_stamp()) {
    // A demo that is running must not lose its book under its feet.
    if (fs::exists(book_folder / "book.toml"))
      invocation.services.open_book(book_folder, BookMemory::usual);
    make_demo(invocation, folder);
  }
  const BookHandle book = invocation.services.open_book(book_folder, BookMemory::usual);
  return serve_book(invocation, *book);
}

}  // namespace mikata::cli
