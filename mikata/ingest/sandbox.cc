// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "mikata/base/error.h"

namespace mikata::ingest {

namespace {

// Newer rights than the system's header may know.
constexpr std::uint64_t kLandlockRefer = 1U << 13;
constexpr std::uint64_t kLandlockTruncate = 1U << 14;
constexpr std::uint64_t kLandlockIoctl = 1U << 15;
constexpr std::uint64_t kLandlockFirst = (1U << 13) - 1;

[[noreturn]] void fail_system(const char* what, int error) {
  fail(ErrorKind::unavailable,
       {"ファイルの読み取りを安全に隔離できません: {}: {}",
        "the reader cannot be locked up: {}: {}"},
       what, std::strerror(error));
}

void limit(int resource, std::int64_t value) {
  const auto most = static_cast<rlim_t>(value);
  const rlimit both = {.rlim_cur = most, .rlim_max = most};
  if (::setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0) {
    fail_system("setrlimit", errno);
  }
}

constexpr bool under_sanitizer() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#else
  return false;
#endif
}

std::int64_t mapped_bytes() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "r"),
                                                             std::fclose);
  long pages = 0;
  if (!file || std::fscanf(file.get(), "%ld", &pages) != 1) return 0;
  return pages * ::sysconf(_SC_PAGESIZE);
}

void limit_resources(const SandboxLimits& limits) {
  if (!under_sanitizer()) limit(RLIMIT_AS, mapped_bytes() + limits.memory_bytes);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
}

std::uint64_t landlock_rights(long abi) {
  return kLandlockFirst | (abi >= 2 ? kLandlockRefer : 0) | (abi >= 3 ? kLandlockTruncate : 0) |
         (abi >= 5 ? kLandlockIoctl : 0);
}

// The file system is closed but for one file.
void restrict_files(int readable_fd) {
  const long abi =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return;  // the kernel has none: seccomp stands alone
  const landlock_ruleset_attr handled = {.handled_access_fs = landlock_rights(abi)};
  const long ruleset = ::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
  if (ruleset < 0) fail_system("landlock", errno);
  if (readable_fd >= 0) {
    const landlock_path_beneath_attr file = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
                                             .parent_fd = readable_fd};
    if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &file, 0) != 0) {
      fail_system("landlock", errno);
    }
  }
  if (::syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) fail_system("landlock", errno);
  ::close(static_cast<int>(ruleset));
}

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

void allow(const Filter& filter, int call) {
  const int status = ::seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
  if (status < 0) fail_system("seccomp", -status);
}

// Opening is allowed for reading only; which file is Landlock's business. DuckDB first asks whether
// the file is there.
void allow_reading(const Filter& filter) {
  const auto reading = [](unsigned argument) {
    constexpr scmp_datum_t kWriting =
        O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
    return scmp_arg_cmp{
        .arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = kWriting, .datum_b = 0};
  };
  const scmp_arg_cmp flags_of_open = reading(1);
  const scmp_arg_cmp flags_of_openat = reading(2);
  ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(open), 1, &flags_of_open);
  ::seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &flags_of_openat);
  for (const int call : {SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
                         SCMP_SYS(stat), SCMP_SYS(lstat)}) {
    allow(filter, call);
  }
}

void restrict_calls(bool may_read) {
  // What is not named gives EPERM; what only an attacker wants ends the process.
  constexpr std::array kAllowed = {SCMP_SYS(read),
                                   SCMP_SYS(readv),
                                   SCMP_SYS(pread64),
                                   SCMP_SYS(write),
                                   SCMP_SYS(writev),
                                   SCMP_SYS(lseek),
                                   SCMP_SYS(close),
                                   SCMP_SYS(fstat),
                                   SCMP_SYS(newfstatat),
                                   SCMP_SYS(mmap),
                                   SCMP_SYS(munmap),
                                   SCMP_SYS(mremap),
                                   SCMP_SYS(mprotect),
                                   SCMP_SYS(madvise),
                                   SCMP_SYS(brk),
                                   SCMP_SYS(futex),
                                   SCMP_SYS(sched_yield),
                                   SCMP_SYS(sched_getaffinity),
                                   SCMP_SYS(clock_gettime),
                                   SCMP_SYS(clock_getres),
                                   SCMP_SYS(gettimeofday),
                                   SCMP_SYS(nanosleep),
                                   SCMP_SYS(clock_nanosleep),
                                   SCMP_SYS(getrandom),
                                   SCMP_SYS(getpid),
                                   SCMP_SYS(gettid),
                                   SCMP_SYS(getcpu),
                                   SCMP_SYS(sigaltstack),
                                   SCMP_SYS(rt_sigaction),
                                   SCMP_SYS(rt_sigprocmask),
                                   SCMP_SYS(rt_sigreturn),
                                   SCMP_SYS(tgkill),
                                   SCMP_SYS(getrusage),
                                   SCMP_SYS(sysinfo),
                                   SCMP_SYS(uname),
                                   SCMP_SYS(rseq),
                                   SCMP_SYS(restart_syscall),
                                   SCMP_SYS(exit),
                                   SCMP_SYS(exit_group)};
  constexpr std::array kDeadly = {
      SCMP_SYS(execve),  SCMP_SYS(execveat), SCMP_SYS(socket), SCMP_SYS(socketpair),
      SCMP_SYS(connect), SCMP_SYS(bind),     SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
      SCMP_SYS(bpf),     SCMP_SYS(keyctl),   SCMP_SYS(mount),  SCMP_SYS(unshare),
      SCMP_SYS(setns),   SCMP_SYS(fork),     SCMP_SYS(vfork),  SCMP_SYS(process_vm_writev)};
  const Filter filter(::seccomp_init(SCMP_ACT_ERRNO(EPERM)), ::seccomp_release);
  if (!filter) fail_system("seccomp", ENOMEM);
  ::seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
  for (const int call : kAllowed) allow(filter, call);
  for (const int call : kDeadly) {
    const int status = ::seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, call, 0);
    if (status < 0) fail_system("seccomp", -status);
  }
  if (may_read) allow_reading(filter);
  if (under_sanitizer()) {  // it looks through a pipe whether memory is readable
    allow(filter, SCMP_SYS(pipe));
    allow(filter, SCMP_SYS(pipe2));
  }
  const int status = ::seccomp_load(filter.get());
  if (status < 0) fail_system("seccomp", -status);
}

}  // namespace

void enter_sandbox(const SandboxLimits& limits) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail_system("no_new_privs", errno);
  limit_resources(limits);
  restrict_files(limits.readable_fd);
  restrict_calls(limits.readable_fd >= 0);
}

}  // namespace mikata::ingest
