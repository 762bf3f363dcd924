// SPDX-License-Identifier: Apache-2.0
// Real texts, where MIKATA_TEST_DATA says they are: a quick form of tools/text_accuracy, and
// strings that were made to break programs.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "mikata/text/reader.h"
#include "mikata/text/scores.h"
#include "mikata/text/word_list.h"

namespace mikata::text {
namespace {

namespace fs = std::filesystem;

fs::path test_data() {
  const char* folder = std::getenv("MIKATA_TEST_DATA");
  return folder == nullptr ? fs::path() : fs::path(folder);
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Corpus, ColdStartReadsHotelSentences) {
  const fs::path path = test_data() / "text" / "dev_ja_hotel_polarity.tsv";
  if (!fs::exists(path)) GTEST_SKIP() << "MIKATA_TEST_DATA has no " << path.filename();
  const std::string file = contents(path);
  const std::map<std::string_view, std::uint32_t> classes{{"-1", 0}, {"0", 1}, {"1", 2}};
  std::vector<std::uint32_t> truth;
  std::vector<Remark> remarks;
  int number = 0;
  for (const Row& row : rows(file)) {
    if (row.cells.size() < 3 || !classes.contains(row.cells[1]) || ++number % 4 != 0) continue;
    truth.push_back(classes.at(row.cells[1]));
    remarks.push_back({.text = std::string(row.cells[2])});
  }
  ASSERT_GT(truth.size(), 1000U);
  const Reader reader;
  std::vector<std::uint32_t> said;
  for (const Reading& reading : read_all(reader, remarks)) {
    said.push_back(static_cast<std::uint32_t>(reading.sentiment.label));
  }
  EXPECT_GE(macro_f1(class_scores(truth, said, 3)), 0.62);
}

TEST(Corpus, StandsStringsThatWereMadeToBreakPrograms) {
  const fs::path folder = test_data() / "badinput" / "strings";
  if (!fs::exists(folder)) GTEST_SKIP() << "MIKATA_TEST_DATA has no badinput/strings";
  const Reader reader;
  const auto session = reader.session();
  std::size_t lines = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    for (std::string line; std::getline(file, line);) {
      ++lines;
      const std::size_t length = decode(line).size();
      for (const Evidence& one : session->read({.text = line}).evidence) {
        ASSERT_LT(one.span.start, one.span.end);
        ASSERT_LE(one.span.end, length);
      }
    }
  }
  EXPECT_GT(lines, 500U);
}

}  // namespace
}  // namespace mikata::text
