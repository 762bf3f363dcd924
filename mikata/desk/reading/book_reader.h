// SPDX-License-Identifier: Apache-2.0
// Reads one batch of a book's remarks after the other.
#pragma once

#include <cstdint>
#include <memory>
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
  std::stop_token stop = {};
};

class BookReader {
 public:
  explicit BookReader(Book& book) : book_(book) {}

  // Remarks of the next batch that were read and stored; 0 when none waits or it was stopped.
  // Requires that the caller holds book.reading().
  std::int64_t read_unread(const BatchOptions& options);
  // The same of those that wait for their second reading.
  std::int64_t read_again(const BatchOptions& options);

 private:
  struct Waiting {
    std::int64_t answer_no = 0;
    std::string voice_id;
    std::int64_t month = 0;
    text::Remark remark;
    std::optional<std::int64_t> alike;
  };

  // Takes up what themes.toml and the model in use now say.
  void refresh();
  std::vector<Waiting> waiting(std::string_view sql, std::int64_t next) const;
  std::vector<StoredReading> read(const std::vector<Waiting>& batch, const BatchOptions& options);
  void number_alike(const std::vector<Waiting>& batch, std::vector<StoredReading>& readings);
  void store(const std::vector<StoredReading>& readings);

  Book& book_;
  FolderState state_;
  std::string made_for_;  // what the reader was made for
  std::unique_ptr<text::Reader> reader_;
  OutOfFold out_of_fold_;
  AlikeMonth month_;
};

// The reader as themes.toml and the model in use say; fails as read_book does.
std::unique_ptr<text::Reader> make_reader(const Book& book, const FolderState& state);

}  // namespace mikata::reading
