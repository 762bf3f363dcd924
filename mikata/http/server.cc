// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>

#include "mikata/base/json.h"
#include "mikata/desk/reading/background.h"
#include "mikata/desk/reading/corrections.h"
#include "mikata/http/ahead.h"
#include "mikata/http/connection.h"
#include "mikata/http/guard.h"
#include "mikata/http/local.h"
#include "mikata/http/openapi.h"
#include "mikata/http/site.h"
#include "mikata/insights/run.h"

namespace mikata {
namespace {

constexpr const char* kSocket = "server.sock";
constexpr std::chrono::milliseconds kOwnerPatience{2'000};

http::BookRoom room_of(Book& book) {
  return {
      .language = book.settings().language,
      .version = [&book] { return book.store().version(); },
      .run = [&book](const Insight& insight, const Request& request,
                     const Watch& watch) { return run_insight(insight, book, request, watch); },
      .behind =
          [&book](const Insight& insight, const Request& request, std::string_view key, Page page,
                  std::stop_token stop) {
            return run_behind(insight, book, request, key, page, stop);
          },
      .catalog = [&book](Language language) { return catalog_json(language, &book); },
      .book = [&book](Language language) { return book_json(book, language); },
      .customer = [&book](std::string_view id,
                          Language language) { return customer_json(book, id, language); },
      .find_customers =
          [&book](const std::string& text, Language language) {
            return found_customers_json(book, text, language);
          },
      .currency = [&book] { return book.settings().currency; },
  };
}

// What stands behind the words while the book is served.
struct Words {
  explicit Words(Book& book) : list(book), background(book) {}
  voices::Voices list;
  reading::Background background;
  std::mutex themes;  // one editor of themes.toml at a time
};

http::VoiceRoom voice_room_of(Book& book, Words& words) {
  return {
      .page = [&words](const voices::Filter& filter, Language language,
                       std::stop_token stop) { return words.list.page(filter, language, stop); },
      .one = [&words](const std::string& id,
                      Language language) { return words.list.one(id, language); },
      .correct = [&book](const Correction& correction) { reading::correct(book, correction); },
      .take_back = [&book](const std::string& id) { reading::take_back(book, id); },
      .themes = [&book] { return reading::themes_json(book); },
      .put_theme =
          [&book, &words](const reading::OwnTheme& theme) {
            const std::lock_guard lock(words.themes);
            reading::put_theme(book, theme);
            words.background.wake();
          },
      .drop_theme =
          [&book, &words](const std::string& key) {
            const std::lock_guard lock(words.themes);
            reading::drop_theme(book, key);
            words.background.wake();
          },
      .low_scores = [&book](const low_scores::Filter& filter,
                            std::stop_token stop) { return low_scores::page(book, filter, stop); },
      .tick = [&book](const std::string& id,
                      const std::string& by) { return low_scores::tick(book, id, by); },
      .untick = [&book](const std::string& id) { return low_scores::untick(book, id); },
  };
}

// Leaves descriptors for the database and for the files of an import.
std::size_t connections_allowed(std::size_t wanted) {
  constexpr rlim_t kOthers = 100;
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur <= 2 * kOthers) return 50;
  return static_cast<std::size_t>(std::min<rlim_t>(wanted, (limit.rlim_cur - kOthers) / 2));
}

}  // namespace

void serve(Book& book, const ServeOptions& options, std::stop_token stop) {
  http::Site site{.insights = catalog(), .room = room_of(book)};
  Words words(book);
  site.room.voices = voice_room_of(book, words);
  if (!options.web.empty()) site.web = http::WebFiles(options.web);
  http::ConnectionLimits limits;
  limits.connections = connections_allowed(limits.connections);
  http::Connections connections(limits, [&site](const http::Finished& finished) {
    site.metrics.add(finished);
    http::log_finished(finished);
  });
  const std::uint16_t port = connections.listen(
      options.host, options.port,
      [&site](const http::HttpRequest& request) { return http::handle(site, request); });
  site.host_names = http::loopback_names(options.host, port);
  connections.listen(book.folder() / kSocket, [&options](const http::HttpRequest& request) {
    return http::handle_local(request, options.run_local);
  });
  const http::Ahead ahead(site);
  if (options.ready) options.ready(port);
  connections.run(stop);
}

LocalResult ask_owner(const std::filesystem::path& book, const LocalCommand& command) {
  return http::read_local_result(
      http::exchange(book / kSocket, http::local_request(command), kOwnerPatience));
}

std::string openapi_text(Language language) { return http::openapi(catalog(), language); }

}  // namespace mikata
