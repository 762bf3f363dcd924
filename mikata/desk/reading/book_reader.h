// SPDX-License-Identifier: Apache-2.0
// Reads one batch of a book's remarks after the other; while one is read, the one before it is
// stored.
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "mikata/desk/reading/alike.h"
#include "mikata/desk/reading/folder.h"
#include "mikata/desk/reading/stored.h"
#include "mikata/store/book.h"
#include "mikata/text/reader.h"

namespace mikata::reading {

struct BatchOptions {
  unsigned threads = 0;
  std::int64_t remarks = 10'000;  // of a batch: few enough writes, and little memory
  std::stop_token stop = {};
};

// Requires that the caller holds book.reading() from the first batch until finish().
class BookReader {
 public:
  explicit BookReader(Book& book) : book_(book) {}

  // Remarks of the next batch that were read and are being stored; 0 when none waits or it was
  // stopped. Fails as the storing of the batch before did.
  std::int64_t read_unread(const BatchOptions& options);
  // The same of those that wait for their second reading.
  std::int64_t read_again(const BatchOptions& options);
  // Waits until all is stored, and fails as that did. What was imported meanwhile is seen from here
  // on.
  void finish();

 private:
  // All of the same length.
  struct RemarkBatch {
    std::vector<text::Remark> remarks;
    std::vector<std::int64_t> months;
    std::vector<StoredReading> readings;
  };
  // Where the next batch begins.
  struct Place {
    Day before_day;
    std::int64_t next = 0;
    std::string print = {};  // of the second reading that is under way
  };

  // Takes up what themes.toml and the model in use now say.
  void refresh();
  RemarkBatch waiting(std::string_view sql, std::int64_t most);
  void read(RemarkBatch& batch, const BatchOptions& options) const;
  // Stores it beside what comes next, unless there is one thread only; the state is saved then.
  void hand_over(RemarkBatch batch, const FolderState& state, unsigned threads);
  void store(RemarkBatch batch, const std::string& version, unsigned threads);
  void number_alike(RemarkBatch& batch, unsigned threads);

  Book& book_;
  FolderState state_;
  std::string made_for_;  // what the reader was made for
  std::unique_ptr<text::Reader> reader_;
  OutOfFold out_of_fold_;
  std::optional<Place> place_;  // nullopt: at the first that waits
  AlikeMonth month_;            // used by whoever stores
  std::future<void> storing_;   // last: it uses the others
};

// The reader as themes.toml and the model in use say; fails as read_book does.
std::unique_ptr<text::Reader> make_reader(const Book& book, const FolderState& state);

}  // namespace mikata::reading
