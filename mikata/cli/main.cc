// SPDX-License-Identifier: Apache-2.0
// The program: what the operating system gives, handed to run_command. The one place that knows
// both the command line and the server.
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "mikata/cli/command.h"
#include "mikata/http/server.h"
#include "mikata/ingest/inbox.h"
#include "mikata/ingest/reader.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// MIKATA_LANG, then the locale as POSIX reads it.
Language environment_language() {
  for (const char* name : {"MIKATA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = environment(name);
    if (!value.empty()) return value.starts_with("ja") ? Language::ja : Language::en;
  }
  return Language::en;
}

int terminal_width() {
  winsize size = {};
  const bool told = ::isatty(STDOUT_FILENO) == 1 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
  return told ? size.ws_col : 0;
}

// Ctrl-C and SIGTERM become a stop token; a second one ends the program at once. Made before any
// other thread, so that every thread leaves the signals to this one.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    // A reader that went away (| head) is found when writing.
    std::signal(SIGPIPE, SIG_IGN);
    thread_ = std::thread([this] { wait(); });
  }
  ~Signals() {
    done_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  std::stop_token token() const { return stop_.get_token(); }
  // The signal that stopped the program, 0 when none did.
  int caught() const { return caught_; }

 private:
  void wait() {
    while (true) {
      int signal = 0;
      sigwait(&set_, &signal);
      if (done_) return;
      if (caught_ != 0) std::_Exit(128 + signal);
      caught_ = signal;
      stop_.request_stop();
    }
  }

  sigset_t set_ = {};
  std::stop_source stop_;
  std::atomic<bool> done_ = false;
  std::atomic<int> caught_ = 0;
  std::thread thread_;
};

cli::BookHandle open_book(const fs::path& folder, BookMemory memory) {
  try {
    return cli::BookHandle(Book::open(folder, memory));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::conflict) throw cli::BookOwned(error.message(), folder);
    throw;
  }
}

void serve_book(Book& book, const cli::ServeRequest& request) {
  ServeOptions options{.host = request.host, .port = request.port, .web = request.web};
  options.ready = request.ready;
  options.run_local = [&book](const LocalCommand& command) {
    cli::OwnerReply reply = cli::run_at_owner(
        book, {.arguments = command.arguments, .folder = command.folder, .stop = command.stop});
    return LocalResult{reply.exit_code, std::move(reply.out), std::move(reply.err)};
  };
  // Files that are put into the inbox are taken while the book is served.
  const std::jthread inbox([&book](std::stop_token stop) { watch_inbox(book, stop); });
  serve(book, options, request.stop);
}

cli::OwnerReply ask(const fs::path& book, const std::vector<std::string>& words,
                    const fs::path& folder) {
  LocalResult result = ask_owner(book, {.arguments = words, .folder = folder});
  return {result.exit_code, std::move(result.out), std::move(result.err)};
}

// A file that is opened while standard output is closed would get its number, and the result would
// be written into it: the book itself.
void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1) static_cast<void>(::open("/dev/null", O_RDWR));
  }
}

// The exit code, unless the result could not be written: to a reader that went away is no error, to
// a full disk is.
int flushed(int code, Language language) {
  std::cout.flush();
  if (std::cout) return code;
  pollfd out{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  if (::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0) return code;
  const Localized fact{"結果を標準出力に書き込めません（ディスクがいっぱいではありませんか）",
                       "result cannot be written to standard output (is the disk full?)"};
  std::cerr << "mikata: " << fact.in(language) << '\n';
  return exit_code(ErrorKind::unavailable);
}

int run(const std::vector<std::string>& arguments) {
  Signals signals;
  std::error_code error;
  cli::Terminal terminal{.out = std::cout,
                         .err = std::cerr,
                         .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                         .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                         .width = terminal_width(),
                         .folder = fs::current_path(error),
                         .language = environment_language(),
                         .stop = signals.token(),
                         .in = &std::cin};
  const cli::Services services{.open_book = open_book, .serve = serve_book, .ask_owner = ask};
  const int code = flushed(cli::run_command(arguments, terminal, services), terminal.language);
  return code == cli::kStoppedCode && signals.caught() != 0 ? 128 + signals.caught() : code;
}

}  // namespace
}  // namespace mikata

int main(int count, char** words) {
  mikata::open_standard_streams();
  if (const auto code = mikata::run_as_reader(count, words)) return *code;
  std::ios::sync_with_stdio(false);
  return mikata::run({words + 1, words + count});
}
