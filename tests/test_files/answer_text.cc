// SPDX-License-Identifier: Apache-2.0
#include "tests/test_files/answer_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "mikata/base/error.h"
#include "mikata/base/utf8.h"

namespace mikata::test_files {
namespace {

std::string cell_text(const Value& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return "NULL"; }
    std::string operator()(std::int64_t number) const { return fmt::to_string(number); }
    std::string operator()(double number) const {
      // A double that is whole reads as a whole number: engines differ in what they return.
      return number == std::floor(number) && std::abs(number) < 1e15
                 ? fmt::to_string(static_cast<std::int64_t>(number))
                 : fmt::format("{}", number);
    }
    std::string operator()(const std::string& text) const { return text.empty() ? "''" : text; }
    std::string operator()(Day day) const { return to_string(day); }
    std::string operator()(Instant instant) const { return to_string(instant); }
  };
  std::string text = std::visit(Writer{}, value);
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// Lines with ` | ` between cells, numbers to the right.
std::vector<std::string> table_lines(const Table& table) {
  std::vector<std::vector<std::string>> cells(1);
  for (const auto& column : table.columns) cells[0].push_back(column.name);
  for (const auto& row : table.rows) {
    auto& line = cells.emplace_back();
    for (const auto& value : row) line.push_back(cell_text(value));
  }
  std::vector<int> widths(table.columns.size());
  for (const auto& line : cells) {
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], display_width(line[i]));
  }
  std::vector<std::string> lines;
  for (const auto& line : cells) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string blanks(static_cast<std::size_t>(widths[i] - display_width(line[i])), ' ');
      text += i == 0 ? "" : " | ";
      text += line[i] + blanks;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    lines.push_back(text);
  }
  return lines;
}

Arguments arguments_of(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      fail(ErrorKind::invalid_argument, "flag expected: {}", words[i]);
    }
    const bool has_value = i + 1 < words.size() && !words[i + 1].starts_with("--");
    arguments[words[i].substr(2)] = has_value ? words[i + 1] : "true";
    i += has_value ? 1 : 0;
  }
  return arguments;
}

std::vector<std::string> answer_lines(const Result& result) {
  std::vector<std::string> lines{"expect"};
  const auto table = table_lines(result.answer.table);
  lines.insert(lines.end(), table.begin(), table.end());
  for (const auto& missing : result.missing) lines.push_back("missing " + missing);
  lines.push_back(fmt::format("n {}", result.answer.n));
  for (const auto& left_out : result.answer.left_out) {
    lines.push_back(fmt::format("left out {}: {}", left_out.count, left_out.reason.en));
  }
  for (const auto& note : result.answer.notes) {
    lines.push_back(fmt::format("note {}: {}", note.kind, note.text.en));
  }
  return lines;
}

std::vector<std::string> behind_lines(const Behind& behind) {
  std::vector<std::string> lines{fmt::format("behind {}", behind.total)};
  const auto table = table_lines(behind.table);
  lines.insert(lines.end(), table.begin(), table.end());
  return lines;
}

std::vector<std::string> error_lines(const Error& error) {
  std::vector<std::string> lines{fmt::format("error {}", error_name(error.kind()))};
  for (const auto& line : split_cells(error.what(), '\n')) lines.push_back(line);
  return lines;
}

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool same_cell(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto x = number(a);
  const auto y = number(b);
  return x && y && std::abs(*x - *y) <= 1e-9 * std::max(std::abs(*x), std::abs(*y));
}

bool same_line(const std::string& a, const std::string& b) {
  return std::ranges::equal(split_cells(a, '|'), split_cells(b, '|'), same_cell);
}

bool is_aside(const std::string& line) {
  return line.starts_with("n ") || line.starts_with("left out ") || line.starts_with("note ");
}

}  // namespace

std::vector<std::string> run_case(const Case& test, const Facts& facts) {
  try {
    const Insight& insight = find_insight(test.words.at(0));
    Arguments arguments = arguments_of(test.words);
    const auto behind = arguments.extract("behind");
    const Request request = parse_request(insight, arguments);
    if (behind.empty()) return answer_lines(run_insight(insight, facts, request));
    return behind_lines(run_behind(insight, facts, request, behind.mapped(), Page{}));
  } catch (const Error& error) {
    return error_lines(error);
  }
}

std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& actual) {
  std::vector<std::string> wanted = expected;
  std::vector<std::string> given = actual;
  if (std::ranges::none_of(wanted, is_aside)) std::erase_if(given, is_aside);
  std::string text;
  for (std::size_t i = 0; i < std::max(wanted.size(), given.size()); ++i) {
    const bool both = i < wanted.size() && i < given.size();
    if (both && same_line(wanted[i], given[i])) continue;
    if (i < wanted.size()) text += "  - " + wanted[i] + '\n';
    if (i < given.size()) text += "  + " + given[i] + '\n';
  }
  return text;
}

}  // namespace mikata::test_files
