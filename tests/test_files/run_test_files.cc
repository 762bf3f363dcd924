// SPDX-License-Identifier: Apache-2.0
// Runs .test files (docs/TESTS.md): test_files [--engine duckdb|clickhouse] FILE|FOLDER...
//
// With UPDATE=1 in the environment the files are rewritten with what was given instead. Ends with a
// line "N passed, M failed"; exit 1 when a case failed or none was found.
#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/store/duckdb_store.h"
#include "tests/parity/chdb_store.h"
#include "tests/test_files/answer_text.h"
#include "tests/test_files/fixture.h"
#include "tests/test_files/test_file.h"

namespace mikata::test_files {
namespace {

struct Options {
  Engine engine = Engine::duckdb;
  bool update = false;
  std::vector<std::filesystem::path> files;
};

struct Counts {
  int passed = 0;
  int failed = 0;
};

Options parse_options(int count, char** words) {
  Options options;
  const char* update = std::getenv("UPDATE");
  options.update = update != nullptr && std::string(update) == "1";
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--engine" && i + 1 < count) {
      options.engine =
          std::string(words[++i]) == "clickhouse" ? Engine::clickhouse : Engine::duckdb;
      continue;
    }
    if (!std::filesystem::is_directory(word)) {
      options.files.emplace_back(word);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(word)) {
      if (entry.path().extension() == ".test") options.files.push_back(entry.path());
    }
  }
  std::ranges::sort(options.files);
  return options;
}

std::unique_ptr<Store> open_store(Engine engine, const BookSettings& settings) {
  const DerivedSettings derived = derived_settings(settings.activity, settings.timezone);
  if (engine == Engine::clickhouse) return open_chdb_store(MIKATA_CHDB_LIBRARY, derived);
  return open_duckdb_store({.file = {}, .derived = derived, .memory_limit = "512MB", .threads = 2});
}

void write(const TestFile& file, const std::vector<std::vector<std::string>>& answers) {
  const std::string text = rewrite(file, answers);
  std::ofstream(file.path, std::ios::binary) << text;
  fmt::print("wrote {} cases: {}\n", answers.size(), file.path.string());
}

Counts compare(const TestFile& file, const std::vector<std::vector<std::string>>& answers) {
  Counts counts;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Case& test = file.cases[i];
    const std::string text = difference(test.expected, answers[i]);
    if (text.empty()) {
      ++counts.passed;
      continue;
    }
    ++counts.failed;
    fmt::print("{}:{}: {}\n{}", file.path.string(), test.line, file.lines[test.line - 1], text);
  }
  return counts;
}

Counts run_file(const std::filesystem::path& path, const Options& options) {
  try {
    const TestFile file = read_test_file(path);
    const auto store = open_store(options.engine, file.settings);
    load(file, *store);
    const Facts facts{*store, file.settings};
    std::vector<std::vector<std::string>> answers;
    for (const auto& test : file.cases) answers.push_back(run_case(test, facts));
    if (!options.update || options.engine != Engine::duckdb) return compare(file, answers);
    write(file, answers);
    return {.passed = static_cast<int>(answers.size())};
  } catch (const Error& error) {
    fmt::print("{}: {}\n", path.string(), error.what());
    return {.failed = 1};
  }
}

int run(int count, char** words) {
  const Options options = parse_options(count, words);
  if (options.engine == Engine::clickhouse && !std::filesystem::exists(MIKATA_CHDB_LIBRARY)) {
    fmt::print("skipped: libchdb.so is absent, tools/setup --test fetches it\n");
    fmt::print("0 passed, 0 failed, {} skipped\n", options.files.size());
    return 0;
  }
  Counts total;
  for (const auto& path : options.files) {
    const Counts counts = run_file(path, options);
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  fmt::print("{} passed, {} failed\n", total.passed, total.failed);
  return total.failed > 0 || total.passed == 0 ? 1 : 0;
}

}  // namespace
}  // namespace mikata::test_files

int main(int count, char** words) { return mikata::test_files::run(count, words); }
