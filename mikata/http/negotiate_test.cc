// SPDX-License-Identifier: Apache-2.0
#include "mikata/http/negotiate.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "mikata/http/gzip.h"

namespace mikata::http {
namespace {

TEST(Weight, IsThatOfTheNameElseOfTheWildcard) {
  EXPECT_EQ(weight("gzip, br;q=0.5", "gzip"), 1);
  EXPECT_EQ(weight("gzip, br;q=0.5", "br"), 0.5);
  EXPECT_EQ(weight("gzip;q=0, *", "gzip"), 0);
  EXPECT_EQ(weight("*;q=0.3, br", "gzip"), 0.3);
  EXPECT_EQ(weight("GZIP ; q=0.2", "gzip"), 0.2);
}

TEST(Weight, IsZeroForWhatIsAbsentOrBroken) {
  for (const char* header : {"", "br", "xgzip", "gzip;q=2", "gzip;q=-1", "gzip;q=x",
                             "gzip;q=", "gzip;q=nan", ",,;", "gzip;q=0"}) {
    EXPECT_EQ(weight(header, "gzip"), 0) << header;
  }
}

TEST(WantedLanguage, IsTheBestOfTheTwo) {
  EXPECT_EQ(wanted_language("ja"), Language::ja);
  EXPECT_EQ(wanted_language("en-GB,en;q=0.9,ja;q=0.8"), Language::en);
  EXPECT_EQ(wanted_language("fr, ja-JP;q=0.3, en;q=0.2"), Language::ja);
  for (const char* header : {"", "fr", "*", "jam", "ja;q=0", ";;;"}) {
    EXPECT_EQ(wanted_language(header), std::nullopt) << header;
  }
}

TEST(WantsCsv, OnlyWhenItIsAskedForMoreThanJson) {
  EXPECT_TRUE(wants_csv("text/csv"));
  EXPECT_TRUE(wants_csv("application/json;q=0.5, text/csv"));
  for (const char* header :
       {"", "*/*", "application/json", "text/csv;q=0", "text/html", "application/json, text/csv"}) {
    EXPECT_FALSE(wants_csv(header)) << header;
  }
}

TEST(Gzip, ComesBackAsItWas) {
  const std::string text = std::string(5000, 'a') + "顧客";
  const std::string packed = gzip(text);
  EXPECT_LT(packed.size(), 100U);
  std::string back(text.size() + 10, '\0');
  z_stream stream = {};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(back.data());
  stream.avail_out = static_cast<uInt>(back.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  back.resize(stream.total_out);
  inflateEnd(&stream);
  EXPECT_EQ(back, text);
}

TEST(Gzip, IsNotWorthItForLittleAndForPictures) {
  EXPECT_TRUE(worth_compressing("application/json", 1025));
  EXPECT_FALSE(worth_compressing("application/json", 1024));
  EXPECT_FALSE(worth_compressing("image/png", 100000));
  EXPECT_FALSE(worth_compressing("", 100000));
}

}  // namespace
}  // namespace mikata::http
