// SPDX-License-Identifier: Apache-2.0
// mikata text read and train, from NDJSON to NDJSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "mikata/base/json.h"
#include "mikata/cli/command.h"
#include "mikata/cli/folder_guard.h"
#include "mikata/cli/testing_run.h"

namespace mikata::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class TextCommandTest : public testing::Test {
 protected:
  TextCommandTest()
      : folder_(fs::temp_directory_path() / ("mikata-text-test-" + std::to_string(::getpid()))),
        guard_(folder_) {
    fs::create_directories(folder_);
  }

  Ran run(const std::vector<std::string>& arguments, const std::string& input) {
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in(input);
    Terminal terminal{.out = out, .err = err, .folder = folder_};
    terminal.in = &in;
    const int code = run_command(arguments, terminal, {});
    return {code, out.str(), err.str()};
  }

  fs::path folder_;
  FolderGuard guard_;
};

TEST_F(TextCommandTest, ReadsALineForALine) {
  const Ran ran =
      run({"text", "read"},
          "{\"id\":7,\"text\":\"とても良い\"}\n\n{\"id\":\"b\",\"text\":\"\",\"lang\":\"ja\"}\n");
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::istringstream lines(ran.out);
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const json first = json::parse(line);
  EXPECT_EQ(first["id"], 7);
  EXPECT_EQ(first["lang"], "ja");
  EXPECT_EQ(first["label"], "positive");
  for (const char* key :
       {"sentiment", "confidence", "themes", "labels", "emotion", "masked", "masks", "evidence"}) {
    EXPECT_TRUE(first.contains(key)) << key;
  }
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(json::parse(line)["id"], "b");
  EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(TextCommandTest, LearnsAndReadsWithWhatItLearned) {
  std::string pairs;
  for (int i = 0; i < 60; ++i) {
    pairs += json{{"text", std::string(i % 2 == 0 ? "parking " : "soap ") + std::to_string(i)},
                  {"labels", {i % 2 == 0 ? "car" : "bath"}}}
                 .dump() +
             "\n";
  }
  const Ran trained = run({"text", "train", "--out", "m.model", "--format", "json"}, pairs);
  ASSERT_EQ(trained.code, 0) << trained.err;
  EXPECT_GT(json::parse(trained.out)["labels"]["cross_validated"]["accuracy"], 0.9);
  const Ran read = run({"text", "read", "--model", "m.model"}, R"({"id":1,"text":"the parking"})");
  EXPECT_EQ(json::parse(read.out)["labels"], json::array({"car"}));
}

TEST_F(TextCommandTest, ReadsWithAnotherDictionary) {
  const fs::path naist = "/var/lib/mecab/dic/naist-jdic";
  if (!fs::exists(naist)) GTEST_SKIP() << "mecab-naist-jdic is not installed";
  const std::string line = R"({"id":1,"text":"スタッフがとても親切で良かった。"})";
  const Ran ran = run({"text", "read", "--dictionary", naist.string()}, line);
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(json::parse(ran.out)["label"], "positive");
}

TEST_F(TextCommandTest, SaysWhichDictionaryCannotBeUsed) {
  const std::string line = R"({"id":1,"text":"良い"})";
  const Ran gone = run({"text", "read", "--dictionary", "gone"}, line);
  EXPECT_EQ(gone.code, 5);
  EXPECT_EQ(gone.err, "mikata: MeCab dictionary cannot be opened: " + (folder_ / "gone").string() +
                          " (a folder with dicrc, sys.dic and the rest is expected)\n");
  const fs::path euc = "/var/lib/mecab/dic/naist-jdic-eucjp";
  if (!fs::exists(euc)) GTEST_SKIP() << "mecab-naist-jdic-eucjp is not installed";
  const Ran wrong = run({"text", "read", "--dictionary", euc.string()}, line);
  EXPECT_EQ(wrong.code, 5);
  EXPECT_THAT(wrong.err, testing::HasSubstr("is not in UTF-8"));
}

TEST_F(TextCommandTest, SaysWhatIsWrongWithALine) {
  struct Case {
    std::vector<std::string> arguments;
    std::string input;
    int code;
    std::string err;
  };
  const Case cases[] = {
      {{"text", "read"},
       "{\"id\":1,\"text\":\"a\"}\nx",
       2,
       "mikata: standard input line 2: not JSON (one object a line is expected)\n"},
      {{"text", "read"}, "[1]", 2, "mikata: standard input line 1: not an object\n"},
      {{"text", "read"}, "{\"id\":1}", 2, "mikata: standard input line 1: \"text\" is missing\n"},
      {{"text", "read", "gone.ndjson"}, "", 3, "mikata: file cannot be opened: gone.ndjson\n"},
      {{"text", "write"}, "", 2, "mikata: text does not know this: write (use read or train)\n"},
      {{"text", "train"}, "", 2, "mikata: --out missing: the file that the model goes to\n"},
      {{"text", "train", "--out", "m"},
       R"({"text":"a","rating":6,"scale":[1,5]})",
       2,
       "mikata: standard input line 1: \"rating\" 6 is not on its scale of 1 to 5\n"},
      {{"text", "train", "--out", "m"},
       R"({"text":"a","rating":6})",
       2,
       "mikata: standard input line 1: \"scale\" is not [lowest, highest]\n"},
      {{"text", "train", "--out", "m"},
       R"({"text":"a","labels":"x"})",
       2,
       "mikata: standard input line 1: \"labels\" is not a list\n"},
  };
  for (const Case& c : cases) {
    const Ran ran = run(c.arguments, c.input);
    EXPECT_EQ(ran.code, c.code) << c.err;
    EXPECT_EQ(ran.err, c.err);
  }
  EXPECT_FALSE(fs::exists(folder_ / "m"));
}

}  // namespace
}  // namespace mikata::cli
