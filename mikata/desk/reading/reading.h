// SPDX-License-Identifier: Apache-2.0
// The remarks of a book are read: every voice in words that has no current reading gets one, and
// what the company's own scores teach is learned first.
//
// Nothing is lost when this is stopped: what was read is kept, the rest is read the next time.
// Several callers may read at once; they take turns of some batches. The same remarks give the same
// readings on every run and with any number of threads.
//
// In the book's folder, `reader/` holds what was learned (*.model with its out-of-fold readings)
// and how far a second reading of everything has come; thrown away, it is worked out again.
// `themes.toml` holds the company's own themes.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "mikata/store/book.h"

namespace mikata::reading {

struct ReadProgress {
  std::int64_t done = 0;
  std::int64_t total = 0;
  bool learning = false;  // from the scores; done and total are of that
};

// What is read again although it has a reading.
enum class Again { when_due, everything };

struct ReadOptions {
  unsigned threads = 0;  // 0: as many as the machine has
  Again again = Again::when_due;
  std::int64_t batch = 10'000;  // remarks that are read and stored at once
  std::function<void(const ReadProgress&)> progress = {};
  std::stop_token stop = {};
};

// What the readings rest on.
struct ReaderState {
  std::string version;     // "1.2026-10", as in readings.reader_version
  bool trained = false;    // on the book's own scores; else words and patterns alone
  std::string source;      // lexicon, blend or text: what cross-validation chose
  double auc = 0;          // positive against negative, out of fold
  double macro_f1 = 0;     // of three classes, out of fold
  std::int64_t pairs = 0;  // remarks with a score that it was learned from
  std::string date;        // of the latest fact when it was learned
};
ReaderState reader_state(const Book& book);

struct ReadReport {
  std::int64_t read = 0;   // remarks that had no current reading
  std::int64_t again = 0;  // remarks read a second time, because themes or what was learned changed
  std::int64_t left = 0;   // remarks that wait, when it was stopped
  std::int64_t remarks = 0;         // of the book
  bool learned = false;             // just now
  std::int64_t contradictions = 0;  // of the learning: score and words contradict to the extreme
  std::string not_learned;          // why nothing could be learned, "" when it could or was not due
  ReaderState reader;
};

// Fails with invalid_argument on a broken themes.toml, unavailable when the dictionary is missing.
ReadReport read_book(Book& book, const ReadOptions& options);

// How many remarks wait to be read for the first time, and to be read again.
struct Waiting {
  std::int64_t unread = 0;
  std::int64_t again = 0;
};
Waiting waiting(const Book& book);

}  // namespace mikata::reading
