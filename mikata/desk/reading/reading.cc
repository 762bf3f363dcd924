// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/reading.h"

#include <malloc.h>

#include <algorithm>
#include <map>

#include "mikata/base/error.h"
#include "mikata/desk/reading/book_reader.h"
#include "mikata/desk/reading/corrections.h"
#include "mikata/desk/reading/learn.h"

namespace mikata::reading {
namespace {

// So many batches are read before somebody else may.
constexpr int kTurn = 16;

std::int64_t number(const Book& book, const std::string& sql, std::int64_t next = 0) {
  return as_integer(book.store().query({sql, {{"next", next}}}).rows.at(0)[0]);
}

// The first reading of a book needs no second one; where somebody threw reader/ away, nothing is
// known of how the readings came about.
void begin_state(const Book& book) {
  FolderState state = load_state(book);
  if (!state.done.empty() || !state.under_way.empty()) return;
  const std::int64_t read =
      number(book, "SELECT count(*) AS remarks FROM remarks WHERE reading_no IS NOT NULL");
  if (read > 0) return;
  state.done = print_of(book, state);
  save_state(book, state);
}

void learn_if_due(Book& book, const ReadOptions& options, ReadReport& report) {
  const std::lock_guard lock(book.reading());
  begin_state(book);
  FolderState state = load_state(book);
  const bool everything = options.again == Again::everything;
  if (!everything && !is_due(book, state)) return;
  LearnOptions how{.threads = options.threads, .stop = options.stop};
  how.progress = [&](double share) {
    constexpr std::int64_t kParts = 1000;
    if (!options.progress) return;
    options.progress({static_cast<std::int64_t>(share * kParts), kParts, true});
  };
  const bool nothing_read = state.done == print_of(book, state) &&
                            number(book,
                                   "SELECT count(*) AS remarks FROM remarks WHERE reading_no IS "
                                   "NOT NULL") == 0;
  const Learned learned = learn(book, state, how);
  report.learned = learned.learned;
  report.not_learned = learned.why_not;
  report.contradictions = learned.contradictions;
  if (everything) {
    state.done.clear();
    state.under_way.clear();
  }
  if (nothing_read) state.done = print_of(book, state);
  save_state(book, state);
}

}  // namespace

ReaderState reader_state(const Book& book) {
  const FolderState folder = load_state(book);
  ReaderState state;
  state.version = version_of(folder);
  const text::Model model = load_model(book, folder);
  if (!model.sentiment) return state;
  const text::SentimentModel& sentiment = *model.sentiment;
  state.trained = true;
  state.source = source_name(sentiment.source);
  state.pairs = static_cast<std::int64_t>(sentiment.pairs);
  state.date = sentiment.date;
  const auto used =
      std::ranges::find(sentiment.scores, sentiment.source, &text::SourceScore::source);
  if (used != sentiment.scores.end()) {
    state.auc = used->auc;
    state.macro_f1 = used->macro_f1;
  }
  return state;
}

Waiting waiting(const Book& book) {
  Waiting found;
  found.unread = number(book, "SELECT count(*) AS remarks FROM remarks WHERE reading_no IS NULL");
  const FolderState state = load_state(book);
  const std::string print = print_of(book, state);
  if (state.done == print) return found;
  const std::int64_t next = state.under_way == print ? state.next : INT64_MAX;
  found.again = number(book,
                       "SELECT count(*) AS remarks FROM remarks WHERE reading_no IS NOT NULL AND "
                       "answer_no < $next",
                       next);
  return found;
}

ReadReport read_book(Book& book, const ReadOptions& options) {
  ReadReport report;
  {
    const std::lock_guard lock(book.reading());
    sync_corrections(book);
  }
  learn_if_due(book, options, report);
  // What learning took is given back, else it stays beside what reading takes.
  ::malloc_trim(0);
  const Waiting before = waiting(book);
  const std::int64_t total = before.unread + before.again;
  BookReader reader(book);
  const auto go_on = [&](std::int64_t (BookReader::*batch)(const BatchOptions&),
                         std::int64_t& count) {
    std::int64_t in_turn = 1;
    while (in_turn > 0 && !options.stop.stop_requested()) {
      const std::lock_guard lock(book.reading());
      in_turn = 0;
      for (int i = 0; i < kTurn; ++i) {
        const std::int64_t read = (reader.*batch)({options.threads, options.batch, options.stop});
        if (read == 0) break;
        in_turn += read;
        count += read;
        if (options.progress) options.progress({report.read + report.again, total, false});
      }
      reader.finish();
    }
  };
  if (options.progress) options.progress({0, total, false});
  go_on(&BookReader::read_unread, report.read);
  go_on(&BookReader::read_again, report.again);
  ::malloc_trim(0);
  const Waiting after = waiting(book);
  report.left = after.unread + after.again;
  report.remarks = number(book, "SELECT count(*) AS remarks FROM remarks");
  report.reader = reader_state(book);
  return report;
}

}  // namespace mikata::reading
