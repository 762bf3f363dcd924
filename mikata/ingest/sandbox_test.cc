// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/sandbox.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>

namespace mikata::ingest {
namespace {

constexpr SandboxLimits kLimits = {.memory_bytes = 1 << 28, .cpu_seconds = 20};

// What becomes of a locked-up child that does `work`; its exit code is what `work` returns.
int status_of(const SandboxLimits& limits, const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    enter_sandbox(limits);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool ended_with(int status, int code) { return WIFEXITED(status) && WEXITSTATUS(status) == code; }

TEST(Sandbox, AllowsWhatReadingNeeds) {
  const int status = status_of(kLimits, [] {
    const std::string much(1 << 20, 'x');
    return much.size() == 1 << 20 && ::lseek(0, 0, SEEK_CUR) != -2 ? 7 : 1;
  });
  EXPECT_TRUE(ended_with(status, 7)) << status;
}

TEST(Sandbox, OpensNoFile) {
  const std::string path = ::testing::TempDir() + "/sandbox_new_file";
  const int status = status_of(kLimits, [&] {
    int opened = 0;
    opened += ::open("/etc/passwd", O_RDONLY) >= 0 ? 1 : 0;
    opened += ::open("/proc/self/environ", O_RDONLY) >= 0 ? 2 : 0;
    opened += ::open(path.c_str(), O_WRONLY | O_CREAT, 0600) >= 0 ? 4 : 0;
    opened += ::unlink("/etc/nothing") == 0 || errno != EPERM ? 8 : 0;
    return opened;
  });
  EXPECT_TRUE(ended_with(status, 0)) << status;
}

TEST(Sandbox, OpensTheOneFileForReadingOnly) {
  const std::string path = ::testing::TempDir() + "/sandbox_readable";
  std::ofstream(path) << "text";
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  SandboxLimits limits = kLimits;
  limits.readable_fd = file;
  const std::string again = "/proc/self/fd/" + std::to_string(file);
  const int status = status_of(limits, [&] {
    int wrong = ::open(again.c_str(), O_RDONLY) >= 0 ? 0 : 1;
    wrong += ::open(path.c_str(), O_RDWR) >= 0 ? 2 : 0;
    wrong += ::open(path.c_str(), O_RDONLY | O_TRUNC) >= 0 ? 4 : 0;
    wrong += ::open(path.c_str(), O_WRONLY | O_APPEND) >= 0 ? 8 : 0;
    return wrong;
  });
  EXPECT_TRUE(ended_with(status, 0)) << status;
  ::close(file);
}

TEST(Sandbox, DiesWhenItReachesOut) {
  const std::vector<std::function<int()>> attempts = {
      [] { return ::socket(AF_INET, SOCK_STREAM, 0); },
      [] { return ::execl("/bin/true", "true", nullptr); },
      [] { return static_cast<int>(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); },
  };
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    const int status = status_of(kLimits, attempts[i]);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) << i << ": " << status;
  }
}

TEST(Sandbox, StartsNoProcess) {
  const int status = status_of(kLimits, [] { return ::fork() < 0 ? 0 : 1; });
  EXPECT_TRUE(ended_with(status, 0)) << status;
}

TEST(Sandbox, EndsWhatComputesForTooLong) {
  const SandboxLimits limits = {.memory_bytes = 1 << 28, .cpu_seconds = 1};
  const int status = status_of(limits, [] {
    volatile bool going = true;
    while (going) {
    }
    return 0;
  });
  EXPECT_TRUE(WIFSIGNALED(status)) << status;
}

}  // namespace
}  // namespace mikata::ingest
