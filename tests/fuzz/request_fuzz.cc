// SPDX-License-Identifier: Apache-2.0
// The head of an HTTP request and its target: never reads beyond what came, never lets a NUL
// through.
#include <cassert>
#include <variant>

#include "mikata/http/problem.h"
#include "mikata/http/scan.h"
#include "mikata/http/url.h"
#include "tests/fuzz/target.h"

namespace mikata::fuzz {

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

std::vector<std::string> seeds() {
  return {
      "GET /v1/insights/nps?by=region&as-of=2026-01-01 HTTP/1.1\r\nHost: 127.0.0.1:8400\r\n\r\n",
      "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc",
      "GET http://a:1/%E5%A4%A7 HTTP/1.0\r\nHost: a:1\r\nConnection: close\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
      "\r\nGET /%00 HTTP/1.1\r\n\r\n",
      ""};
}

}  // namespace mikata::fuzz
