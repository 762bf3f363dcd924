// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/inbox.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>

#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/ingest/import.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view kReport = ".report.json";
constexpr int kQuietSeconds = 2;
constexpr auto kPause = 3s;

fs::path report_of(const fs::path& file) { return file.string() + std::string(kReport); }

bool is_ready(const fs::directory_entry& entry, int quiet_seconds) {
  std::error_code error;
  const std::string name = entry.path().filename().string();
  if (!entry.is_regular_file(error) || entry.is_symlink(error) || name.starts_with('.')) {
    return false;
  }
  if (name.ends_with(kReport) || fs::exists(report_of(entry.path()), error)) return false;
  const auto changed = entry.last_write_time(error);
  return !error &&
         fs::file_time_type::clock::now() - changed >= std::chrono::seconds(quiet_seconds);
}

std::vector<fs::path> ready_files(const fs::path& inbox, int quiet_seconds) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(inbox, error)) {
    if (is_ready(entry, quiet_seconds)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// Whole or not at all, so that a report that exists is a report that can be read.
void write_report(const fs::path& file, const nlohmann::json& report) {
  const fs::path beside = file.string() + ".report.new";
  {
    std::ofstream out(beside, std::ios::binary);
    out << report.dump(2) << '\n';
  }
  fs::rename(beside, report_of(file));
}

// Only what somebody has confirmed once is taken without asking.
void require_remembered(Book& book, const ImportOptions& options) {
  ImportOptions trial = options;
  trial.dry_run = true;
  const ImportReport report = import_files(book, trial);
  const auto unknown = std::ranges::find(report.files, false, &ImportedFile::remembered);
  if (unknown == report.files.end()) return;
  fail(ErrorKind::invalid_argument,
       {"合う対応表を覚えていません: {}（一度 mikata import "
        "で取り込んでから、このレポートを消してください）",
        "no remembered mapping fits: {} (import it once with: mikata import, then remove this "
        "report)"},
       unknown->file);
}

InboxFile import_one(Book& book, const fs::path& file, std::stop_token stop) {
  InboxFile result{.file = file};
  const ImportOptions options{.files = {file}, .stop = stop};
  nlohmann::json report;
  try {
    require_remembered(book, options);
    report = report_json(import_files(book, options), book.settings().language);
    result.imported = true;
  } catch (const Error& error) {
    // A stopped or busy book is not the file's fault: it is tried again.
    result.why_not = error.message();
    const bool passes =
        error.kind() == ErrorKind::conflict || error.kind() == ErrorKind::unavailable;
    if (passes) return result;
    report = {{"error", result.why_not.in(book.settings().language)}};
  }
  write_report(file, report);
  return result;
}

}  // namespace

std::vector<InboxFile> import_inbox(Book& book, int quiet_seconds, std::stop_token stop) {
  std::vector<InboxFile> results;
  for (const auto& file : ready_files(book.folder() / "inbox", quiet_seconds)) {
    if (stop.stop_requested()) break;
    results.push_back(import_one(book, file, stop));
  }
  return results;
}

void watch_inbox(Book& book, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    import_inbox(book, kQuietSeconds, stop);
    wake.wait_for(lock, stop, kPause, [] { return false; });
  }
}

}  // namespace mikata
