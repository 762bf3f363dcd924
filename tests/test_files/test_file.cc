// SPDX-License-Identifier: Apache-2.0
#include "tests/test_files/test_file.h"

#include <charconv>
#include <fstream>

#include "mikata/base/error.h"

namespace mikata::test_files {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "name=value" in two; fails when there is no '='.
std::vector<std::string> split_setting(const std::string& word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos) {
    fail(ErrorKind::invalid_argument, "name=value expected: {}", word);
  }
  return {word.substr(0, equals), word.substr(equals + 1)};
}

void set(BookSettings& settings, const std::string& name, const std::string& value) {
  if (name == "currency") {
    settings.currency = value;
  } else if (name == "timezone") {
    settings.timezone = value;
  } else if (name == "activity") {
    settings.activity = split_cells(value, ',');
  } else if (name == "k") {
    std::from_chars(value.data(), value.data() + value.size(), settings.k);
  } else {
    fail(ErrorKind::invalid_argument,
         "book setting not known: {} (currency, timezone, activity and k are)", name);
  }
}

// Reads a file block by block; a block ends with a blank line.
class Reader {
 public:
  explicit Reader(TestFile& file) : file_(file) {}

  void read() {
    while (at_ < file_.lines.size()) {
      const std::string& line = file_.lines[at_];
      if (trimmed(line).empty() || line.starts_with('#')) {
        ++at_;
        continue;
      }
      const auto words = split_words(line);
      if (words[0] == "book") {
        read_book(words);
      } else if (words[0] == "fixture") {
        read_fixture(words);
      } else if (words[0] == "request") {
        read_case(words);
      } else {
        fail(ErrorKind::invalid_argument,
             "block not known: {} (a block begins with book, fixture or request)", words[0]);
      }
    }
  }
  std::size_t line() const { return at_ + 1; }

 private:
  bool in_block() const { return at_ < file_.lines.size() && !trimmed(file_.lines[at_]).empty(); }

  void read_book(const std::vector<std::string>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto setting = split_setting(words[i]);
      set(file_.settings, setting[0], setting[1]);
    }
    ++at_;
  }

  void read_fixture(const std::vector<std::string>& words) {
    if (words.size() < 2) fail(ErrorKind::invalid_argument, "fixture without a table");
    Fixture fixture{.line = line(), .table = words[1]};
    for (std::size_t i = 2; i < words.size(); ++i) {
      fixture.constants.push_back(split_setting(words[i]));
    }
    ++at_;
    if (!in_block()) fail(ErrorKind::invalid_argument, "fixture without a header");
    fixture.header = split_cells(file_.lines[at_], ',');
    for (++at_; in_block(); ++at_) {
      if (file_.lines[at_].starts_with('#')) continue;
      auto row = split_cells(file_.lines[at_], ',');
      if (row.size() != fixture.header.size()) {
        fail(ErrorKind::invalid_argument, "row has {} cells, the header {}: {}", row.size(),
             fixture.header.size(), file_.lines[at_]);
      }
      fixture.rows.push_back(std::move(row));
    }
    file_.fixtures.push_back(std::move(fixture));
  }

  void read_case(const std::vector<std::string>& words) {
    if (words.size() < 2) fail(ErrorKind::invalid_argument, "request without an insight");
    Case test{.line = line(), .words = {words.begin() + 1, words.end()}};
    test.first = ++at_;
    while (in_block()) test.expected.push_back(file_.lines[at_++]);
    test.last = at_;
    file_.cases.push_back(std::move(test));
  }

  TestFile& file_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool begun = false;
  char quote = 0;
  for (const char c : text) {
    if (quote != 0 && c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
      begun = true;
    } else if (quote == 0 && c == ' ') {
      if (begun) words.push_back(std::move(word));
      word.clear();
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  if (quote != 0) fail(ErrorKind::invalid_argument, "quote not closed: {}", text);
  if (begun) words.push_back(std::move(word));
  return words;
}

// Within "..." a separator is text and "" is a quote, as in CSV.
std::vector<std::string> split_cells(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (separator == ',' && c == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"')
        cell += line[++i];
      else
        quoted = !quoted;
    } else if (c == separator && !quoted) {
      cells.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += c;
    }
  }
  if (quoted) fail(ErrorKind::invalid_argument, "quote not closed: {}", line);
  cells.push_back(trimmed(cell));
  return cells;
}

TestFile read_test_file(const std::filesystem::path& path) {
  std::ifstream stream(path);
  if (!stream) fail(ErrorKind::not_found, "file not found: {}", path.string());
  TestFile file{.path = path};
  for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
  Reader reader(file);
  try {
    reader.read();
  } catch (const Error& error) {
    fail(error.kind(), "{}:{}: {}", path.string(), reader.line(), error.what());
  }
  return file;
}

std::string rewrite(const TestFile& file, const std::vector<std::vector<std::string>>& expected) {
  std::string text;
  std::size_t at = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; at < end; ++at) text += file.lines[at] + '\n';
  };
  for (std::size_t i = 0; i < file.cases.size(); ++i) {
    copy_until(file.cases[i].first);
    for (const auto& line : expected[i]) text += line + '\n';
    at = file.cases[i].last;
  }
  copy_until(file.lines.size());
  return text;
}

}  // namespace mikata::test_files
