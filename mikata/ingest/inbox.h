// SPDX-License-Identifier: Apache-2.0
// The inbox of a book: a file put there is imported by itself when a remembered mapping fits, and
// the report lies beside it as NAME.report.json. A file that has a report is done with; whoever
// wants it read again removes the report.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "mikata/store/book.h"

namespace mikata {

struct InboxFile {
  std::filesystem::path file;
  bool imported = false;
  Localized why_not = {};  // empty when it was imported
};

// Looks once and imports what is ready: a file that nobody writes any more (unchanged for
// `quiet_seconds`), without a report. One file is one import. A file that cannot be imported gets a
// report that says why; the others go on.
std::vector<InboxFile> import_inbox(Book& book, int quiet_seconds, std::stop_token stop);

// Looks every few seconds until `stop`.
void watch_inbox(Book& book, std::stop_token stop);

}  // namespace mikata
