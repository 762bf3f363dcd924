// SPDX-License-Identifier: Apache-2.0
// Locks the calling process up for good: no files but one for reading, no network, no new programs,
// bounded memory and computing time. For the child that reads an untrusted file.
#pragma once

#include <cstdint>

namespace mikata::ingest {

struct SandboxLimits {
  std::int64_t memory_bytes = 0;  // beyond what is mapped already
  std::int64_t cpu_seconds = 0;
  int readable_fd = -1;  // this file may be opened again for reading; -1: no file at all
};

// Landlock is used where the kernel has it, seccomp and limits always. Fails with unavailable when
// the process cannot be locked up. Memory is not limited under a sanitizer, which maps terabytes.
void enter_sandbox(const SandboxLimits& limits);

}  // namespace mikata::ingest
