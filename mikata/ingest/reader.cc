// SPDX-License-Identifier: Apache-2.0
// The parent's side: starts the child, checks what it sends, survives its death.
#include "mikata/ingest/reader.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "mikata/base/error.h"
#include "mikata/ingest/cell_batch.h"

namespace mikata {

namespace {

constexpr const char* kChildCommand = "__read";
constexpr int kPatienceMs = 2000;
constexpr int kPipeBytes = 1 << 20;

// Set once at the start of main, read by every open_file; see run_as_reader.
std::atomic<bool> can_execute_itself = false;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct Pipe {
  Descriptor reading;
  Descriptor writing;
};

// 0, 1 and 2 must stay free for the child's own.
Descriptor above_standard(Descriptor low) {
  constexpr int kFirst = 3;
  if (low.get() < 0 || low.get() >= kFirst) return low;
  return Descriptor(::fcntl(low.get(), F_DUPFD_CLOEXEC, kFirst));
}

Pipe make_pipe() {
  std::array<int, 2> ends = {-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    fail(ErrorKind::unavailable,
         {"読み取りの準備ができません（パイプ）: {}", "no pipe for reading: {}"},
         std::strerror(errno));
  }
  Pipe made = {Descriptor(ends[0]), above_standard(Descriptor(ends[1]))};
  // Room for a batch, so that parent and child work at the same time. A smaller pipe is right too.
  ::fcntl(made.writing.get(), F_SETPIPE_SZ, kPipeBytes);
  return made;
}

Descriptor open_for_reading(const std::filesystem::path& file, const std::string& name) {
  // A named pipe must not make us wait.
  Descriptor fd = above_standard(
      Descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)));
  if (fd.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    fail(ErrorKind::not_found, {"ファイルが見つかりません: {}", "file not found: {}"},
         file.string());
  }
  struct stat status = {};
  if (fd.get() < 0 || ::fstat(fd.get(), &status) != 0) {
    fail(ErrorKind::invalid_argument,
         {"{}: ファイルを開けません: {}", "{}: the file cannot be opened: {}"}, name,
         std::strerror(errno));
  }
  if (S_ISDIR(status.st_mode))
    fail(ErrorKind::invalid_argument, {"{}: ファイルではなくフォルダです", "{}: a folder, no file"},
         name);
  if (!S_ISREG(status.st_mode)) {
    fail(ErrorKind::invalid_argument,
         {"{}: 普通のファイルではなく、デバイスかパイプです（ファイルに保存してください）",
          "{}: a device or pipe, no file (save it to a file)"},
         name);
  }
  if (status.st_size == 0)
    fail(ErrorKind::invalid_argument, {"{}: ファイルが空です", "{}: the file is empty"}, name);
  return fd;
}

// What the child is executed with; made before the fork, as nothing may be allocated after it.
struct Command {
  std::vector<std::string> arguments;
  std::vector<std::string> environment;
  std::vector<char*> argument_pointers;
  std::vector<char*> environment_pointers;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

Command make_command(const ReadLimits& limits) {
  Command command;
  command.arguments = {"mikata",
                       kChildCommand,
                       std::to_string(limits.max_rows),
                       std::to_string(limits.max_field_bytes),
                       std::to_string(limits.batch_rows),
                       std::to_string(limits.memory_bytes)};
  // The one variable without which this very program might not start.
  if (const char* libraries = std::getenv("LD_LIBRARY_PATH")) {
    command.environment.push_back(fmt::format("LD_LIBRARY_PATH={}", libraries));
  }
  command.argument_pointers = pointers(command.arguments);
  command.environment_pointers = pointers(command.environment);
  return command;
}

[[noreturn]] void become_child(int input, int output, Command& command, const ReadLimits& limits) {
  constexpr int kCannotStart = 127;
  const int null = ::open("/dev/null", O_WRONLY);
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  ::dup2(null, STDERR_FILENO);  // a sanitizer's report must be seen
#endif
  (void)null;
  ::syscall(SYS_close_range, 3U, ~0U, 0U);
  if (can_execute_itself) {
    ::execve("/proc/self/exe", command.argument_pointers.data(),
             command.environment_pointers.data());
    ::_exit(kCannotStart);
  }
  ::_exit(read_in_child(STDIN_FILENO, STDOUT_FILENO, limits));
}

class ChildReader : public FileReader {
 public:
  ChildReader(const std::filesystem::path& file, const ReadLimits& limits);
  ~ChildReader() override { stop(); }
  ChildReader(const ChildReader&) = delete;
  ChildReader& operator=(const ChildReader&) = delete;

  const FileHead& head() const override { return head_; }
  bool next(CellBatch& batch) override;
  std::int64_t position() const override { return position_; }

 private:
  ingest::Frame receive(CellBatch& batch);
  // Ends the child now.
  void stop() { reap(0); }
  // Gives a child that is going some milliseconds before it is ended; returns how it died, empty
  // when it ended well.
  Localized reap(int patience_ms);

  std::string name_;
  Pipe pipe_;
  ingest::FrameReader frames_;
  FileHead head_;
  pid_t child_ = -1;
  std::int64_t position_ = 0;
  bool ended_ = false;
};

ChildReader::ChildReader(const std::filesystem::path& file, const ReadLimits& limits)
    : name_(file.filename().string()), pipe_(make_pipe()), frames_(pipe_.reading.get(), limits) {
  const Descriptor input = open_for_reading(file, name_);
  Command command = make_command(limits);
  child_ = ::fork();
  if (child_ < 0)
    fail(ErrorKind::unavailable,
         {"読み取りの準備ができません（プロセス）: {}", "no process for reading: {}"},
         std::strerror(errno));
  if (child_ == 0) become_child(input.get(), pipe_.writing.get(), command, limits);
  pipe_.writing.close();
  try {
    CellBatch none;
    ingest::Frame frame = receive(none);
    if (frame.kind != ingest::FrameKind::head || frame.head.header.empty()) {
      fail(ErrorKind::unavailable,
           {"{}: 読み取りの結果に見出しがないため、受け付けませんでした",
            "{}: its reader sent no head; it was refused"},
           name_);
    }
    head_ = std::move(frame.head);
  } catch (...) {
    stop();  // a constructor that throws has no destructor
    throw;
  }
}

bool ChildReader::next(CellBatch& batch) {
  if (!ended_) {
    const ingest::Frame frame = receive(batch);
    if (frame.kind == ingest::FrameKind::batch) {
      ingest::check_batch(batch, head_.header.size());
      position_ = frame.position;
      return true;
    }
    head_.encoding = frame.head.encoding;
    position_ = head_.bytes;
    ended_ = true;
    stop();
  }
  batch.rows = 0;
  batch.bad_rows.clear();
  return false;
}

ingest::Frame ChildReader::receive(CellBatch& batch) {
  ingest::Frame frame;
  try {
    frame = frames_.next(batch);
  } catch (const Error& error) {
    fail(error.kind(), {"{}: {}{}", "{}: {}{}"}, name_, error.message(), reap(kPatienceMs));
  }
  if (frame.kind == ingest::FrameKind::error) {
    fail(frame.error_kind, {"{}: {}", "{}: {}"}, name_, frame.message);
  }
  return frame;
}

Localized ChildReader::reap(int patience_ms) {
  if (child_ < 0) return {};
  pipe_.reading.close();
  int status = 0;
  pid_t gone = ::waitpid(child_, &status, WNOHANG);
  for (; gone == 0 && patience_ms > 0; --patience_ms) {
    ::usleep(1000);
    gone = ::waitpid(child_, &status, WNOHANG);
  }
  if (gone == 0) {
    ::kill(child_, SIGKILL);
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  child_ = -1;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return {": 時間がかかりすぎました", ": it computed for too long"};
  }
  if (WIFSIGNALED(status)) {
    return localized({": シグナル {}", ": signal {}"}, WTERMSIG(status));
  }
  if (WEXITSTATUS(status) == 0) return {};
  return localized({": 終了コード {}", ": exit code {}"}, WEXITSTATUS(status));
}

template <typename T>
bool parse_argument(const char* text, T& value) {
  const char* end = text + std::strlen(text);
  return std::from_chars(text, end, value).ptr == end;
}

}  // namespace

std::unique_ptr<FileReader> open_file(const std::filesystem::path& file, const ReadLimits& limits) {
  return std::make_unique<ChildReader>(file, limits);
}

std::optional<int> run_as_reader(int argc, char** argv) {
  if (argc < 2 || std::strcmp(argv[1], kChildCommand) != 0) {
    can_execute_itself = true;
    return std::nullopt;
  }
  constexpr int kArguments = 6;
  ReadLimits limits;
  const bool understood = argc == kArguments && parse_argument(argv[2], limits.max_rows) &&
                          parse_argument(argv[3], limits.max_field_bytes) &&
                          parse_argument(argv[4], limits.batch_rows) &&
                          parse_argument(argv[5], limits.memory_bytes);
  if (!understood) return exit_code(ErrorKind::invalid_argument);
  // What the parent blocked for itself is not for the child.
  sigset_t none = {};
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  return read_in_child(STDIN_FILENO, STDOUT_FILENO, limits);
}

}  // namespace mikata
