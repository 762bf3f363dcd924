// SPDX-License-Identifier: Apache-2.0
#include "mikata/base/error.h"

#include <gtest/gtest.h>

namespace mikata {
namespace {

TEST(Error, EachKindHasOneExitCodeAndOneStatus) {
  const struct {
    ErrorKind kind;
    int exit, status;
    std::string_view name;
  } cases[] = {{ErrorKind::invalid_argument, 2, 400, "invalid_argument"},
               {ErrorKind::not_found, 3, 404, "not_found"},
               {ErrorKind::conflict, 4, 409, "conflict"},
               {ErrorKind::unauthorized, 2, 403, "unauthorized"},
               {ErrorKind::unavailable, 5, 503, "unavailable"},
               {ErrorKind::internal, 1, 500, "internal"}};
  for (const auto& [kind, exit, status, name] : cases) {
    EXPECT_EQ(exit_code(kind), exit) << name;
    EXPECT_EQ(http_status(kind), status) << name;
    EXPECT_EQ(error_name(kind), name);
  }
}

TEST(Error, SaysTheFactAndTheValue) {
  try {
    fail(ErrorKind::not_found, "insight not found: {}", "npz {}");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "insight not found: npz {}");
    EXPECT_EQ(error.kind(), ErrorKind::not_found);
  }
}

TEST(Error, SaysItInBothLanguages) {
  const Localized near{.ja = "（nps のことですか）", .en = " (did you mean nps?)"};
  try {
    fail(ErrorKind::not_found,
         {"{1}番目の問いが見つかりません: {0}{2}", "insight not found: {} at {}{}"}, "npz {}", 3,
         near);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().in(Language::ja),
              "3番目の問いが見つかりません: npz {}（nps のことですか）");
    EXPECT_STREQ(error.what(), "insight not found: npz {} at 3 (did you mean nps?)");
  }
}

}  // namespace
}  // namespace mikata
