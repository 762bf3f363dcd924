// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/import_text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

#include "mikata/cli/layout.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/terminal_text.h"
#include "mikata/cli/text.h"

namespace mikata::cli {
namespace {

constexpr std::size_t kRejectedShown = 20;

// In the order of Confidence.
constexpr std::array<Text, 3> kConfidence{{{"低", "low"}, {"中", "medium"}, {"高", "high"}}};

std::string confidence_text(Confidence confidence, Language language) {
  return std::string(kConfidence.at(static_cast<std::size_t>(confidence)).in(language));
}

std::string title(const Text& words, const RenderOptions& options) {
  return std::string(words.in(options.language));
}

std::string columns_text(const ImportReport& report, const std::string& file,
                         const RenderOptions& options) {
  TextColumn column{.title = title(text::kColumn, options), .wraps = true};
  TextColumn to{.title = title(text::kReadAs, options)};
  TextColumn sure{.title = title(text::kConfidence, options)};
  TextColumn why{.title = title(text::kWhy, options), .wraps = true};
  for (const MappedColumn& mapped : report.mapping) {
    if (mapped.file != file) continue;
    column.cells.push_back(printable(mapped.column));
    to.cells.push_back(printable(mapped.to));
    sure.cells.push_back(confidence_text(mapped.confidence, options.language));
    why.cells.push_back(printable(mapped.why.in(options.language)));
  }
  if (column.cells.empty()) return "";
  const std::array columns{column, to, sure, why};
  return lay_out(columns, options.width);
}

}  // namespace

std::function<void(const ImportProgress&)> drawn_by(Progress& progress, Language language) {
  return [&progress, language](const ImportProgress& now) {
    if (now.worked_out) {
      progress.show(*now.worked_out, std::string(text::kWorkingOut.in(language)));
      return;
    }
    const double total = now.bytes_total > 0 ? static_cast<double>(now.bytes_total) : 1.0;
    progress.show(static_cast<double>(now.bytes) / total,
                  std::filesystem::path(now.file).filename().string() + "  " + grouped(now.rows));
  };
}

std::string mapping_text(const ImportReport& report, const RenderOptions& options) {
  std::string out;
  for (const ImportedFile& file : report.files) {
    out += printable(file.file) + " \u2192 " + file.table + "  (";
    if (file.rows > 0) out += say(text::kRows, options.language, grouped(file.rows)) + ", ";
    out += file.encoding + ")\n";
    if (file.remembered) out += title(text::kRemembered, options) + '\n';
    out += columns_text(report, file.file, options) + '\n';
  }
  return out;
}

std::string map_files_text(const ImportReport& report) {
  std::string out;
  for (const std::string& map : report.map_files) {
    out += map;
    if (!map.ends_with('\n')) out += '\n';
  }
  return out;
}

Table rejected_table(const ImportReport& report, Language language) {
  Table table;
  table.columns = {{.name = "file", .title = {"ファイル", "file"}},
                   {.name = "line", .type = ColumnType::integer, .title = {"行", "line"}},
                   {.name = "column", .title = {"列", "column"}},
                   {.name = "value", .title = {"値", "value"}},
                   {.name = "reason", .title = {"理由", "reason"}}};
  for (const RejectedRow& row : report.rejected) {
    table.rows.push_back({row.file, row.line, row.column, row.value, row.reason.in(language)});
  }
  return table;
}

std::string rejected_text(const ImportReport& report, const RenderOptions& options) {
  if (report.rejected.empty()) return "";
  TextColumn place{.title = title(text::kPlace, options)};
  TextColumn column{.title = title(text::kColumn, options), .wraps = true};
  TextColumn value{.title = title(text::kValue, options), .wraps = true};
  TextColumn reason{.title = title(text::kReason, options), .wraps = true};
  const auto shown = std::min(report.rejected.size(), kRejectedShown);
  for (const RejectedRow& row : std::span(report.rejected).first(shown)) {
    place.cells.push_back(printable(row.file) + ":" + std::to_string(row.line));
    column.cells.push_back(printable(row.column));
    value.cells.push_back(printable(row.value));
    reason.cells.push_back(printable(row.reason.in(options.language)));
  }
  const std::array columns{place, column, value, reason};
  std::string out = say(text::kRejected, options.language, grouped(report.rejected_total)) + '\n' +
                    lay_out(columns, options.width);
  const std::int64_t more = report.rejected_total - static_cast<std::int64_t>(shown);
  if (more > 0) out += say(text::kMoreRejected, options.language, grouped(more)) + '\n';
  return out + '\n';
}

std::string counts_text(const ImportReport& report, const RenderOptions& options) {
  const Language language = options.language;
  // A dry run has not looked for what is known already.
  const bool dry = report.import_id.empty();
  const std::int64_t taken = dry ? report.rows - report.rejected_total : report.accepted;
  std::string out = say(dry ? text::kWouldImport : text::kImported, language, grouped(taken),
                        grouped(report.rows));
  if (report.duplicates > 0) out += say(text::kDuplicates, language, grouped(report.duplicates));
  if (report.corrections > 0) out += say(text::kCorrections, language, grouped(report.corrections));
  if (report.rejected_total > 0)
    out += say(text::kRefused, language, grouped(report.rejected_total));
  out += std::string(text::kFullStop.in(language));
  if (dry) out += text::kNothingWritten.in(language);
  out += '\n';
  for (const Localized& note : report.notes) out += printable(note.in(language)) + '\n';
  return out;
}

}  // namespace mikata::cli
