// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/identity.h"

#include <gtest/gtest.h>

namespace mikata {
namespace {

struct Written {
  const char* written;
  const char* expected;  // "" for none
};

TEST(NormalEmail, IsLowerCaseWithoutBlanks) {
  const Written cases[] = {
      {"a@example.jp", "a@example.jp"},
      {" Taro.Yamada@Example.JP ", "taro.yamada@example.jp"},
      {"ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp"},
      {"mailto:a@b.jp", "a@b.jp"},
      {"", ""},
      {"taro", ""},
      {"@b.jp", ""},
      {"a@b", ""},
      {"a@@b.jp", ""},
      {"a b@c.jp", ""},
      {"a@b.", ""},
  };
  for (const Written& c : cases)
    EXPECT_EQ(normal_email(c.written).value_or(""), c.expected) << c.written;
}

TEST(NormalPhone, HasOneForm) {
  const Written cases[] = {
      {"090-1234-5678", "+819012345678"},
      {"０９０（１２３４）５６７８", "+819012345678"},
      {"+81 90 1234 5678", "+819012345678"},
      {"+81 (0)90-1234-5678", "+819012345678"},
      {"0081 90 1234 5678", "+819012345678"},
      {"81-90-1234-5678", "+819012345678"},
      {"03-1234-5678", "+81312345678"},
      {"+1 415 555 2671", "+14155552671"},
      {"", ""},
      {"none", ""},
      {"12345", ""},
      {"1234567890123456", ""},
      {"090-1234-567x", ""},
  };
  for (const Written& c : cases)
    EXPECT_EQ(normal_phone(c.written).value_or(""), c.expected) << c.written;
}

TEST(IdentityText, SaysKindAndValue) {
  EXPECT_EQ(identity_text(IdentityKind::email, "a@b.jp"), "email:a@b.jp");
  EXPECT_EQ(normal_identity(IdentityKind::external, " Ａ１ "), "A1");
  EXPECT_EQ(normal_identity(IdentityKind::external, "  "), std::nullopt);
}

}  // namespace
}  // namespace mikata
