// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/cell_batch.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <random>

#include "mikata/ingest/reader_testing.h"

namespace mikata::ingest {
namespace {

CellBatch small_batch() {
  CellBatch batch;
  batch.rows = 2;
  batch.columns = {{.bytes = "aあ", .ends = {1, 4}, .present = {1, 1}},
                   {.bytes = "b", .ends = {0, 1}, .present = {0, 1}}};
  batch.lines = {2, 3};
  batch.bad_rows = {{.line = 4, .reason_ja = "理由", .reason_en = "reason", .value = "x"}};
  return batch;
}

// What `write` writes, through a pipe that is large enough for it.
std::string bytes_of(const std::function<void(FrameWriter&)>& write) {
  std::array<int, 2> ends = {-1, -1};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  FrameWriter writer(ends[1]);
  write(writer);
  ::close(ends[1]);
  std::string bytes(1 << 16, '\0');
  bytes.resize(static_cast<std::size_t>(::read(ends[0], bytes.data(), bytes.size())));
  ::close(ends[0]);
  return bytes;
}

// The reading end of a pipe that holds these bytes and no more.
int pipe_of(const std::string& bytes) {
  std::array<int, 2> ends = {-1, -1};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  EXPECT_EQ(::write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  ::close(ends[1]);
  return ends[0];
}

// Reads frames until the first end, error or failure; the failure in words.
std::string read_frames(const std::string& bytes, CellBatch& batch) {
  const int fd = pipe_of(bytes);
  FrameReader reader(fd, ReadLimits{});
  std::string failure;
  try {
    for (Frame frame = reader.next(batch); frame.kind != FrameKind::end;
         frame = reader.next(batch)) {
      if (frame.kind == FrameKind::error) break;
      if (frame.kind == FrameKind::batch) check_batch(batch, 2);
    }
  } catch (const Error& error) {
    failure = in_words(error);
  }
  ::close(fd);
  return failure;
}

TEST(CellBatch, ArrivesAsItWasSent) {
  CellBatch arrived;
  const std::string bytes = bytes_of([](FrameWriter& out) {
    out.head({.header = {"x", "y"}, .format = "csv", .encoding = "UTF-8"});
    out.batch(small_batch(), 7);
    out.end({});
  });
  EXPECT_EQ(read_frames(bytes, arrived), "");
  EXPECT_EQ(arrived.rows, 2U);
  EXPECT_EQ(arrived.columns[0].cell(1), "あ");
  EXPECT_EQ(arrived.columns[1].present[0], 0);
  EXPECT_EQ(arrived.lines[1], 3);
  EXPECT_EQ(arrived.bad_rows[0].reason_ja, "理由");
}

TEST(CellBatch, IsRefusedWhenItMakesNoSense) {
  const std::vector<std::function<void(CellBatch&)>> damages = {
      [](CellBatch& b) { b.columns.pop_back(); },
      [](CellBatch& b) {
        b.columns[0].ends = {4, 1};
      },
      [](CellBatch& b) {
        b.columns[0].ends = {1, 3};
      },
      [](CellBatch& b) {
        b.columns[0].ends = {2, 4};
      },
      [](CellBatch& b) { b.columns[0].ends = {1}; },
      [](CellBatch& b) { b.columns[0].bytes = "a\xFFxx"; },
      [](CellBatch& b) {
        b.columns[1].present = {0, 0};
      },
      [](CellBatch& b) { b.columns[1].present = {1}; },
      [](CellBatch& b) {
        b.lines = {3, 2};
      },
      [](CellBatch& b) { b.rows = 3; },
  };
  EXPECT_NO_THROW(check_batch(small_batch(), 2));
  for (std::size_t i = 0; i < damages.size(); ++i) {
    CellBatch batch = small_batch();
    damages[i](batch);
    EXPECT_THROW(check_batch(batch, 2), Error) << i;
  }
}

TEST(CellBatch, AnErrorArrivesInBothLanguages) {
  const Localized sentence{"3 行目: 誤り", "line 3: wrong"};
  const std::string bytes =
      bytes_of([&](FrameWriter& out) { out.error(ErrorKind::invalid_argument, sentence); });
  const int fd = pipe_of(bytes);
  CellBatch none;
  const Frame frame = FrameReader(fd, ReadLimits{}).next(none);
  ::close(fd);
  EXPECT_EQ(frame.kind, FrameKind::error);
  EXPECT_EQ(frame.message, sentence);
}

TEST(CellBatch, DamagedFramesAreRefusedWithoutHarm) {
  const std::string sound = bytes_of([](FrameWriter& out) {
    out.head({.header = {"x", "y"}, .format = "csv", .encoding = "UTF-8"});
    out.batch(small_batch(), 7);
    out.error(ErrorKind::invalid_argument, {"3 行目: 誤り", "line 3: wrong"});
  });
  std::mt19937 random(3);
  int refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = sound;
    if (round % 2 == 0) bytes.resize(random() % bytes.size());
    for (int i = 0; i < 2 && !bytes.empty(); ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    CellBatch batch;
    const std::string failure = read_frames(bytes, batch);
    refused += failure.empty() ? 0 : 1;
    EXPECT_TRUE(failure.empty() || failure.starts_with("unavailable: ")) << failure;
  }
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace mikata::ingest
