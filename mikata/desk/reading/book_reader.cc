// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/book_reader.h"

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/base/parallel.h"
#include "mikata/desk/reading/language.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::reading {
namespace {

// Enough for the threads and few enough writes; little for the memory.
constexpr std::int64_t kBatch = 10'000;
constexpr std::int64_t kBatchLetters = 2'000'000;
constexpr std::size_t kPiece = 512;

}  // namespace

std::unique_ptr<text::Reader> make_reader(const Book& book, const FolderState& state) {
  return std::make_unique<text::Reader>(
      text::ReaderOptions{.themes_toml = own_themes(book), .model = load_model(book, state)});
}

void BookReader::refresh() {
  state_ = load_state(book_);
  const std::string wanted = print_of(book_, state_) + " " + state_.model;
  if (reader_ && made_for_ == wanted) return;
  reader_ = make_reader(book_, state_);
  out_of_fold_ = load_out_of_fold(book_, state_);
  made_for_ = wanted;
}

std::vector<BookReader::Waiting> BookReader::waiting(std::string_view sql,
                                                     std::int64_t next) const {
  const Table rows =
      book_.store().query({std::string(desk::sql(sql)),
                           {{"limit", kBatch}, {"letters", kBatchLetters}, {"next", next}}});
  std::vector<Waiting> batch;
  for (const Row& row : rows.rows) {
    Waiting one{.answer_no = as_integer(row[0]),
                .voice_id = as_text(row[1]),
                .month = as_integer(row[2]),
                .remark = {.text = as_text(row[4]), .language = language_of(row[3])},
                .alike = {}};
    if (!is_null(row[5]) && as_integer(row[5]) > 0) one.alike = as_integer(row[5]);
    // What the model learned from it must not read it.
    const auto known = out_of_fold_.find(one.answer_no);
    if (known != out_of_fold_.end()) one.remark.sentiment = known->second;
    batch.push_back(std::move(one));
  }
  return batch;
}

std::vector<StoredReading> BookReader::read(const std::vector<Waiting>& batch,
                                            const BatchOptions& options) {
  std::vector<text::Remark> remarks;
  for (const Waiting& one : batch) remarks.push_back(one.remark);
  std::vector<text::Reading> readings =
      read_all(*reader_, remarks, {.threads = options.threads, .stop = options.stop});
  std::vector<StoredReading> stored(readings.size());
  for_each_piece(readings.size(), kPiece, [&](const Piece& piece) {
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      StoredReading& one = stored[i];
      one.voice_id = batch[i].voice_id;
      one.answer_no = batch[i].answer_no;
      one.reading = std::move(readings[i]);
      join_learned_themes(one.reading);
      one.words = words_of(one.reading);
      one.alike = batch[i].alike;
    }
  });
  return stored;
}

void BookReader::number_alike(const std::vector<Waiting>& batch,
                              std::vector<StoredReading>& readings) {
  std::vector<std::int64_t> months;  // in the order in which the batch has them
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (std::ranges::find(months, batch[i].month) == months.end()) months.push_back(batch[i].month);
  }
  for (const std::int64_t month : months) {
    std::vector<std::size_t> places;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (batch[i].month != month || readings[i].alike) continue;
      places.push_back(i);
      words.push_back(readings[i].words);
    }
    if (places.empty()) continue;
    month_.turn_to(book_.store(), month);
    const auto numbers = month_.add(words);
    for (std::size_t i = 0; i < places.size(); ++i) readings[places[i]].alike = numbers[i];
  }
}

void BookReader::store(const std::vector<StoredReading>& readings) {
  if (readings.empty()) return;
  const auto append = book_.store().append(new_append_id("reading"));
  append->add(readings_batch(readings, version_of(state_)));
  append->publish();
}

std::int64_t BookReader::read_unread(const BatchOptions& options) {
  refresh();
  const std::vector<Waiting> batch = waiting("reading/unread.sql", 0);
  std::vector<StoredReading> readings = read(batch, options);
  number_alike(batch, readings);
  store(readings);
  return static_cast<std::int64_t>(readings.size());
}

std::int64_t BookReader::read_again(const BatchOptions& options) {
  refresh();
  const std::string print = print_of(book_, state_);
  if (state_.done == print) return 0;
  if (state_.under_way != print) {
    state_.under_way = print;
    state_.next = INT64_MAX;
  }
  const std::vector<Waiting> batch = waiting("reading/again.sql", state_.next);
  if (batch.empty()) {
    state_.done = print;
    state_.under_way.clear();
    save_state(book_, state_);
    return 0;
  }
  std::vector<StoredReading> readings = read(batch, options);
  number_alike(batch, readings);
  store(readings);
  if (!readings.empty()) state_.next = readings.back().answer_no;
  save_state(book_, state_);
  return static_cast<std::int64_t>(readings.size());
}

}  // namespace mikata::reading
