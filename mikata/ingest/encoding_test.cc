// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/encoding.h"

#include <gtest/gtest.h>
#include <iconv.h>

#include "mikata/ingest/reader_testing.h"

namespace mikata::ingest {
namespace {

// By another implementation than the one under test.
std::string encoded(const std::string& text, const char* encoding) {
  const iconv_t converter = ::iconv_open(encoding, "UTF-8");
  std::string result(text.size() * 4 + 16, '\0');
  std::string source = text;
  char* from = source.data();
  char* to = result.data();
  std::size_t left = source.size();
  std::size_t room = result.size();
  const bool done = ::iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
  ::iconv(converter, nullptr, nullptr, &to, &room);
  ::iconv_close(converter);
  EXPECT_TRUE(done) << encoding << " cannot write " << text;
  result.resize(result.size() - room);
  return result;
}

const std::string kJapanese =
    "顧客ID,氏名,性別,コメント\nc1,髙橋,男,対応がとても丁寧で、また利用したいです。\nc2,鈴木,女,"
    "表示ソ能ｶﾀｶﾅ〜\n";
const std::string kPlainJapanese =
    "顧客ID,氏名,性別,コメント\nc1,山田,男,対応がとても丁寧で、また利用したいです。\nc2,鈴木,女,"
    "表示ソ能\n";
const std::string kEnglish =
    "id,name,comment\n1,José,Crème brûlée – don’t miss it, €5\n2,Müller,ok\n";

TEST(Encoding, IsRecognisedFromTheBytes) {
  struct Case {
    std::string text;
    const char* encoding;
    std::string mark;
    std::string name;
  };
  const std::string wave = "〜";
  std::string windows_japanese = kJapanese;
  windows_japanese.replace(windows_japanese.find(wave), wave.size(), "～");
  const std::vector<Case> cases = {
      {kJapanese, "UTF-8", "", "UTF-8"},
      {kJapanese, "UTF-8", "\xEF\xBB\xBF", "UTF-8"},
      {windows_japanese, "CP932", "", "CP932"},
      {kPlainJapanese, "EUC-JP", "", "EUC-JP"},
      {kPlainJapanese, "ISO-2022-JP", "", "ISO-2022-JP"},
      {kJapanese, "UTF-16LE", "\xFF\xFE", "UTF-16LE"},
      {kJapanese, "UTF-16BE", "\xFE\xFF", "UTF-16BE"},
      {kJapanese, "UTF-16LE", "", "UTF-16LE"},
      {kJapanese, "UTF-16BE", "", "UTF-16BE"},
      {kJapanese, "UTF-32LE", std::string("\xFF\xFE\0\0", 4), "UTF-32LE"},
      {kEnglish, "CP1252", "", "Windows-1252"},
      {kEnglish, "UTF-8", "", "UTF-8"},
      {"id,性別\n1,男\n2,女\n", "CP932", "", "CP932"},
      {"id,性別\n1,男\n2,女\n", "EUC-JP", "", "EUC-JP"},
      {"id,kana\n1,ｱｲｳｴｵ\n2,ﾔﾏﾀﾞ\n3,ｻﾄｳ\n", "CP932", "", "CP932"},
      {"a,b\n1,2\n", "UTF-8", "", "UTF-8"},
  };
  for (const Case& c : cases) {
    const WholeFile expected = read_text(c.text);
    const std::string bytes = c.mark + encoded(c.text, c.encoding);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, SIZE_MAX}) {
      const WholeFile file = read_text(bytes, {}, piece);
      EXPECT_EQ(file.failure, "") << c.encoding;
      EXPECT_EQ(file.head.encoding, c.name) << c.text;
      EXPECT_EQ(file.head.header, expected.head.header) << c.encoding;
      EXPECT_EQ(file.rows, expected.rows) << c.encoding;
    }
  }
}

TEST(Encoding, IsFoundWhereTheFirstJapaneseStands) {
  std::string text = "id,name\n";
  for (int i = 0; i < 200000; ++i) text += "12345678,abc\n";  // more than any buffer
  const WholeFile file = read_text(text + encoded("1,山田太郎\n", "CP932"));
  EXPECT_EQ(file.failure, "");
  EXPECT_EQ(file.head.encoding, "CP932");
  ASSERT_EQ(file.rows.size(), 200001U);
  EXPECT_EQ(file.rows.back()[1], "山田太郎");
}

TEST(Encoding, ALongFileIsConvertedWithoutLoss) {
  std::string text = "id,text\n";
  for (int i = 0; i < 20000; ++i) text += std::to_string(i) + ",絵文字𠮷😀と漢字\n";
  const WholeFile expected = read_text(text);
  ASSERT_EQ(expected.rows.size(), 20000U);
  for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
    const std::string mark = std::string(encoding) == "UTF-16LE" ? "\xFF\xFE" : "\xFE\xFF";
    EXPECT_EQ(read_text(mark + encoded(text, encoding)).rows, expected.rows) << encoding;
  }
}

TEST(Encoding, AByteThatDoesNotFitIsNamed) {
  struct Case {
    std::string bytes;
    std::string says;
  };
  const std::string sjis = encoded("氏名,コメント\n山田,", "CP932");
  const std::vector<Case> cases = {
      {"氏名\n山田\n" + encoded("鈴木\n", "CP932"), "line 3, byte 15: 0x97 is not UTF-8"},
      {"a,b\nあ,い\n1,\xFF\n", "line 3, byte 15: 0xFF is not UTF-8"},
      {"a,b\nあいう,\xE3\x81", "line 2, byte 15: 0xE3 is not UTF-8"},
      {"a\nああ\n\xC0\xAF\n", "is not UTF-8"},
      {"a\nああ\n\xED\xA0\x80\n", "is not UTF-8"},
      {sjis + "\x83\n" + encoded("鈴木,表示ソ能\n", "CP932"), "line 2, byte 20: 0x83 is not CP932"},
      {std::string("\xFF\xFE") + std::string("a\0\n\0\x00\xD8x\0", 8), "is not UTF-16LE"},
      {std::string("\xFF\xFE") + std::string("a\0\n\0x", 5), "0x78 is not UTF-16LE"},
  };
  for (const Case& c : cases) {
    const WholeFile file = read_text(c.bytes);
    EXPECT_NE(file.failure.find(c.says), std::string::npos) << c.says << "\nbut: " << file.failure;
  }
}

TEST(Encoding, ValidUtf8IsWhatTheStandardSays) {
  struct Case {
    std::string text;
    std::size_t valid;
  };
  const std::vector<Case> cases = {
      {"", 0},
      {"abc", 3},
      {"é", 2},
      {"\xF4\x8F\xBF\xBF", 4},
      {"\xF4\x90\x80\x80", 0},
      {"a\xC1\xBF", 1},
      {"\xE0\x9F\xBF", 0},
      {"\xED\x9F\xBF\xED\xA0\x80", 3},
      {"\xF0\x8F\xBF\xBF", 0},
      {"ab\x80", 2},
      {"ab\xE3\x81", 2},
  };
  for (const Case& c : cases) EXPECT_EQ(valid_utf8_prefix(c.text), c.valid) << c.text;
}

}  // namespace
}  // namespace mikata::ingest
