// SPDX-License-Identifier: Apache-2.0
// Files a company already has -> facts in a book: read, recognise, check, publish all or nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "mikata/base/error.h"
#include "mikata/base/table.h"
#include "mikata/store/book.h"

namespace mikata {

struct ImportProgress {
  std::string file;
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::int64_t bytes_total = 0;  // of the file on disk
  // 0..1 of what is worked out once all rows are stored: the days and sums of every customer
  std::optional<double> worked_out = {};
};

struct ImportOptions {
  std::vector<std::filesystem::path> files = {};  // a folder stands for the files in it
  std::optional<std::string> table = {};          // --as
  std::optional<std::filesystem::path> map = {};  // --map
  std::optional<std::string> who = {};  // --who: the column whose values name the customer
  bool dry_run = false;
  std::function<void(const ImportProgress&)> progress = {};
  std::stop_token stop = {};
};

struct RejectedRow {
  std::string file;
  std::int64_t line = 0;  // the first line is 1
  std::string column;     // header as written
  std::string value;      // as written, cut at 200 characters
  Localized reason;       // with the way out
};

enum class Confidence { low, medium, high };

// What one column of a file was taken for.
struct MappedColumn {
  std::string file;
  std::string column;  // header as written
  std::string to;      // "actions.amount", "voices.score (nps)", "properties"
  Confidence confidence = Confidence::low;
  Localized why;
};

struct ImportedFile {
  std::string file;
  std::string table;
  std::string encoding;  // "UTF-8", "CP932" ...
  std::int64_t rows = 0;
  bool remembered = false;  // a remembered mapping was used
};

struct ImportReport {
  std::string import_id;  // "" for a dry run
  std::vector<ImportedFile> files;
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t duplicates = 0;
  std::int64_t corrections = 0;
  std::int64_t linked = 0;  // rows that got their customer by e-mail, phone or external id
  std::vector<RejectedRow> rejected;  // the first 10,000
  std::int64_t rejected_total = 0;
  std::vector<MappedColumn> mapping;
  std::vector<std::string> map_files;  // a --map text (TOML) per file, to save, mend and confirm
  Table preview;                       // dry run: the first rows as facts
  std::vector<Localized> notes;
};

// A required column that is recognised with low confidence only: nothing was written. Carries the
// report (mapping, map_files) so that the caller can print what to confirm.
class MappingNotSure : public Error {
 public:
  MappingNotSure(const Localized& message, ImportReport report)
      : Error(ErrorKind::invalid_argument, message), report_(std::move(report)) {}
  const ImportReport& report() const { return report_; }

 private:
  ImportReport report_;
};

// Imports the files in one transaction. A row that cannot be read is rejected and reported while
// the others go in; a file that cannot be read at all, or that has no usable row, fails the whole
// import (invalid_argument, not_found) and nothing is written.
ImportReport import_files(Book& book, const ImportOptions& options);

// What import_files() would do with these settings, for a book that does not exist yet: a dry run.
ImportReport preview_import(const BookSettings& settings, const ImportOptions& options);

// What an import without a book would need: the currency and the name guessed from the files.
BookSettings guess_settings(const ImportOptions& options);

// The report as in ARCHITECTURE section 5.
nlohmann::json report_json(const ImportReport& report, Language language);

}  // namespace mikata
