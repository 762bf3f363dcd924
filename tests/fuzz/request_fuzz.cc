// SPDX-License-Identifier: Apache-2.0
// The head of an HTTP request and its target: never reads beyond what came, never lets a NUL
// through.
#include <cassert>
#include <cstdint>
#include <string_view>
#include <variant>

#include "mikata/http/problem.h"
#include "mikata/http/scan.h"
#include "mikata/http/url.h"

namespace mikata::fuzz {
namespace {

void feed(std::string_view input) {
  const http::Scan scan = http::scan_head(input, {});
  if (const auto* refusal = std::get_if<http::Refusal>(&scan)) assert(refusal->status >= 400);
  const auto* head = std::get_if<http::Head>(&scan);
  if (head == nullptr) return;
  assert(head->begin <= head->end && head->end <= input.size());
  try {
    for (const auto& segment : http::parse_target(head->request.target).path) {
      assert(segment.find('\0') == std::string::npos);
    }
  } catch (const http::Problem&) {
    // refused, which is an answer
  }
}

}  // namespace
}  // namespace mikata::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mikata::fuzz::feed({reinterpret_cast<const char*>(data), size});
  return 0;
}
