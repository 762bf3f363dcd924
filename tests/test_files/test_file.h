// SPDX-License-Identifier: Apache-2.0
// A .test file: a few facts, requests, and the tables they give, in plain text that an analyst can
// review. docs/TESTS.md describes the format for those who write one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "mikata/store/book.h"

namespace mikata::test_files {

// Rows of one fact table, as CSV with a header.
struct Fixture {
  std::size_t line = 0;  // of the word fixture; the first line is 1
  std::string table = {};
  // column=value on the fixture line: said of every row.
  std::vector<std::vector<std::string>> constants = {};
  std::vector<std::string> header = {};
  std::vector<std::vector<std::string>> rows = {};
};

// One request and what it gives.
struct Case {
  std::size_t line = 0;
  std::vector<std::string> words = {};  // insight, then the flags of the command line
  // What stands below the request, up to a blank line; lines [first, last) of the file.
  std::vector<std::string> expected = {};
  std::size_t first = 0;
  std::size_t last = 0;
};

struct TestFile {
  std::filesystem::path path = {};
  std::vector<std::string> lines = {};
  BookSettings settings = {};
  std::vector<Fixture> fixtures = {};
  std::vector<Case> cases = {};
};

// Fails with invalid_argument, naming the file and the line.
TestFile read_test_file(const std::filesystem::path& path);

// The file with other expectations, one per case.
std::string rewrite(const TestFile& file, const std::vector<std::vector<std::string>>& expected);

// "nps --where \"region = '大阪'\"" -> words = {}; single and double quotes hold words together.
std::vector<std::string> split_words(const std::string& text);
// "a, b" | -> cells without the blanks around them.
std::vector<std::string> split_cells(const std::string& line, char separator);

}  // namespace mikata::test_files
