// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/csv_dialect.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace mikata::ingest {

namespace {

constexpr std::size_t kSampleRows = 200;
constexpr std::size_t kSampleBytes = 1 << 17;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// Takes one line end at `at`, which may be "\r\n".
std::size_t after_line_end(std::string_view text, std::size_t at) {
  return at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
}

struct SampleCell {
  std::string text;
  std::size_t end = 0;  // at a delimiter, a line end or the end of the text
  std::int64_t lines = 0;
  bool open = false;  // a quote that is not closed
};

SampleCell read_quoted(std::string_view text, std::size_t at, char delimiter) {
  SampleCell cell;
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') {
      if (at + 1 >= text.size() || text[at + 1] != '"') break;
      ++at;
    }
    if (text[at] == '\n' || (text[at] == '\r' && text.substr(at, 2) != "\r\n")) ++cell.lines;
    cell.text += text[at];
  }
  cell.open = at >= text.size();
  while (at < text.size() && text[at] != delimiter && !is_line_end(text[at])) ++at;
  cell.end = at;
  return cell;
}

SampleCell read_cell(std::string_view text, std::size_t at, char delimiter) {
  std::size_t first = at;
  while (first < text.size() && text[first] == ' ') ++first;
  if (first < text.size() && text[first] == '"') return read_quoted(text, first, delimiter);
  std::size_t end = at;
  while (end < text.size() && text[end] != delimiter && !is_line_end(text[end])) ++end;
  return {.text = std::string(text.substr(at, end - at)), .end = end};
}

SampleRow read_padded_row(std::string_view text) {
  SampleRow row;
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  for (std::size_t at = 0; at < end;) {
    while (at < end && is_blank(text[at])) ++at;
    const std::size_t begin = at;
    while (at < end && !is_blank(text[at])) ++at;
    if (at > begin) row.cells.emplace_back(text.substr(begin, at - begin));
  }
  if (row.cells.empty()) row.cells.emplace_back();
  row.complete = end < text.size();
  row.lines = row.complete ? 1 : 0;
  row.bytes = row.complete ? after_line_end(text, end) : end;
  return row;
}

std::vector<SampleRow> sample_rows(std::string_view text, const Dialect& dialect) {
  const std::string_view sample = text.substr(0, kSampleBytes);
  std::vector<SampleRow> rows;
  for (std::size_t at = 0; at < sample.size() && rows.size() < kSampleRows;) {
    SampleRow row = read_sample_row(sample.substr(at), dialect);
    at += row.bytes;
    const bool cut = !row.complete && sample.size() < text.size();
    if (!row.blank() && !cut) rows.push_back(std::move(row));
  }
  return rows;
}

bool has_one_cell(const SampleRow& row) { return row.cells.size() == 1; }

// The share of rows that are cut like the header, 0 when there is no header of several cells. The
// header is the first row, unless what stands above it can only be a title.
double consistency(const std::vector<SampleRow>& rows) {
  const auto header = std::ranges::find_if_not(rows, is_title);
  if (header == rows.end() || header->cells.size() < 2) return 0;
  const auto alike = [&](const SampleRow& row) {
    return row.cells.size() == header->cells.size() ||
           (row.cells.size() == header->cells.size() + 1 && row.cells.back().empty());
  };
  const auto count = std::count_if(header, rows.end(), alike);
  const double share = static_cast<double>(count) / static_cast<double>(rows.size());
  const bool bare_title = std::any_of(rows.begin(), header, has_one_cell);
  if (!bare_title) return share;
  // A column of sentences has commas too, but seldom the same number of them in every line.
  constexpr double kMostly = 0.6;
  constexpr std::size_t kColumns = 3;
  constexpr std::ptrdiff_t kRows = 3;
  return header->cells.size() >= kColumns && count >= kRows && share >= kMostly ? share : 0;
}

// Blanks that were put there to align columns: a line that begins with one, or two side by side.
bool is_aligned(std::string_view text) {
  std::size_t lines = 0;
  std::size_t aligned = 0;
  for (std::size_t at = 0; at < text.size() && lines < kSampleRows;) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    const std::string_view line = text.substr(at, end - at);
    aligned += line.starts_with(' ') || line.find("  ") != line.npos ? 1U : 0U;
    ++lines;
    at = end < text.size() ? after_line_end(text, end) : end;
  }
  return aligned * 2 > lines;
}

bool is_padded(std::string_view text) {
  constexpr double kNearlyAll = 0.9;
  const std::string_view sample = text.substr(0, kSampleBytes);
  return is_aligned(sample) &&
         consistency(sample_rows(text, {.layout = Layout::padded})) >= kNearlyAll;
}

// Blanks of ASCII, the ideographic space and the no-break space.
std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 7> kBlanks = {" ", "\t", "\n", "\r", "\v", "　", "\u00A0"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      const bool in_front = text.starts_with(blank);
      const bool behind = !in_front && text.ends_with(blank);
      if (in_front) text.remove_prefix(blank.size());
      if (behind) text.remove_suffix(blank.size());
      again = again || in_front || behind;
    }
  }
  return text;
}

}  // namespace

bool is_title(const SampleRow& row) {
  constexpr std::size_t kFewest = 3;
  if (row.cells.size() > 1 && row.cells.size() < kFewest) return false;
  if (row.cells[0].empty()) return false;
  const bool value = row.cells.size() >= kFewest && !row.cells[1].empty() &&
                     row.cells[1][0] >= '0' && row.cells[1][0] <= '9';
  return std::all_of(row.cells.begin() + (value ? 2 : 1), row.cells.end(),
                     [](auto& c) { return c.empty(); });
}

std::string_view format_name(const Dialect& dialect) {
  if (dialect.layout == Layout::padded) return "padded";
  if (dialect.layout == Layout::one_column) return "csv";
  switch (dialect.delimiter) {
    case '\t':
      return "tsv";
    case ';':
      return "ssv";
    case '|':
      return "psv";
    default:
      return "csv";
  }
}

SampleRow read_sample_row(std::string_view text, const Dialect& dialect) {
  if (dialect.layout == Layout::padded) return read_padded_row(text);
  const char delimiter = dialect.layout == Layout::one_column ? '\n' : dialect.delimiter;
  SampleRow row;
  for (std::size_t at = 0;;) {
    SampleCell cell = read_cell(text, at, delimiter);
    row.cells.push_back(std::move(cell.text));
    if (cell.open) row.open_quote_line = row.lines + 1;
    row.lines += cell.lines;
    at = cell.end;
    row.bytes = at;
    if (at >= text.size()) return row;
    if (is_line_end(text[at])) break;
    ++at;
  }
  row.complete = true;
  row.lines += 1;
  row.bytes = after_line_end(text, row.bytes);
  return row;
}

SeparatorLine read_separator_line(std::string_view text) {
  constexpr std::size_t kBytes = 5;  // sep=;
  const std::string_view word = text.substr(0, 4);
  const bool is_one = (word == "sep=" || word == "SEP=" || word == "Sep=") &&
                      text.size() > kBytes && is_line_end(text[kBytes]);
  if (!is_one) return {};
  return {.delimiter = text[4], .bytes = after_line_end(text, kBytes)};
}

Dialect recognise_dialect(std::string_view text) {
  constexpr std::array<char, 4> kDelimiters = {',', '\t', ';', '|'};
  Dialect best = {.layout = Layout::one_column, .delimiter = '\n'};
  double best_share = 0;
  std::size_t best_columns = 0;
  for (const char delimiter : kDelimiters) {
    const Dialect dialect = {.layout = Layout::delimited, .delimiter = delimiter};
    const std::vector<SampleRow> rows = sample_rows(text, dialect);
    const double share = consistency(rows);
    if (share == 0) continue;
    const std::size_t columns = std::ranges::find_if_not(rows, is_title)->cells.size();
    if (share > best_share || (share == best_share && columns > best_columns)) {
      best = dialect;
      best_share = share;
      best_columns = columns;
    }
  }
  if (best.layout == Layout::one_column && is_padded(text)) return {.layout = Layout::padded};
  return best;
}

std::vector<std::string> column_names(const std::vector<std::string>& cells) {
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  std::unordered_map<std::string, int> repeats;  // keeps a header of 5,000 equal names linear
  for (const std::string& cell : cells) {
    const std::string_view text = trimmed(cell);
    const std::string base =
        text.empty() ? fmt::format("column_{}", names.size() + 1) : std::string(text);
    std::string name = base;
    while (!taken.insert(name).second) {
      name = fmt::format("{}_{}", base, repeats.try_emplace(base, 1).first->second += 1);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace mikata::ingest
