// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/book_reader.h"

#include <malloc.h>

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/desk/reading/language.h"

namespace mikata::desk {
std::string_view sql(std::string_view path);
}

namespace mikata::reading {
namespace {

constexpr std::int64_t kBatchLetters = 2'000'000;
constexpr Day kLastDay{2'932'896};  // 9999-12-31

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

BookReader::RemarkBatch BookReader::waiting(std::string_view sql, std::int64_t most) {
  const Table rows = book_.store().query({std::string(desk::sql(sql)),
                                          {{"limit", most},
                                           {"letters", kBatchLetters},
                                           {"before_day", place_->before_day},
                                           {"next", place_->next}}});
  RemarkBatch batch;
  for (const Row& row : rows.rows) {
    const std::int64_t answer_no = as_integer(row[0]);
    StoredReading reading{.voice_id = as_text(row[1]), .answer_no = answer_no};
    if (!is_null(row[5]) && as_integer(row[5]) > 0) reading.alike = as_integer(row[5]);
    batch.readings.push_back(std::move(reading));
    batch.months.push_back(as_integer(row[2]));
    batch.remarks.push_back({.text = as_text(row[4]), .language = language_of(row[3])});
    // What the model learned from it must not read it.
    const auto known = out_of_fold_.find(answer_no);
    if (known != out_of_fold_.end()) batch.remarks.back().sentiment = known->second;
    place_->before_day = as_day(row[6]);
    place_->next = answer_no;
  }
  return batch;
}

void BookReader::read(RemarkBatch& batch, const BatchOptions& options) const {
  const std::size_t done = read_each(
      *reader_, batch.remarks, {.threads = options.threads, .stop = options.stop},
      [&](std::size_t i, text::Reading reading) { batch.readings[i].take(std::move(reading)); });
  batch.readings.resize(done);
  batch.months.resize(done);
  batch.remarks = {};
}

void BookReader::number_alike(RemarkBatch& batch, unsigned threads) {
  std::vector<std::int64_t> months;  // in the order in which the batch has them
  for (const std::int64_t month : batch.months) {
    if (std::ranges::find(months, month) == months.end()) months.push_back(month);
  }
  for (const std::int64_t month : months) {
    std::vector<std::size_t> places;
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < batch.readings.size(); ++i) {
      if (batch.months[i] != month || batch.readings[i].alike) continue;
      places.push_back(i);
      words.push_back(batch.readings[i].words);
    }
    if (places.empty()) continue;
    month_.turn_to(book_.store(), month);
    const auto numbers = month_.add(words, threads);
    for (std::size_t i = 0; i < places.size(); ++i) batch.readings[places[i]].alike = numbers[i];
  }
}

void BookReader::store(RemarkBatch batch, const std::string& version, unsigned threads) {
  if (batch.readings.empty()) return;
  number_alike(batch, threads);
  const auto append = book_.store().append(new_append_id("reading"));
  append->add(readings_batch(std::move(batch.readings), version));
  append->publish();
  // Else what one batch took stays beside what the next one takes.
  ::malloc_trim(0);
}

void BookReader::hand_over(RemarkBatch batch, const FolderState& state, unsigned threads) {
  if (storing_.valid()) storing_.get();
  auto work = [this, batch = std::move(batch), state, threads]() mutable {
    store(std::move(batch), version_of(state), threads);
    save_state(book_, state);
  };
  if (threads == 1) return work();
  storing_ = std::async(std::launch::async, std::move(work));
}

void BookReader::finish() {
  place_.reset();
  if (storing_.valid()) storing_.get();
}

std::int64_t BookReader::read_unread(const BatchOptions& options) {
  refresh();
  if (!place_) place_ = Place{.before_day = kLastDay, .next = INT64_MAX};
  RemarkBatch batch = waiting("reading/unread.sql", options.remarks);
  read(batch, options);
  const auto count = static_cast<std::int64_t>(batch.readings.size());
  if (count > 0) hand_over(std::move(batch), state_, options.threads);
  return count;
}

std::int64_t BookReader::read_again(const BatchOptions& options) {
  refresh();
  const std::string print = print_of(book_, state_);
  if (state_.done == print) return 0;
  if (!place_ || place_->print != print) {
    const std::int64_t next = state_.under_way == print ? state_.next : INT64_MAX;
    place_ = Place{.before_day = kLastDay, .next = next, .print = print};
  }
  RemarkBatch batch = waiting("reading/again.sql", options.remarks);
  FolderState state = state_;
  if (batch.readings.empty()) {
    finish();
    state.done = print;
    state.under_way.clear();
    save_state(book_, state);
    return 0;
  }
  read(batch, options);
  const auto count = static_cast<std::int64_t>(batch.readings.size());
  if (count == 0) return 0;
  state.under_way = print;
  state.next = batch.readings.back().answer_no;
  hand_over(std::move(batch), state, options.threads);
  return count;
}

}  // namespace mikata::reading
